using Revdex.Facts;

namespace Revdex.Benchmarks.Embeddings;

/// <summary>Where a symbol's doc comment stands: before it, or, as a docstring, at the head of its body.</summary>
internal static class DocComment
{
    private static readonly byte[][] Quotes = ["\"\"\""u8.ToArray(), "'''"u8.ToArray()];

    /// <summary>In bytes of the content; null: not found whole.</summary>
    public static Range? Find(ReadOnlySpan<byte> content, in SymbolRow symbol)
    {
        if (symbol.Doc.IsEmpty)
        {
            return null;
        }

        var start = LeadingComment.Start(content, symbol.StartByte);
        return start < symbol.StartByte && IsWhole(content[start..symbol.StartByte], symbol.Doc) ? start..symbol.StartByte : Docstring(content, symbol);
    }

    /// <summary>Makes blanks of it, so that lines and bytes stay where they are.</summary>
    public static void Blank(Span<byte> content, Range range)
    {
        foreach (ref var value in content[range])
        {
            value = value is (byte)'\n' or (byte)'\r' ? value : (byte)' ';
        }
    }

    /// <summary>A block comment whose lines begin with anything is only found in part.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> comment, ReadOnlySpan<byte> doc) =>
        comment.IndexOf(FirstWord(doc)) >= 0 && comment.IndexOf("*/"u8) >= 0 == comment.IndexOf("/*"u8) >= 0;

    private static Range? Docstring(ReadOnlySpan<byte> content, in SymbolRow symbol)
    {
        var text = content[symbol.StartByte..symbol.EndByte];
        foreach (var quote in Quotes)
        {
            var start = text.IndexOf(quote) + quote.Length;
            var length = start < quote.Length ? -1 : text[start..].IndexOf(quote);
            if (length > 0 && text.Slice(start, length).TrimStart(" \t\r\n"u8).StartsWith(FirstWord(symbol.Doc)))
            {
                return (symbol.StartByte + start)..(symbol.StartByte + start + length);
            }
        }

        return null;
    }

    private static ReadOnlySpan<byte> FirstWord(ReadOnlySpan<byte> doc) => doc.IndexOf((byte)' ') is > 0 and var length ? doc[..length] : doc;
}
