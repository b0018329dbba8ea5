using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// What universal-ctags lists by its defaults, without its names for what has none: no compiler, so that what it misses and invents counts too. Left out is what it says itself to be no definition: C's "functions" that it lists as macros
/// too, which are calls of these at the top of a file. PHP's variables are left out: it lists what stands behind any <c>$</c>, also in <c>return $this;</c>. Ruby's <c>name=</c> is <c>name</c> here, as it is written where it is used.
/// </summary>
internal static class CtagsDefinitions
{
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths)
    {
        var all = new List<Definition>();
        foreach (var line in TextProcess.Lines(clone, paths, "ctags", "--output-format=json", "--fields=+nK", "-L", "-", "-f", "-"))
        {
            using var json = JsonDocument.Parse(line);
            var tag = json.RootElement;
            if (tag.GetProperty("_type").GetString() == "tag" && Listed(tag) is { } definition)
            {
                all.Add(definition);
            }
        }

        var macros = all.Where(d => d.Kind == "macro" && !d.Name.Any(char.IsLower)).Select(d => d.Name).ToHashSet();
        all.RemoveAll(d => d.Kind == "function" && macros.Contains(d.Name));
        return new DefinitionTruth(all, new HashSet<string>(), new Dictionary<string, List<(int, int)>>());
    }

    private static Definition? Listed(JsonElement tag)
    {
        var name = tag.GetProperty("name").GetString()!; // Each tag has one, a path, a line and a kind.
        if (name.StartsWith("__anon", StringComparison.Ordinal) || name.StartsWith("AnonymousClass", StringComparison.Ordinal))
        {
            return null;
        }

        var path = tag.GetProperty("path").GetString()!;
        if (path.EndsWith(".php", StringComparison.Ordinal) && tag.GetProperty("kind").GetString() == "variable")
        {
            return null;
        }

        var isSetter = path.EndsWith(".rb", StringComparison.Ordinal) && name.EndsWith('=') && char.IsAsciiLetterOrDigit(name[Math.Max(0, name.Length - 2)]);
        return new Definition(path, tag.GetProperty("line").GetInt32(), isSetter ? name[..^1] : name, tag.GetProperty("kind").GetString()!);
    }
}
