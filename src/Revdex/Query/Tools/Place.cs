using System.Globalization;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>A place in a file as people write it: <c>path:line</c>, <c>path:line:column</c> or <c>path:10-40</c>. Lines and columns count from 1.</summary>
/// <param name="Column">In UTF-16 units; 0 where none was given.</param>
/// <param name="LineEnd">The last line of a range; 0 where none was given.</param>
internal readonly record struct Place(string Path, int Line, int Column, int LineEnd)
{
    public static bool TryParse(string text, out Place place)
    {
        place = default;
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || text[colon - 1] == ':')
        {
            return false;
        }

        var path = text[..colon];
        var last = text.AsSpan(colon + 1);
        var dash = last.IndexOf('-');
        if (dash > 0)
        {
            return Number(last[..dash], out var first) && Number(last[(dash + 1)..], out var end)
                && Make(path, first, 0, end, out place);
        }

        if (!Number(last, out var number))
        {
            return false;
        }

        var before = path.LastIndexOf(':');
        return before > 0 && Number(path.AsSpan(before + 1), out var line)
            ? Make(path[..before], line, number, 0, out place)
            : Make(path, number, 0, 0, out place);
    }

    /// <summary>The path of a place, for <see cref="ToolDefinition.NeedPaths"/>; null where the text is no place.</summary>
    public static IReadOnlyList<byte[]>? NeedPaths(string text) => TryParse(text, out var place) ? [GitPath.Parse(place.Path)] : null;

    /// <summary>The number of the file in a view.</summary>
    /// <exception cref="RevdexException">The view has no such file; names the nearest.</exception>
    public int FileIn(View view)
    {
        var file = view.Find(GitPath.Parse(Path));
        return file >= 0 ? file : throw PathNotice.NotThere(view, Path);
    }

    private static bool Make(string path, int line, int column, int lineEnd, out Place place)
    {
        place = new Place(PathFilter.Clean(path), line, column, lineEnd);
        return line > 0;
    }

    private static bool Number(ReadOnlySpan<char> text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
