using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>What universal-ctags lists by its defaults: no compiler, so that what it misses and invents counts too.</summary>
internal static class CtagsDefinitions
{
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths)
    {
        var all = new List<Definition>();
        foreach (var line in TextProcess.Lines(clone, paths, "ctags", "--output-format=json", "--fields=+nK", "-L", "-", "-f", "-"))
        {
            using var json = JsonDocument.Parse(line);
            var tag = json.RootElement;
            if (tag.GetProperty("_type").GetString() == "tag")
            {
                all.Add(new Definition(tag.GetProperty("path").GetString()!, tag.GetProperty("line").GetInt32(), tag.GetProperty("name").GetString()!, tag.GetProperty("kind").GetString()!)); // Each tag has these.
            }
        }

        return new DefinitionTruth(all, new HashSet<string>(), new Dictionary<string, List<(int, int)>>());
    }
}
