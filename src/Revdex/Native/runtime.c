/*
 * The tree-sitter runtime as one translation unit, with parts of our own: the memory and the cost of a parse are bounded (arena.h), and
 * look-ups in the parse table are remembered: most states have their actions in lists that the runtime searches from the start,
 * which takes a sixth of a parse of C#. The same few thousand pairs of state and symbol come again and again.
 *
 * What a parse costs is counted in units of a few nanoseconds at the runtime's inner loops, by macros around names that these loops call:
 * error recovery and ambiguity do hundreds of times the work of a plain step, so steps would bound nothing. Counts are the same on every machine.
 */
#include <stdbool.h>
#include <stddef.h>
#include "arena.h"

#define ts_malloc revdex_malloc
#define ts_calloc revdex_calloc
#define ts_realloc revdex_realloc
#define ts_free revdex_free

#define ts_language_lookup ts_language_search
#include "language.h"
#undef ts_language_lookup
static uint16_t ts_language_lookup(const TSLanguage *self, TSStateId state, TSSymbol symbol);

/* In the order of lib.c. */
#include "alloc.c"
#include "get_changed_ranges.c"
#include "language.c"

/* Each character that a lexer or a scanner reads. */
#include "unicode.h"
static uint32_t counted_decode_utf8(const uint8_t *string, uint32_t length, int32_t *code_point) {
  count_work(1);
  if (length > 0 && *string < 0x80) {
    *code_point = *string;
    return 1;
  }
  return ts_decode_utf8(string, length, code_point);
}
#define ts_decode_utf8 counted_decode_utf8
#include "lexer.c"
#undef ts_decode_utf8

#include "node.c"
#include "parser.c"
#include "query.c"

/* Each step along a stack, each tree that is copied with a path through it, and each comparison of two links. */
#define callback(payload, iterator) (spend_work(arena_of_parse, 2), callback(payload, iterator))
#define ts_subtree_array_copy(from, to) (spend_work(arena_of_parse, (from).size), ts_subtree_array_copy(from, to))
#define ts_subtree_array_reverse(trees) (spend_work(arena_of_parse, (trees)->size), ts_subtree_array_reverse(trees))
#define ts_subtree_symbol(tree) (count_work(1), ts_subtree_symbol(tree))
#define ts_subtree_dynamic_precedence(tree) (count_work(1), ts_subtree_dynamic_precedence(tree))
#include "stack.c"
#undef callback
#undef ts_subtree_array_copy
#undef ts_subtree_array_reverse
#undef ts_subtree_symbol
#undef ts_subtree_dynamic_precedence

/* Each child of a new node: an error's children are gathered anew at each attempt to recover, and may be all tokens so far. */
#define ts_subtree_has_external_scanner_state_change(child) (count_work(2), ts_subtree_has_external_scanner_state_change(child))
#include "subtree.c"
#undef ts_subtree_has_external_scanner_state_change

#include "tree_cursor.c"
#include "tree.c"
#include "wasm_store.c"
#include "walk.h"

static uint16_t ts_language_lookup(const TSLanguage *self, TSStateId state, TSSymbol symbol) {
  arena *mine = arena_of_parse;
  if (mine) spend_work(mine, 1);
  if (state < self->large_state_count) return self->parse_table[state * self->symbol_count + symbol];
  if (!mine) return ts_language_search(self, state, symbol);
  uint64_t key = (uint64_t)state << 16 | symbol;
  uint64_t *entry = &mine->memo[(uint32_t)key * 0x9E3779B1u >> (32 - MEMO_BITS)];
  if (*entry >> 16 != key) *entry = key << 16 | ts_language_search(self, state, symbol);
  return (uint16_t)*entry;
}

/* Everything is exported. Nothing may say so (__declspec(dllexport)): MinGW would then export nothing else on Windows. */

/* A parser with the memory of its only tree. For one thread at a time. */
typedef struct {
  arena arena;
  TSParser *parser;
} revdex_parser;

/* NULL where the system has no memory. */
revdex_parser *revdex_parser_new(uint64_t memory_max_bytes) {
  revdex_parser *self = calloc(1, sizeof(revdex_parser));
  if (self) self->arena.memory_max = memory_max_bytes;
  return self;
}

/* The tree, if there is one, is gone. */
void revdex_parser_empty(revdex_parser *self) {
  arena_empty(&self->arena);
}

void revdex_parser_delete(revdex_parser *self) {
  arena_empty(&self->arena);
  while (self->arena.chunks) {
    chunk *first = self->arena.chunks;
    self->arena.chunks = first->next;
    free(first);
  }
  free(self);
}

/* The memory of a scanner is its own; it does no more than free it. */
static void delete_scanner(TSParser *parser) {
  if (parser) ts_parser__external_scanner_destroy(parser);
}

/*
 * The tree, which lives until the parser is emptied, parses again or is deleted; or NULL, and the outcome says which bound was met. A work bound
 * becomes what is left of it. UTF-8, of which the ranges are read; all of it where there are none.
 */
TSTree *revdex_parse(
  revdex_parser *self, const TSLanguage *language, const char *string, uint32_t length, const TSRange *ranges, uint32_t range_count, int64_t *work,
  int32_t *outcome
) {
  TSTree *tree = NULL;
  arena *mine = &self->arena;
  arena_empty(mine);
  if (mine->language != language) {
    memset(mine->memo, 0, sizeof mine->memo);
    mine->language = language;
  }
  mine->work_left = *work;
  self->parser = NULL;
  arena_of_parse = mine;
  *outcome = setjmp(mine->give_up);
  if (*outcome == OUTCOME_DONE) {
    self->parser = ts_parser_new();
    ts_parser_set_language(self->parser, language);
    ts_parser_set_included_ranges(self->parser, ranges, range_count);
    tree = ts_parser_parse_string(self->parser, NULL, string, length);
  } else {
    delete_scanner(self->parser);
    arena_empty(mine);
  }
  arena_of_parse = NULL;
  *work = mine->work_left;
  return tree;
}
