using System.Text;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>
/// The <c>path</c> argument as a filter on a view: a file, a folder, the start of a path, or a glob (<c>*</c> and <c>?</c> within one
/// part, <c>**</c> across parts; a glob without '/' matches file names anywhere). Files are sorted by path, so everything before
/// the first wildcard is a range of file numbers.
/// </summary>
public readonly struct PathFilter
{
    private readonly int _start;
    private readonly int _end;
    private readonly byte[]? _glob;

    private PathFilter(int start, int end, byte[]? glob) => (_start, _end, _glob) = (start, end, glob);

    /// <summary>No file can match.</summary>
    public bool IsEmpty => _start >= _end;

    /// <param name="text">Null or empty matches everything.</param>
    public static PathFilter Of(View view, string? text)
    {
        var path = GitPath.Parse(Clean(text ?? ""));
        if (path.AsSpan().IndexOfAny("*?"u8) < 0)
        {
            return Plain(view, path);
        }

        if (!path.Contains((byte)'/'))
        {
            return new PathFilter(0, view.Count, [.. "**/"u8, .. path]);
        }

        var literal = path.AsSpan(0, path.AsSpan().IndexOfAny("*?"u8));
        var folder = literal[..(literal.LastIndexOf((byte)'/') + 1)];
        var (start, end) = view.Under(folder.TrimEnd((byte)'/'));
        return new PathFilter(start, end, path);
    }

    /// <summary>Removes <c>./</c> at the start and slashes at the end: how people and shells write repository paths.</summary>
    public static string Clean(string text) => Clean(text, OperatingSystem.IsWindows());

    /// <param name="isWindows">Then <c>\</c> parts folders too: no file there has it in its name.</param>
    internal static string Clean(string text, bool isWindows)
    {
        var slashed = isWindows && !GitPath.IsEscaped(text) ? text.Replace('\\', '/') : text;
        var path = slashed.StartsWith("./", StringComparison.Ordinal) ? slashed[2..] : slashed;
        return path is "." or "/" ? "" : path.TrimEnd('/');
    }

    public bool Matches(View view, int file) =>
        file >= _start && file < _end && (_glob is null || Glob.Matches(_glob, view.Path(file)));

    private static PathFilter Plain(View view, byte[] path)
    {
        if (path.Length == 0)
        {
            return new PathFilter(0, view.Count, null);
        }

        var file = view.Find(path);
        if (file >= 0)
        {
            return new PathFilter(file, file + 1, null);
        }

        var (start, end) = view.Under(path);
        return start < end ? new PathFilter(start, end, null) : StartingWith(view, path, ~file);
    }

    private static PathFilter StartingWith(View view, byte[] prefix, int first)
    {
        var (low, high) = (first, view.Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (view.Path(middle).StartsWith(prefix))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return new PathFilter(first, low, null);
    }
}
