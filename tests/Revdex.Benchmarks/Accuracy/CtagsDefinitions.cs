using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>What universal-ctags lists by its defaults, without its names for what has none: no compiler, so that what it misses and invents counts too.</summary>
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

        return new DefinitionTruth(all, new HashSet<string>(), new Dictionary<string, List<(int, int)>>());
    }

    private static Definition? Listed(JsonElement tag)
    {
        var name = tag.GetProperty("name").GetString()!; // Each tag has one, a path, a line and a kind.
        return name.StartsWith("__anon", StringComparison.Ordinal) || name.StartsWith("AnonymousClass", StringComparison.Ordinal)
            ? null : new Definition(tag.GetProperty("path").GetString()!, tag.GetProperty("line").GetInt32(), name, tag.GetProperty("kind").GetString()!);
    }
}
