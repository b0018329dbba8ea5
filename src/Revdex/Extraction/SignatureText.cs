namespace Revdex.Extraction;

/// <summary>A declaration up to its body as one line: white space folded, comments and what opens the body dropped.</summary>
internal static class SignatureText
{
    /// <param name="head">What several names share, <c>private int</c>; or empty.</param>
    /// <param name="declaration">The rest.</param>
    /// <returns>Bytes written.</returns>
    public static int Fold(ReadOnlySpan<byte> head, ReadOnlySpan<byte> declaration, Span<byte> to)
    {
        var length = Append(declaration, to, Append(head, to, 0));
        return TrimEnd(to, DocText.TrimToCharacter(to, length));
    }

    private static int Append(ReadOnlySpan<byte> declaration, Span<byte> to, int length)
    {
        for (var i = 0; i < declaration.Length && length < to.Length; i++)
        {
            var c = declaration[i];
            if (c == (byte)'/' && IsComment(declaration, i))
            {
                i = EndOfComment(declaration, i);
                c = (byte)' ';
            }

            if (c > ' ')
            {
                to[length++] = c;
            }
            else if (length > 0 && to[length - 1] != (byte)' ')
            {
                to[length++] = (byte)' ';
            }
        }

        return length;
    }

    /// <summary>But for the slashes of a URL.</summary>
    private static bool IsComment(ReadOnlySpan<byte> text, int at) =>
        at + 1 < text.Length && text[at + 1] is (byte)'/' or (byte)'*' && (at == 0 || text[at - 1] != (byte)':');

    private static int EndOfComment(ReadOnlySpan<byte> text, int start)
    {
        var isLine = text[start + 1] == (byte)'/';
        var end = isLine ? text[start..].IndexOf((byte)'\n') : text[(start + 2)..].IndexOf("*/"u8);
        return end < 0 ? text.Length - 1 : isLine ? start + end : start + end + 3;
    }

    private static int TrimEnd(ReadOnlySpan<byte> text, int length)
    {
        while (length > 0 && (text[length - 1] is (byte)' ' or (byte)'{' or (byte)';' or (byte)':' or (byte)',' || EndsWithOperator(text[..length])))
        {
            length--;
        }

        return length;
    }

    /// <summary>A dangling <c>=</c> or <c>=></c> before an initializer or an expression body, but not <c>operator ==</c>.</summary>
    private static bool EndsWithOperator(ReadOnlySpan<byte> text) =>
        text.EndsWith(" ="u8) || text.EndsWith(" =>"u8) || (text.EndsWith("="u8) && text.Length > 1 && IsWord(text[^2]));

    private static bool IsWord(byte c) => (c | 0x20) is >= (byte)'a' and <= (byte)'z' or >= (byte)'0' and <= (byte)'9' || c is (byte)'_' or (byte)')';
}
