/* The tree-sitter runtime as one translation unit; `lib.c` includes the rest of it. */
#include "lib.c"
