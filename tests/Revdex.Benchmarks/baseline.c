/*
 * The baseline: plain tree-sitter parsing in C, nothing else. Reads lines "GRAMMAR.so SYMBOL PATH", prints "FILES BYTES CPU_SECONDS".
 * Linked with lib.c built by -O3 alone (PROBES.md's plain build).
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <tree_sitter/api.h>

static double cpu(void) {
  struct timespec t;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

int main(void) {
  char library[4096], symbol[256], path[4096], last[4096] = "";
  TSParser *parser = ts_parser_new();
  long files = 0, bytes = 0;
  double seconds = 0;
  while (scanf("%4095s %255s %4095[^\n]", library, symbol, path) == 3) {
    if (strcmp(last, library)) {
      void *handle = dlopen(library, RTLD_NOW);
      const TSLanguage *(*language)(void) = handle ? (const TSLanguage *(*)(void))dlsym(handle, symbol) : NULL;
      if (!language || !ts_parser_set_language(parser, language())) {
        fprintf(stderr, "%s: %s\n", library, dlerror());
        return 1;
      }
      strcpy(last, library);
    }
    FILE *file = fopen(path, "rb");
    if (!file) continue;
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    rewind(file);
    char *content = malloc(size + 1);
    size = (long)fread(content, 1, size, file);
    fclose(file);
    double start = cpu();
    TSTree *tree = ts_parser_parse_string(parser, NULL, content, (uint32_t)size);
    if (tree) ts_tree_delete(tree);
    seconds += cpu() - start;
    files++;
    bytes += size;
    free(content);
  }
  printf("%ld %ld %.3f\n", files, bytes, seconds);
  return 0;
}
