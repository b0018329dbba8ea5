namespace Revdex.Facts;

/// <summary>The comments and attributes on the lines right before a symbol, which its own range does not hold.</summary>
internal static class LeadingComment
{
    /// <summary>Where they begin; the symbol's own start where there are none, or where something else stands before it on its line.</summary>
    public static int Start(ReadOnlySpan<byte> content, int symbolStart)
    {
        var top = LineStart(content, symbolStart);
        if (!content[top..symbolStart].Trim(" \t"u8).IsEmpty)
        {
            return symbolStart;
        }

        var from = symbolStart;
        while (top > 0)
        {
            var previous = LineStart(content, top - 1);
            var text = content[previous..top].Trim(" \t\r\n"u8);
            if (text.IsEmpty || text[0] is not ((byte)'/' or (byte)'*' or (byte)'#' or (byte)'@' or (byte)'[' or (byte)';' or (byte)'-' or (byte)'%'))
            {
                break;
            }

            (from, top) = (previous, previous);
        }

        return from;
    }

    private static int LineStart(ReadOnlySpan<byte> content, int at) => content[..at].LastIndexOf((byte)'\n') + 1;
}
