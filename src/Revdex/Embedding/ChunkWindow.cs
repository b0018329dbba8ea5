namespace Revdex.Embedding;

/// <summary>Where something long is cut: at a line that is indented as little as any near by, best after an empty one.</summary>
internal static class ChunkWindow
{
    /// <summary>A tab is as much as people show it.</summary>
    private const int TabColumns = 4;

    /// <summary>A line before which an empty one stands counts as that much less indented.</summary>
    private const int EmptyLineColumns = 4;

    /// <summary>A line of that length is cut at a blank within its last bytes, if there is one.</summary>
    private const int BlankSoughtBytes = 200;

    /// <summary>The end of the window that begins at <paramref name="start"/>, of which there are more than <see cref="ChunkRules.WindowMaxBytes"/> left.</summary>
    public static int End(ReadOnlySpan<byte> content, int start)
    {
        var (best, bestColumns) = (-1, int.MaxValue);
        var line = start + ChunkRules.WindowMinBytes;
        while (line < start + ChunkRules.WindowMaxBytes && content[line..(start + ChunkRules.WindowMaxBytes)].IndexOf((byte)'\n') is var length and >= 0)
        {
            line += length + 1;
            if (Columns(content, line) is var columns && columns < bestColumns)
            {
                (best, bestColumns) = (line, columns);
            }
        }

        return best > 0 ? best : WithinLine(content, start + ChunkRules.WindowMaxBytes);
    }

    /// <summary>Where the next window begins: some whole lines before the end of this one.</summary>
    public static int NextStart(ReadOnlySpan<byte> content, int start, int end)
    {
        var next = end;
        while (next > start + 1 && content[next - 1] == '\n')
        {
            var line = content[start..(next - 1)].LastIndexOf((byte)'\n') + 1 + start;
            if (line <= start || end - line > ChunkRules.OverlapBytes)
            {
                break;
            }

            next = line;
        }

        return next;
    }

    /// <summary>How far the line is indented; an empty one is no place to begin.</summary>
    private static int Columns(ReadOnlySpan<byte> content, int line)
    {
        var columns = 0;
        for (var at = line; at < content.Length && content[at] is (byte)' ' or (byte)'\t'; at++)
        {
            columns += content[at] == '\t' ? TabColumns : 1;
        }

        var rest = content[line..].TrimStart(" \t\r"u8);
        if (rest.IsEmpty || rest[0] == '\n')
        {
            return int.MaxValue;
        }

        // A closing bracket ends what is before it.
        var isClosing = rest[0] is (byte)'}' or (byte)')' or (byte)']';
        var before = content[..(line - 1)];
        var isAfterEmpty = before[(before.LastIndexOf((byte)'\n') + 1)..].Trim(" \t\r"u8).IsEmpty;
        return columns + (isClosing ? EmptyLineColumns : 0) - (isAfterEmpty ? EmptyLineColumns : 0);
    }

    private static int WithinLine(ReadOnlySpan<byte> content, int end)
    {
        var blank = content[(end - BlankSoughtBytes)..end].LastIndexOf((byte)' ');
        if (blank >= 0)
        {
            return end - BlankSoughtBytes + blank + 1;
        }

        // Not within a character.
        var cut = end;
        while (end - cut < 4 && cut < content.Length && (content[cut] & 0xC0) == 0x80)
        {
            cut--;
        }

        return cut;
    }
}
