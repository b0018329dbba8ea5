namespace Revdex.Query.Tools;

/// <summary>
/// Recovers what a use is called on (<c>this._reader</c> of <c>this._reader.Read()</c>) from the text before it: the index keeps only that
/// there is a receiver. Reads back over names, balanced brackets and the operators between them, also where a chain is broken
/// into lines.
/// </summary>
internal static class ReceiverText
{
    /// <summary>A longer receiver is cut at its start: it is read by people and paid for in tokens.</summary>
    private const int LengthMaxBytes = 120;

    /// <summary>The receiver's bytes, or empty where the text before does not look like one.</summary>
    /// <param name="content">The file.</param>
    /// <param name="nameStart">Where the used name starts in it.</param>
    public static ReadOnlySpan<byte> Before(ReadOnlySpan<byte> content, int nameStart)
    {
        var floor = Math.Max(0, nameStart - LengthMaxBytes);
        var end = Operator(content, nameStart, floor);
        var start = Link(content, end, floor);
        while (Operator(content, start, floor) is var at && at < start && Link(content, at, floor) is var link && link < at)
        {
            start = link;
        }

        return content[start..end];
    }

    /// <summary>Back over one of <c>. ?. !. -> ::</c> and the space around it; does not move where there is none.</summary>
    private static int Operator(ReadOnlySpan<byte> content, int at, int floor)
    {
        var before = SkipSpace(content, at, floor);
        var text = content[floor..before];
        var length = text.EndsWith("->"u8) || text.EndsWith("::"u8) || text.EndsWith("?."u8) || text.EndsWith("!."u8) ? 2 : text.EndsWith("."u8) ? 1 : 0;
        length += text.EndsWith("?->"u8) ? 1 : 0;
        return length == 0 ? at : SkipSpace(content, before - length, floor);
    }

    /// <summary>Back over one link of a chain: brackets, then a name before them; or a name.</summary>
    private static int Link(ReadOnlySpan<byte> content, int at, int floor)
    {
        while (at > floor && content[at - 1] is (byte)')' or (byte)']' && Opening(content, at, floor) is var open && open < at)
        {
            at = open;
        }

        while (at > floor && IsNamePart(content[at - 1]))
        {
            at--;
        }

        return at;
    }

    /// <summary>Where the bracket that ends here was opened; does not move where that is out of reach.</summary>
    private static int Opening(ReadOnlySpan<byte> content, int at, int floor)
    {
        var depth = 0;
        for (var i = at - 1; i >= floor; i--)
        {
            depth += content[i] is (byte)')' or (byte)']' ? 1 : content[i] is (byte)'(' or (byte)'[' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return at;
    }

    private static int SkipSpace(ReadOnlySpan<byte> content, int at, int floor)
    {
        while (at > floor && content[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')
        {
            at--;
        }

        return at;
    }

    private static bool IsNamePart(byte value) =>
        (value | 0x20) is >= (byte)'a' and <= (byte)'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or (byte)'$' or (byte)'@' or >= 0x80;
}
