using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// What universal-ctags lists by its defaults, without its names for what has none: no compiler, so that what it misses and invents counts too. Left out is what it says itself to be no definition: C's "functions" that it lists as macros
/// too, which are calls of these at the top of a file. What else is left out <see cref="CtagsLanguages"/> says.
/// </summary>
internal static class CtagsDefinitions
{
    /// <param name="options">More of ctags' own.</param>
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths, CtagsLanguage language, params string[] options)
    {
        var all = new List<Definition>();
        string[] arguments = ["--output-format=json", "--fields=+nKZ", .. options, .. language.Name is { } name ? [$"--language-force={name}"] : Array.Empty<string>(), "-L", "-", "-f", "-"];
        foreach (var line in TextProcess.Lines(clone, paths, "ctags", arguments))
        {
            using var json = JsonDocument.Parse(line);
            var tag = json.RootElement;
            if (tag.GetProperty("_type").GetString() == "tag" && Listed(tag, language) is { } definition)
            {
                all.Add(definition);
            }
        }

        var macros = all.Where(d => d.Kind == "macro" && !d.Name.Any(char.IsLower)).Select(d => d.Name).ToHashSet();
        all.RemoveAll(d => d.Kind == "function" && macros.Contains(d.Name));
        return new DefinitionTruth(all, new HashSet<string>(), new Dictionary<string, List<(int, int)>>());
    }

    private static Definition? Listed(JsonElement tag, CtagsLanguage language)
    {
        // Each tag has a name, a path, a line and a kind.
        var (name, path, kind) = (tag.GetProperty("name").GetString()!, tag.GetProperty("path").GetString()!, tag.GetProperty("kind").GetString()!);
        var (line, scope) = (tag.GetProperty("line").GetInt32(), tag.TryGetProperty("scope", out var value) ? value.GetString()! : "");
        var isMadeUp = name.StartsWith("__anon", StringComparison.Ordinal) || name.StartsWith("AnonymousClass", StringComparison.Ordinal)
            || (language.ListsFiles && line == 1 && name.Equals(Path.GetFileNameWithoutExtension(path), StringComparison.OrdinalIgnoreCase));
        return !isMadeUp && language.ScopePattern?.IsMatch(scope) != false && language.LinePattern?.IsMatch(tag.GetProperty("pattern").GetString()!) != false && language.Compared(name) is { } compared ? new Definition(path, line, compared, kind) : null;
    }
}
