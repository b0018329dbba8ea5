using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Definitions that a script prints as JSON lines (<c>path, line, name, kind</c>, or <c>path, unread</c>); it is given the paths on standard input.</summary>
internal static class ScriptDefinitions
{
    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths, string program, params string[] arguments)
    {
        var (all, unread) = (new List<Definition>(), new HashSet<string>());
        foreach (var line in TextProcess.Lines(clone, paths, program, arguments))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var path = row.GetProperty("path").GetString()!; // Scripts give one in each row, and with it the other three unless it could not be read.
            if (row.TryGetProperty("unread", out _))
            {
                unread.Add(path);
            }
            else
            {
                all.Add(new Definition(path, row.GetProperty("line").GetInt32(), row.GetProperty("name").GetString()!, row.GetProperty("kind").GetString()!));
            }
        }

        return new DefinitionTruth(all, unread, new Dictionary<string, List<(int, int)>>());
    }
}
