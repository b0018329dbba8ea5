using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction;

/// <summary>Which bytes of a captured node are the name: all of them, but for what a pattern's directives leave out.</summary>
internal static unsafe class NameRange
{
    private static ReadOnlySpan<byte> Quotes => "\"'`["u8;

    /// <summary>Start and end in the content; the end is before the start where nothing is left.</summary>
    public static (uint Start, uint End) Of(byte* content, in TSNode node, Pattern pattern)
    {
        var quote = Quotes.Contains(content[node.StartByte]) ? QuoteBytes(pattern) : 0;
        var (start, end) = (node.StartByte + quote, TreeSitterApi.NodeEndByte(node) - quote);
        if (pattern.Is(PatternOptions.Tail) && end > start)
        {
            start += (uint)(new ReadOnlySpan<byte>(content + start, (int)(end - start)).LastIndexOfAny((byte)'/', (byte)'\\') + 1);
        }

        if (pattern.Is(PatternOptions.Sigil) && end > start)
        {
            start += (uint)(new ReadOnlySpan<byte>(content + start, (int)(end - start)).LastIndexOfAny("$@%&:{`"u8) + 1);
            end -= end > start && content[end - 1] == (byte)'}' ? 1u : 0u;
        }

        while (pattern.Is(PatternOptions.Assigned) && end > start && content[end - 1] is (byte)'?' or (byte)'+')
        {
            end--;
        }

        return (start, end);
    }

    /// <summary>Of each end of the node.</summary>
    public static uint QuoteBytes(Pattern pattern) => pattern.Is(PatternOptions.Unquoted) ? 1u : 0u;
}
