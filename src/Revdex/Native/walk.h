/*
 * A walk over the visible nodes of a tree in the order of the source, many nodes a call. It goes where a TSTreeCursor goes and tells what ts_tree_cursor_current_node, ts_node_symbol, ts_node_end_byte and
 * ts_tree_cursor_current_field_id tell: those take a call each, and a cursor looks up its way at each step.
 */

/* 48 bytes. */
typedef struct {
  TSNode node;
  uint32_t end_byte;
  uint32_t depth;        /* in visible nodes; 0 for the root */
  TSSymbol symbol;
  TSFieldId field;       /* where the marks of the symbol ask for it; else 0 */
  uint32_t has_children; /* visible ones */
} revdex_walk_node;

/* A node whose children are gone through. */
typedef struct {
  const Subtree *subtree;
  const TSSymbol *aliases;         /* of its children; NULL for none */
  Length position;                 /* where the last child ended; at first where the node starts */
  uint32_t child_index;            /* of the next child */
  uint32_t structural_child_index; /* likewise, extras not counted */
  uint32_t own_structural_index;   /* its own within its parent */
  uint32_t depth;                  /* of its visible children */
  bool is_visible;
} revdex_walk_entry;

/* One tree at a time, one thread at a time. */
typedef struct {
  const TSTree *tree;
  TSNode root;
  const uint16_t *marks;
  uint32_t mark_count, depth_max;
  uint16_t field_mark;
  bool has_begun;
  uint32_t size, capacity;
  revdex_walk_entry *stack;
} revdex_walk;

/* NULL where the system has no memory. */
revdex_walk *revdex_walk_new(void) {
  return calloc(1, sizeof(revdex_walk));
}

void revdex_walk_delete(revdex_walk *self) {
  free(self->stack);
  free(self);
}

/* Nodes at the depth that is given have no children. The marks, one a symbol, and the tree must stay while the walk goes on. */
void revdex_walk_begin(revdex_walk *self, TSNode root, const uint16_t *marks, uint32_t mark_count, uint16_t field_mark, uint32_t depth_max) {
  self->tree = root.tree;
  self->root = root;
  self->marks = marks;
  self->mark_count = mark_count;
  self->field_mark = field_mark;
  self->depth_max = depth_max;
  self->has_begun = false;
  self->size = 0;
}

static bool walk_push(revdex_walk *self, const Subtree *subtree, Length position, uint32_t own_structural_index, uint32_t depth, bool is_visible) {
  if (self->size == self->capacity) {
    uint32_t capacity = self->capacity ? self->capacity * 2 : 64;
    revdex_walk_entry *stack = realloc(self->stack, capacity * sizeof *stack);
    if (!stack) return false;
    self->stack = stack;
    self->capacity = capacity;
  }
  self->stack[self->size++] = (revdex_walk_entry) {
    .subtree = subtree,
    .aliases = ts_language_alias_sequence(self->tree->language, subtree->ptr->production_id),
    .position = position,
    .own_structural_index = own_structural_index,
    .depth = depth,
    .is_visible = is_visible,
  };
  return true;
}

/* Of a child of the top entry: the field it has there, else that of the hidden nodes around it. */
static TSFieldId walk_field(const revdex_walk *self, const Subtree *subtree, uint32_t structural_child_index) {
  for (const revdex_walk_entry *entry = &self->stack[self->size - 1]; !ts_subtree_extra(*subtree); entry--) {
    const TSFieldMapEntry *field, *end;
    ts_language_field_map(self->tree->language, entry->subtree->ptr->production_id, &field, &end);
    for (; field < end; field++) {
      if (!field->inherited && field->child_index == structural_child_index) return field->field_id;
    }
    if (entry->is_visible) return 0;
    subtree = entry->subtree;
    structural_child_index = entry->own_structural_index;
  }
  return 0;
}

/* The next nodes, as many as there are and room is for; UINT32_MAX where the system has no memory. */
uint32_t revdex_walk_next(revdex_walk *self, revdex_walk_node *nodes, uint32_t max) {
  uint32_t count = 0;
  if (!self->has_begun && max > 0) {
    self->has_begun = true;
    const Subtree *subtree = (const Subtree *)self->root.id;
    bool has_children = ts_subtree_visible_child_count(*subtree) > 0;
    nodes[count++] = (revdex_walk_node) { .node = self->root, .end_byte = ts_node_end_byte(self->root), .symbol = ts_node_symbol(self->root), .has_children = has_children };
    Length position = { ts_node_start_byte(self->root), ts_node_start_point(self->root) };
    if (has_children && !walk_push(self, subtree, position, 0, 1, true)) return UINT32_MAX;
  }
  while (count < max && self->size > 0) {
    revdex_walk_entry *parent = &self->stack[self->size - 1];
    if (parent->child_index == parent->subtree->ptr->child_count) {
      self->size--;
      continue;
    }
    const Subtree *child = &ts_subtree_children(*parent->subtree)[parent->child_index];
    Length start = parent->child_index++ > 0 ? length_add(parent->position, ts_subtree_padding(*child)) : parent->position;
    parent->position = length_add(start, ts_subtree_size(*child));
    uint32_t structural_child_index = parent->structural_child_index;
    TSSymbol alias = 0;
    if (!ts_subtree_extra(*child)) {
      if (parent->aliases) alias = parent->aliases[structural_child_index];
      parent->structural_child_index++;
    }
    bool is_visible = alias || ts_subtree_visible(*child);
    uint32_t depth = parent->depth;
    bool has_children = ts_subtree_visible_child_count(*child) > 0 && (!is_visible || depth < self->depth_max);
    if (is_visible) {
      TSSymbol symbol = ts_language_public_symbol(self->tree->language, alias ? alias : ts_subtree_symbol(*child));
      bool has_field = symbol < self->mark_count && (self->marks[symbol] & self->field_mark);
      nodes[count++] = (revdex_walk_node) {
        .node = ts_node_new(self->tree, child, start, alias),
        .end_byte = parent->position.bytes,
        .depth = depth,
        .symbol = symbol,
        .field = has_field ? walk_field(self, child, structural_child_index) : 0,
        .has_children = has_children,
      };
    }
    if (has_children && !walk_push(self, child, start, structural_child_index, depth + is_visible, is_visible)) return UINT32_MAX;
  }
  return count;
}
