using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>Finds the name that stands at a place of a file.</summary>
internal static class NameAt
{
    /// <summary>
    /// With a column: the word there. Without: the symbol defined on the line, else the one word of the line that is the name of
    /// something.
    /// </summary>
    /// <exception cref="RevdexException">There is no such line, no name on it, or several.</exception>
    public static byte[] Resolve(QueryState state, Place place)
    {
        var file = place.FileIn(state.View);
        if (place.Column == 0 && Defined(state, file, place.Line) is { } defined)
        {
            return defined;
        }

        if (state.ReadContent(file) is not { } content)
        {
            throw new RevdexException($"the content of '{GitPath.Display(state.View.Path(file))}' is not in this repository (a partial clone?)");
        }

        var line = new ContentLines(content.Span).Line(place.Line);
        return place.Column > 0 ? WordAt(line, place) : OnlyName(state, line, place);
    }

    private static byte[]? Defined(QueryState state, int file, int line)
    {
        if (!state.TryLocate(file, out var mounted, out var blob))
        {
            return null;
        }

        foreach (var symbol in mounted.Segment.Facts(blob).Symbols)
        {
            if (symbol.NameLine == line)
            {
                return symbol.Name.ToArray();
            }
        }

        return null;
    }

    private static byte[] WordAt(ReadOnlySpan<byte> line, Place place)
    {
        var at = ContentLines.ByteColumn(line, place.Column);
        var (start, end) = (at, at);
        while (start > 0 && IsWordPart(line[start - 1]))
        {
            start--;
        }

        while (end < line.Length && IsWordPart(line[end]))
        {
            end++;
        }

        return start < end ? line[start..end].ToArray() : throw NoName(place);
    }

    private static byte[] OnlyName(QueryState state, ReadOnlySpan<byte> line, Place place)
    {
        var found = new List<byte[]>();
        for (var at = 0; at < line.Length;)
        {
            var start = at;
            while (at < line.Length && IsWordPart(line[at]))
            {
                at++;
            }

            var word = line[start..at];
            if (!word.IsEmpty && Names.IsKnown(state, word) && !Contains(found, word))
            {
                found.Add(word.ToArray());
            }

            at += word.IsEmpty ? 1 : 0;
        }

        return found.Count switch
        {
            1 => found[0],
            0 => throw NoName(place),
            _ => throw new RevdexException(
                $"{place.Path}:{place.Line} has several names ({string.Join(", ", found.Take(8).Select(Encoding.UTF8.GetString))}): add a column, or give the name",
                ExitCode.Usage),
        };
    }

    private static bool Contains(List<byte[]> found, ReadOnlySpan<byte> word)
    {
        foreach (var known in found)
        {
            if (word.SequenceEqual(known))
            {
                return true;
            }
        }

        return false;
    }

    private static RevdexException NoName(Place place) =>
        new($"there is no name at {place.Path}:{place.Line}{(place.Column > 0 ? $":{place.Column}" : "")}", ExitCode.Usage);

    private static bool IsWordPart(byte value) =>
        (value | 0x20) is >= (byte)'a' and <= (byte)'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'$' or >= 0x80;
}
