namespace Revdex.Extraction;

/// <summary>The first paragraph of a doc comment or docstring as one line of plain text.</summary>
internal static class DocText
{
    /// <returns>Bytes written; at most the buffer's length, cut at a character border.</returns>
    public static int FirstParagraph(ReadOnlySpan<byte> comment, Span<byte> to)
    {
        var length = 0;
        while (!comment.IsEmpty && length < to.Length)
        {
            var end = comment.IndexOf((byte)'\n');
            var line = end < 0 ? comment : comment[..end];
            comment = end < 0 ? default : comment[(end + 1)..];
            var isLast = line.IndexOf("</summary>"u8) >= 0;
            line = StripMarkers(line);
            if (line.IsEmpty || line[0] == (byte)'@' || (line[0] == (byte)':' && length > 0))
            {
                if (length > 0)
                {
                    break;
                }

                continue;
            }

            length = AppendWithoutTags(line, to, length);
            if (isLast)
            {
                break;
            }
        }

        return TrimToCharacter(to, length);
    }

    /// <summary>Drops an incomplete last UTF-8 sequence and trailing blanks.</summary>
    public static int TrimToCharacter(ReadOnlySpan<byte> text, int length)
    {
        var start = length;
        while (start > 0 && length - start < 4 && (text[start - 1] & 0xC0) == 0x80)
        {
            start--;
        }

        if (start > 0 && text[start - 1] >= 0xC0)
        {
            var needed = text[start - 1] >= 0xF0 ? 4 : text[start - 1] >= 0xE0 ? 3 : 2;
            length = length - start + 1 < needed ? start - 1 : length;
        }

        while (length > 0 && text[length - 1] <= ' ')
        {
            length--;
        }

        return length;
    }

    private static ReadOnlySpan<byte> StripMarkers(ReadOnlySpan<byte> line)
    {
        line = line.Trim(" \t\r"u8);
        foreach (var opening in (ReadOnlySpan<string>)["///", "//!", "/**", "/*!", "/*", "//", "\"\"\"", "'''", "r\"\"\"", "=begin", "=end", "<!--", "-- |", "-- ^", "{-|", "{-", "#'", "<#", "(**", "(*", ";;;", ";;", ";"])
        {
            if (StartsWith(line, opening))
            {
                line = line[opening.Length..];
                break;
            }
        }

        foreach (var closing in (ReadOnlySpan<string>)["*/", "\"\"\"", "'''", "-->", "-}", "#>", "*)"])
        {
            if (line.Length >= closing.Length && StartsWith(line[^closing.Length..], closing))
            {
                line = line[..^closing.Length];
            }
        }

        // A string, as Clojure's docs are.
        line = line.Length > 1 && line[0] == (byte)'"' && line[^1] == (byte)'"' ? line[1..^1] : line;
        return line.TrimStart("#*-!\" \t"u8).Trim(" \t*"u8);
    }

    private static bool StartsWith(ReadOnlySpan<byte> line, string ascii)
    {
        if (line.Length < ascii.Length)
        {
            return false;
        }

        for (var i = 0; i < ascii.Length; i++)
        {
            if (line[i] != ascii[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Markup such as <c>&lt;summary&gt;</c> is dropped; of <c>&lt;see cref="T:X"/&gt;</c> the X stays.</summary>
    private static int AppendWithoutTags(ReadOnlySpan<byte> line, Span<byte> to, int length)
    {
        if (length > 0 && length < to.Length && to[length - 1] != (byte)' ')
        {
            to[length++] = (byte)' ';
        }

        while (!line.IsEmpty && length < to.Length)
        {
            var close = line[0] == (byte)'<' && line.Length > 1 && ((line[1] | 0x20) is >= (byte)'a' and <= (byte)'z' || line[1] == (byte)'/')
                ? line.IndexOf((byte)'>')
                : -1;
            if (close > 0)
            {
                length = AppendReference(line[..close], to, length);
                line = line[(close + 1)..];
                continue;
            }

            to[length++] = line[0];
            line = line[1..];
        }

        return TrimBlanks(to, length);
    }

    private static int AppendReference(ReadOnlySpan<byte> tag, Span<byte> to, int length)
    {
        var at = tag.IndexOf("ref=\""u8);
        at = at < 0 ? tag.IndexOf("name=\""u8) is var name and >= 0 && StartsWith(tag, "<paramref") ? name + 1 : -1 : at;
        if (at < 0)
        {
            return length;
        }

        var value = tag[(at + 5)..];
        var end = value.IndexOf((byte)'"');
        value = end < 0 ? value : value[..end];
        value = value.Length > 2 && value[1] == (byte)':' ? value[2..] : value;
        var fits = Math.Min(value.Length, to.Length - length);
        value[..fits].CopyTo(to[length..]);
        return length + fits;
    }

    private static int TrimBlanks(ReadOnlySpan<byte> text, int length)
    {
        while (length > 0 && text[length - 1] == (byte)' ')
        {
            length--;
        }

        return length;
    }
}
