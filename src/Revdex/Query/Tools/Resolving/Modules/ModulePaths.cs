using System.Text.RegularExpressions;
using Revdex.Git;

namespace Revdex.Query.Tools.Resolving.Modules;

/// <summary>Paths below a repository's root, as text with slashes.</summary>
internal static partial class ModulePaths
{
    public static string FolderOf(string path) => path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    public static string Join(string folder, string name) => folder.Length == 0 ? name : name.Length == 0 ? folder : $"{folder}/{name}";

    /// <summary>The file's number; -1 where there is none.</summary>
    public static int Find(View view, string path) => view.Find(GitPath.Parse(path)) is >= 0 and var file ? file : -1;

    /// <summary>Takes <c>.</c> and <c>..</c> out; null where a path leaves the repository.</summary>
    public static string? Normal(string path)
    {
        var parts = new List<string>();
        foreach (var part in path.Split('/').Where(p => p is not ("" or ".")))
        {
            if (part != "..")
            {
                parts.Add(part);
            }
            else if (parts.Count == 0)
            {
                return null;
            }
            else
            {
                parts.RemoveAt(parts.Count - 1);
            }
        }

        return string.Join('/', parts);
    }

    public static string WithoutScriptEnding(string path) => ScriptEnding().Replace(path, "");

    [GeneratedRegex(@"(\.d)?\.(js|jsx|mjs|cjs|ts|tsx|mts|cts)$")]
    private static partial Regex ScriptEnding();
}
