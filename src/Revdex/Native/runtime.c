/*
 * The tree-sitter runtime as one translation unit (lib.c includes the rest of it), with an allocator of its own: a parse is
 * hundreds of thousands of small blocks that one thread makes and frees again, so each thread keeps a free list per size.
 * Blocks that the lists hold are never given back to the system; a worker's life bounds them.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "lib.c"

#define GRAIN 16u              /* sizes are rounded up to this, which is also the alignment and the size of a block's header */
#define LISTED_MAX 1024u       /* larger blocks are few: the system's allocator has them */
#define CHUNK (256u * 1024u)   /* what is taken from the system at a time */

#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#else
#define THREAD_LOCAL _Thread_local
#endif

typedef union block {
  union block *next;   /* while free */
  size_t grains;       /* while in use: payload in grains; 0 for a block of the system's */
  char alignment[GRAIN];
} block;

static THREAD_LOCAL block *lists[LISTED_MAX / GRAIN + 1];
static THREAD_LOCAL char *chunk;
static THREAD_LOCAL char *chunk_end;

static void *revdex_malloc(size_t size) {
  size_t grains = size ? (size + GRAIN - 1) / GRAIN : 1;
  block *b;
  if (size > LISTED_MAX) {
    if (size > SIZE_MAX - sizeof(block) || !(b = malloc(sizeof(block) + size))) return NULL;
    b->grains = 0;
    return b + 1;
  }
  if ((b = lists[grains])) {
    lists[grains] = b->next;
  } else {
    size_t need = (grains + 1) * GRAIN;
    if ((size_t)(chunk_end - chunk) < need) {
      if (!(chunk = malloc(CHUNK))) { chunk_end = NULL; return NULL; }
      chunk_end = chunk + CHUNK;
    }
    b = (block *)chunk;
    chunk += need;
  }
  b->grains = grains;
  return b + 1;
}

static void revdex_free(void *pointer) {
  if (!pointer) return;
  block *b = (block *)pointer - 1;
  size_t grains = b->grains;
  if (!grains) { free(b); return; }
  b->next = lists[grains];
  lists[grains] = b;
}

static void *revdex_calloc(size_t count, size_t size) {
  if (size && count > SIZE_MAX / size) return NULL;
  void *pointer = revdex_malloc(count * size);
  if (pointer) memset(pointer, 0, count * size);
  return pointer;
}

static void *revdex_realloc(void *pointer, size_t size) {
  if (!pointer) return revdex_malloc(size);
  block *b = (block *)pointer - 1;
  if (!b->grains && size > LISTED_MAX) {
    b = realloc(b, sizeof(block) + size);
    return b ? b + 1 : NULL;
  }
  if (b->grains && size <= b->grains * GRAIN) return pointer;
  void *larger = revdex_malloc(size);
  if (!larger) return NULL;
  /* A block of the system's that shrinks is larger than the new size; a listed one that grows is smaller. */
  size_t kept = b->grains ? b->grains * GRAIN : size;
  memcpy(larger, pointer, kept < size ? kept : size);
  revdex_free(pointer);
  return larger;
}

#if defined(_WIN32)
#define EXPORT __declspec(dllexport)
#else
#define EXPORT
#endif

/*
 * A parse with a budget of steps instead of time: what is given up is the same on every machine, however busy. The runtime asks
 * about every hundred steps whether to go on.
 */
typedef struct {
  const char *string;
  uint32_t length;
  uint32_t checks_left;
} bounded_input;

static const char *bounded_read(void *payload, uint32_t byte, TSPoint point, uint32_t *length) {
  (void)point;
  bounded_input *input = payload;
  *length = byte < input->length ? input->length - byte : 0;
  return byte < input->length ? input->string + byte : "";
}

static bool bounded_progress(TSParseState *state) {
  bounded_input *input = state->payload;
  return input->checks_left-- == 0;
}

/* NULL where the budget was used up. */
EXPORT TSTree *revdex_parse(TSParser *parser, const char *string, uint32_t length, uint32_t checks_max, uint32_t *checks_used) {
  bounded_input input = {string, length, checks_max};
  TSInput source = {&input, bounded_read, TSInputEncodingUTF8, NULL};
  TSParseOptions options = {&input, bounded_progress};
  TSTree *tree = ts_parser_parse_with_options(parser, NULL, source, options);
  *checks_used = checks_max - input.checks_left;
  return tree;
}

/* Called once, before any other function of the runtime. */
EXPORT void revdex_use_allocator(void) {
  ts_set_allocator(revdex_malloc, revdex_calloc, revdex_realloc, revdex_free);
}
