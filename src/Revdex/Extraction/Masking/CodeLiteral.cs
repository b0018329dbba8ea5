namespace Revdex.Extraction.Masking;

/// <summary>Where the strings and characters of C, C++ and C# end.</summary>
internal static class CodeLiteral
{
    /// <summary>Before a quote; what has more is no string.</summary>
    private const int MarksMax = 16;

    /// <summary>Where the marks before a C# string's quote begin.</summary>
    public static int MarksStart(ReadOnlySpan<byte> content, int quote)
    {
        var start = quote;
        while (start > 0 && quote - start < MarksMax && content[start - 1] is (byte)'$' or (byte)'@')
        {
            start--;
        }

        return start;
    }

    /// <summary>How far it is to the quote of <c>$"</c>, <c>@"</c>, <c>$@"</c>, <c>$$"</c>; 0 where none follows.</summary>
    public static int StringStart(ReadOnlySpan<byte> content, int at)
    {
        var from = at;
        while (at < content.Length && at - from < MarksMax && content[at] is (byte)'$' or (byte)'@')
        {
            at++;
        }

        return at < content.Length && content[at] == (byte)'"' ? at - from : 0;
    }

    /// <summary>Behind the string or character that begins at a place, with the marks before it.</summary>
    public static int End(ReadOnlySpan<byte> content, int at, bool isCSharp)
    {
        var prefix = isCSharp ? StringStart(content, at) : 0;
        var quotes = content[(at + prefix)..];
        var count = quotes[0] == (byte)'"' ? Math.Max(0, quotes.IndexOfAnyExcept((byte)'"')) : 1;
        if (isCSharp && count >= 3)
        {
            var closing = quotes[count..].IndexOf(quotes[..count]);
            return closing < 0 ? content.Length : at + prefix + (count * 2) + closing;
        }

        return isCSharp && content.Slice(at, prefix).Contains((byte)'@') ? VerbatimEnd(content, at + prefix) : QuotedEnd(content, at + prefix, hasHoles: prefix > 0);
    }

    /// <summary>Ends with its quote, else with the line. What stands in holes may have quotes of its own.</summary>
    private static int QuotedEnd(ReadOnlySpan<byte> content, int quote, bool hasHoles)
    {
        var (depth, at) = (0, quote + 1);
        for (; at < content.Length && content[at] != (byte)'\n'; at++)
        {
            switch (content[at])
            {
                case (byte)'\\':
                    at++;
                    break;
                case (byte)'{' when hasHoles && (depth > 0 || Next(content, at) != '{'):
                    depth++;
                    break;
                case (byte)'{' when hasHoles:
                    at++;
                    break;
                case (byte)'}' when depth > 0:
                    depth--;
                    break;
                case var c when c == content[quote] && depth == 0:
                    return at + 1;
            }
        }

        return Math.Min(at, content.Length);
    }

    private static int VerbatimEnd(ReadOnlySpan<byte> content, int quote)
    {
        for (var at = quote + 1; at < content.Length; at++)
        {
            if (content[at] == (byte)'"' && Next(content, at) != '"')
            {
                return at + 1;
            }

            at += content[at] == (byte)'"' ? 1 : 0;
        }

        return content.Length;
    }

    /// <summary>C++: <c>R"mark( … )mark"</c>.</summary>
    public static int RawEnd(ReadOnlySpan<byte> content, int quote)
    {
        const int markMax = 16;
        var open = content.Slice(quote, Math.Min(markMax + 2, content.Length - quote)).IndexOf((byte)'(');
        if (open < 0)
        {
            return QuotedEnd(content, quote, hasHoles: false);
        }

        Span<byte> closing = stackalloc byte[open + 1];
        closing[0] = (byte)')';
        content.Slice(quote + 1, open - 1).CopyTo(closing[1..]);
        closing[open] = (byte)'"';
        var end = content[(quote + open)..].IndexOf(closing);
        return end < 0 ? content.Length : quote + open + end + closing.Length;
    }

    private static int Next(ReadOnlySpan<byte> content, int at) => at + 1 < content.Length ? content[at + 1] : -1;
}
