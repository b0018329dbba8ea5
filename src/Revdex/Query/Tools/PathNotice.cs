using System.Text;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>Says that a path is not there, and which one was probably meant.</summary>
internal static class PathNotice
{
    /// <summary>Files looked at for a nearest path; beyond that the hint is left out rather than the answer late.</summary>
    private const int FilesMax = 200_000;

    public static string NothingUnder(View view, string path) => $"no file matches path '{ToolArguments.Shown(path)}'{Hint(view, path)}";

    public static RevdexException NotThere(View view, string path) =>
        new($"there is no file or folder '{ToolArguments.Shown(path)}'{Hint(view, path)}", ExitCode.Usage);

    private static string Hint(View view, string path) => Nearest(view, PathFilter.Clean(path)) is { } nearest ? $" (did you mean '{nearest}'?)" : "";

    /// <summary>A path with the same last part, else the one whose last part is spelled most alike.</summary>
    private static string? Nearest(View view, string path)
    {
        var wanted = Encoding.UTF8.GetBytes(path);
        var name = LastPart(wanted);
        var (best, distance) = (-1, Math.Max(2, name.Length / 4) + 1);
        for (var file = 0; file < Math.Min(view.Count, FilesMax) && distance > 0; file++)
        {
            var candidate = LastPart(view.Path(file));
            var edits = candidate.SequenceEqual(name) ? 0 : 1 + Spelling.Distance(name, candidate, distance - 1);
            if (edits < distance)
            {
                (best, distance) = (file, edits);
            }
        }

        return best < 0 ? null : GitPath.Display(view.Path(best));
    }

    private static ReadOnlySpan<byte> LastPart(ReadOnlySpan<byte> path) => path[(path.LastIndexOf((byte)'/') + 1)..];
}
