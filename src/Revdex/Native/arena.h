/*
 * The memory of one parse, and what it may cost. A parse takes hundreds of thousands of small blocks and frees most of them again: they
 * are cut from chunks, with a free list per size. Nothing is given back block by block; when the tree is no longer needed, or when
 * the parse is given up, the whole arena is empty again at once. So a parse can be left by longjmp at any allocation, whatever state the
 * runtime is in, and starts from the same state each time: what is given up depends on the content alone.
 *
 * Memory that the runtime takes outside of a parse (cursors, queries) comes from the system.
 */
#include <setjmp.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define GRAIN 16u                           /* sizes are rounded up to this, which is also the alignment and the size of a block's header */
#define LISTED_MAX 1024u                    /* larger blocks are few: the system's allocator has them */
#define CHUNK (256u * 1024u)                /* what is taken from the system at a time */
#define KEPT_MAX (64u * 1024u * 1024u)      /* chunks that an empty arena keeps; no file that people write needs more */
#define WORK_PER_BYTES 32u                  /* an allocation's size costs what is done with so many bytes: filling, copying */
#define MEMO_BITS 14u                       /* 128 KiB, so that it stays in the second cache */

#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#elif defined(__linux__)
/* One pointer fits into what every thread has spare for libraries that are loaded late, and is reached without a call. */
#define THREAD_LOCAL __attribute__((tls_model("initial-exec"))) _Thread_local
#else
#define THREAD_LOCAL _Thread_local
#endif

#if defined(__GNUC__)
#define UNLIKELY(condition) __builtin_expect(!!(condition), 0)
#else
#define UNLIKELY(condition) (condition)
#endif

typedef union block {
  union block *next;   /* while free */
  size_t grains;       /* while in use: payload in grains; 0 for a large block */
  char alignment[GRAIN];
} block;

typedef struct arena arena;

/* Stands before the header of a block that the system has. */
typedef struct large {
  struct large *previous, *next;   /* of the arena */
  arena *owner;                    /* NULL outside of a parse */
  size_t size;
  block header;
} large;

typedef struct chunk {
  struct chunk *next;
  char alignment[GRAIN - sizeof(void *)];
  char bytes[CHUNK];
} chunk;

enum { OUTCOME_DONE = 0, OUTCOME_WORK = 1, OUTCOME_MEMORY = 2 };

struct arena {
  block *lists[LISTED_MAX / GRAIN + 1];
  char *free_start, *free_end;        /* of the chunk in use */
  chunk *chunks, *chunk_in_use;
  large *larges;
  uint64_t taken, memory_max;         /* bytes */
  int64_t work_left;
  jmp_buf give_up;                    /* returns an outcome */
  const struct TSLanguage *language;  /* whose look-ups these are */
  uint64_t memo[1u << MEMO_BITS];     /* state, symbol, value: 16 bits each; 0 where empty, since state 0 is never in a list */
};

/* Set while a parse runs on this thread. */
static THREAD_LOCAL arena *arena_of_parse;

/* What cannot be left at this place is counted only. */
static inline void count_work(int64_t work) {
  if (arena_of_parse) arena_of_parse->work_left -= work;
}

/* To be called where the runtime alone is on the stack, never a grammar's scanner. */
static inline void spend_work(arena *mine, int64_t work) {
  if (UNLIKELY((mine->work_left -= work) < 0)) longjmp(mine->give_up, OUTCOME_WORK);
}

static void take_memory(arena *mine, size_t size) {
  if (size > mine->memory_max - mine->taken) longjmp(mine->give_up, OUTCOME_MEMORY);
  mine->taken += size;
}

static void *take_large(size_t size) {
  arena *mine = arena_of_parse;
  large *l;
  if (size > SIZE_MAX - sizeof(large)) abort();
  if (mine) {
    take_memory(mine, size);
    spend_work(mine, (int64_t)(size / WORK_PER_BYTES));
  }
  if (!(l = malloc(sizeof(large) + size))) {
    if (mine) longjmp(mine->give_up, OUTCOME_MEMORY);
    abort();
  }
  *l = (large){.owner = mine, .size = size};
  if (mine) {
    if ((l->next = mine->larges)) l->next->previous = l;
    mine->larges = l;
  }
  return &l->header + 1;
}

static void free_large(large *l) {
  if (l->owner) {
    if (l->next) l->next->previous = l->previous;
    if (l->previous) l->previous->next = l->next;
    else l->owner->larges = l->next;
    l->owner->taken -= l->size;
  }
  free(l);
}

static void next_chunk(arena *mine) {
  chunk *next = mine->chunk_in_use ? mine->chunk_in_use->next : mine->chunks;
  take_memory(mine, sizeof(chunk));
  if (!next) {
    if (!(next = malloc(sizeof(chunk)))) longjmp(mine->give_up, OUTCOME_MEMORY);
    next->next = NULL;
    if (mine->chunk_in_use) mine->chunk_in_use->next = next;
    else mine->chunks = next;
  }
  mine->chunk_in_use = next;
  mine->free_start = next->bytes;
  mine->free_end = next->bytes + CHUNK;
}

static inline void *revdex_malloc(size_t size) {
  size_t grains = size ? (size + GRAIN - 1) / GRAIN : 1;
  arena *mine = arena_of_parse;
  block *b;
  if (UNLIKELY(!mine || size > LISTED_MAX)) return take_large(size);
  spend_work(mine, 1);
  if ((b = mine->lists[grains])) {
    mine->lists[grains] = b->next;
  } else {
    size_t need = (grains + 1) * GRAIN;
    if (UNLIKELY((size_t)(mine->free_end - mine->free_start) < need)) next_chunk(mine);
    b = (block *)mine->free_start;
    mine->free_start += need;
  }
  b->grains = grains;
  return b + 1;
}

static inline void revdex_free(void *pointer) {
  if (!pointer) return;
  block *b = (block *)pointer - 1;
  size_t grains = b->grains;
  if (!grains) {
    free_large((large *)((char *)b - offsetof(large, header)));
  } else if (arena_of_parse) {
    b->next = arena_of_parse->lists[grains];
    arena_of_parse->lists[grains] = b;
  }
}

static inline void *revdex_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) abort();
  return memset(revdex_malloc(count * size), 0, count * size);
}

static void *revdex_realloc(void *pointer, size_t size) {
  if (!pointer) return revdex_malloc(size);
  block *b = (block *)pointer - 1;
  size_t held = b->grains ? b->grains * GRAIN : ((large *)((char *)b - offsetof(large, header)))->size;
  if (size <= held) return pointer;
  void *larger = revdex_malloc(size);
  memcpy(larger, pointer, held);
  revdex_free(pointer);
  return larger;
}

/* Everything in the arena is gone; some of its memory stays for the next parse. */
static void arena_empty(arena *mine) {
  size_t kept = 0;
  chunk **end = &mine->chunks;
  while (mine->larges) free_large(mine->larges);
  while (*end && (kept += sizeof(chunk)) <= KEPT_MAX) end = &(*end)->next;
  for (chunk *next, *c = *end; c; c = next) {
    next = c->next;
    free(c);
  }
  *end = NULL;
  memset(mine->lists, 0, sizeof mine->lists);
  mine->free_start = mine->free_end = NULL;
  mine->chunk_in_use = NULL;
  mine->taken = 0;
}
