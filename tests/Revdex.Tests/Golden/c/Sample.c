/* A store of orders. */
#ifndef STORE_H
#define STORE_H

#include <stdio.h>
#include "core/list.h"

/* The most items of an order. */
#define MAX_ITEMS 100
#define MIN(a, b) ((a) < (b) ? (a) : (b))
#define FOR_EACH(item, order) \
    for (struct item *item = (order)->items; item < list_end(order, MAX_ITEMS); item++)
#define STORE_API __attribute__((visibility("default")))
#undef OLD_NAME

typedef unsigned long id_t;
typedef struct order order_t, *order_ptr;
typedef int (*compare_fn)(const void *a, const void *b);
typedef struct {
    double x, y;
} point;

/* How big. */
typedef enum kind { SMALL, BIG = SMALL + MAX_ITEMS } kind_t;

enum { FLAG_A = 1 << 0, FLAG_B };

union number {
    int i;
    float f;
};

/** An order. */
struct order {
    id_t id;
    char name[MAX_ITEMS], *alias;
    struct item *items;
    compare_fn compare;
    int (*visit)(struct order *self, void *data);
    unsigned flags : 3;
    struct { int depth; } nested;
    kind_t kind;
};

extern int order_count;
static const char *const names[] = { "small", "big" };
int total_count = MAX_ITEMS, *total_ptr = &total_count;
static struct order default_order = { .id = 1, .items = NULL, .visit = visit_order };
int (*on_change)(struct order *);

/* Makes an order. */
struct order *order_new(id_t id, const char *name);
int order_compare(const struct order *, const struct order *);
void (*signal(int sig, void (*handler)(int)))(int);
static inline void order_free(struct order *o) __attribute__((nonnull));

#endif

struct order *order_new(id_t id, const char *name)
{
    struct order *o = malloc(sizeof(struct order) + sizeof(*o)), copy = default_order;
    int i, n = MIN(total_count, LIMIT);
    static int calls;

    if (!o)
        goto fail;
    calls++;
    o->id = id;
    o->items[0].next->count += n;
    copy.nested.depth = 1;
    total_count++;
    for (i = 0; i < n; i++) {
        double sum = price(o, i) * rates[i];
        o->total = (kind_t)sum;
    }
#ifdef DEBUG
    int debug_level = 1;
    trace("%d", debug_level);
#endif
    FOR_EACH(it, o)
        ;
    switch (o->kind) {
    case SMALL:
        break;
    case BIG:
        o->compare = order_compare;
        return (*o->visit)(o, &default_order);
    default:
        qsort(o->items, n, sizeof(int), (compare_fn)compare_ids);
    }
    return o;
fail:
    fprintf(stderr, "no %s" PRIu64, name);
    return &(struct order){ .id = id, .alias = strdup(name) };
}

static int (*choose(kind_t kind))(struct order *, void *)
{
    return kind == SMALL ? default_order.visit : 0;
}

int
old_style(a, b)
    int a;
    struct order *b;
{
    return a + b->flags + offsetof(struct order, name);
}

#if defined(HAVE_POLL) && LEVEL > 2
static void poll_all(void) { poll_once(poll_fds); }
#else
static void poll_all(void) {}
#endif

int main(int argc, char **argv)
{
    union number num;
    enum kind k = BIG;
    num.i = argc;
    return order_new(num.i, argv[0])->id == k;
}

monotime (*clock_source)(void) = NULL;
