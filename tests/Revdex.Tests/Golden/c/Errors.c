/* What no parser knows without the preprocessor; it must be read all the same. */
#ifndef PLUGIN_H
#define PLUGIN_H

#ifdef __cplusplus
extern "C" {
#endif

#define PLUGIN_LIMIT plugin_limit(PLUGIN_MAX) // not a word /* nor this */
#undef PLUGIN_API

typedef struct {
    int depth;
} plugin_state;

/* Where a plugin is found. */
PLUGIN_API int (*Plugin_Find)(plugin_key *key, int flags) PLUGIN_ATTR;
PLUGIN_API void *(*Plugin_Alloc)(size_t bytes) PLUGIN_ATTR;
PLUGIN_API int (plugin_dump) (plugin_state *state, plugin_writer writer);
PLUGIN_API int plugin_type(plugin_state *state, int index);
PLUGIN_API const char *plugin_name(void);
PLUGIN_TEST(test_find) {
    LIST_FOR_EACH(plugin, plugins) {
        plugin_open(plugin->name, DEFAULT_DEPTH);
    }
}

#ifdef __cplusplus
}
#endif
#endif

void plugin_log(const char *format, ...) PLUGIN_PRINTF(1, 2);

check checks[] = {
#ifdef __linux__
    { .name = "clock", .run = check_clock },
#endif
};
