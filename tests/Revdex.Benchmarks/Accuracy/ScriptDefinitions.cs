using System.Text.Json;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Definitions that a script prints as JSON lines (<c>path, line, name, kind</c>, or <c>path, unread</c>, or <c>path, unseen</c> with a first and a last line); it is given the paths on standard input.</summary>
internal static class ScriptDefinitions
{
    /// <summary>The one that Debian's python3-clang is of.</summary>
    public const string SystemPython = "/usr/bin/python3";

    public static DefinitionTruth Of(string clone, IReadOnlyList<string> paths, string program, params string[] arguments)
    {
        var (all, unread, unseen) = (new List<Definition>(), new HashSet<string>(), new Dictionary<string, List<(int From, int To)>>());
        foreach (var line in TextProcess.Lines(clone, paths, program, arguments))
        {
            using var json = JsonDocument.Parse(line);
            var row = json.RootElement;
            var path = row.GetProperty("path").GetString()!; // Scripts give one in each row, and with it the other three unless it could not be read.
            if (row.TryGetProperty("unread", out _))
            {
                unread.Add(path);
            }
            else if (row.TryGetProperty("unseen", out var lines))
            {
                (unseen.TryGetValue(path, out var known) ? known : unseen[path] = []).Add((lines[0].GetInt32(), lines[1].GetInt32()));
            }
            else
            {
                all.Add(new Definition(path, row.GetProperty("line").GetInt32(), row.GetProperty("name").GetString()!, row.GetProperty("kind").GetString()!));
            }
        }

        return new DefinitionTruth([.. all.Where(d => !unread.Contains(d.Path))], unread, unseen);
    }
}
