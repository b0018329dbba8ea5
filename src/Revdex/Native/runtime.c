/*
 * The tree-sitter runtime as one translation unit (lib.c includes the rest of it), with two parts of its own.
 *
 * An allocator: a parse is hundreds of thousands of small blocks that one thread makes and frees again, so each thread keeps a free
 * list per size. Blocks that the lists hold are never given back to the system; a worker's life bounds them.
 *
 * A memory of look-ups in the parse table: most states have their actions in lists that the runtime searches from the start, which
 * takes a sixth of a parse of C#. The same few thousand pairs of state and symbol come again and again.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ts_language_lookup ts_language_search
#include "language.h"
#undef ts_language_lookup
static uint16_t ts_language_lookup(const TSLanguage *self, TSStateId state, TSSymbol symbol);

#include "lib.c"

#define GRAIN 16u              /* sizes are rounded up to this, which is also the alignment and the size of a block's header */
#define LISTED_MAX 1024u       /* larger blocks are few: the system's allocator has them */
#define CHUNK (256u * 1024u)   /* what is taken from the system at a time */
#define MEMO_BITS 14u          /* 128 KiB, so that it stays in the second cache */

#if defined(_MSC_VER)
#define THREAD_LOCAL __declspec(thread)
#elif defined(__linux__)
/* One pointer fits into what every thread has spare for libraries that are loaded late, and is reached without a call. */
#define THREAD_LOCAL __attribute__((tls_model("initial-exec"))) _Thread_local
#else
#define THREAD_LOCAL _Thread_local
#endif

typedef union block {
  union block *next;   /* while free */
  size_t grains;       /* while in use: payload in grains; 0 for a block of the system's */
  char alignment[GRAIN];
} block;

typedef struct {
  block *lists[LISTED_MAX / GRAIN + 1];
  char *chunk;
  char *chunk_end;
  const TSLanguage *language;         /* whose look-ups these are */
  uint64_t memo[1u << MEMO_BITS];     /* state, symbol, value: 16 bits each; 0 where empty, since state 0 is never in a list */
} thread_state;

static THREAD_LOCAL thread_state *of_thread;

static thread_state *state_of_thread(void) {
  if (!of_thread && !(of_thread = calloc(1, sizeof(thread_state)))) abort();
  return of_thread;
}

static uint16_t ts_language_lookup(const TSLanguage *self, TSStateId state, TSSymbol symbol) {
  if (state < self->large_state_count) return self->parse_table[state * self->symbol_count + symbol];
  thread_state *mine = state_of_thread();
  if (mine->language != self) {
    memset(mine->memo, 0, sizeof mine->memo);
    mine->language = self;
  }
  uint64_t key = (uint64_t)state << 16 | symbol;
  uint64_t *entry = &mine->memo[(uint32_t)key * 0x9E3779B1u >> (32 - MEMO_BITS)];
  if (*entry >> 16 != key) *entry = key << 16 | ts_language_search(self, state, symbol);
  return (uint16_t)*entry;
}

static void *revdex_malloc(size_t size) {
  size_t grains = size ? (size + GRAIN - 1) / GRAIN : 1;
  thread_state *mine;
  block *b;
  if (size > LISTED_MAX) {
    if (size > SIZE_MAX - sizeof(block) || !(b = malloc(sizeof(block) + size))) return NULL;
    b->grains = 0;
    return b + 1;
  }
  mine = state_of_thread();
  if ((b = mine->lists[grains])) {
    mine->lists[grains] = b->next;
  } else {
    size_t need = (grains + 1) * GRAIN;
    if ((size_t)(mine->chunk_end - mine->chunk) < need) {
      if (!(mine->chunk = malloc(CHUNK))) { mine->chunk_end = NULL; return NULL; }
      mine->chunk_end = mine->chunk + CHUNK;
    }
    b = (block *)mine->chunk;
    mine->chunk += need;
  }
  b->grains = grains;
  return b + 1;
}

static void revdex_free(void *pointer) {
  if (!pointer) return;
  block *b = (block *)pointer - 1;
  size_t grains = b->grains;
  if (!grains) { free(b); return; }
  thread_state *mine = state_of_thread();
  b->next = mine->lists[grains];
  mine->lists[grains] = b;
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
