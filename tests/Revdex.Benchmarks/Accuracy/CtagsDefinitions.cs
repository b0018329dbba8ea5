using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// What universal-ctags lists by its defaults, without its names for what has none: no compiler, so that what it misses and invents counts too. Left out is what it says itself to be no definition: C's "functions" that it lists as macros
/// too, which are calls of these at the top of a file. PHP's variables are left out: it lists what stands behind any <c>$</c>, also in <c>return $this;</c>. Ruby's <c>name=</c> is <c>name</c> here, as it is written where it is used.
/// </summary>
internal static class CtagsDefinitions
{
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths, CtagsLanguage language)
    {
        var all = new List<Definition>();
        string[] arguments = ["--output-format=json", "--fields=+nKZ", .. language.Name is { } name ? [$"--language-force={name}"] : Array.Empty<string>(), "-L", "-", "-f", "-"];
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
        var name = tag.GetProperty("name").GetString()!; // Each tag has one, a path, a line and a kind.
        var scope = tag.TryGetProperty("scope", out var value) ? value.GetString()! : "";
        if (name.StartsWith("__anon", StringComparison.Ordinal) || name.StartsWith("AnonymousClass", StringComparison.Ordinal) || language.ScopePattern?.IsMatch(scope) == false
            || (tag.TryGetProperty("scopeKind", out var within) && language.LocalsOf.Contains(within.GetString())) || language.Compared(name) is not { } compared)
        {
            return null;
        }

        var path = tag.GetProperty("path").GetString()!;
        if (path.EndsWith(".php", StringComparison.Ordinal) && tag.GetProperty("kind").GetString() == "variable")
        {
            return null;
        }

        var isSetter = path.EndsWith(".rb", StringComparison.Ordinal) && name.EndsWith('=') && char.IsAsciiLetterOrDigit(name[Math.Max(0, name.Length - 2)]);
        return new Definition(path, tag.GetProperty("line").GetInt32(), isSetter ? compared[..^1] : compared, tag.GetProperty("kind").GetString()!);
    }
}
