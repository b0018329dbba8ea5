namespace Revdex.Extraction;

/// <summary>A declaration up to its body as one line: white space folded, comments and what opens the body dropped.</summary>
internal static class SignatureText
{
    public static int Fold(ReadOnlySpan<byte> declaration, Span<byte> to)
    {
        var length = 0;
        for (var i = 0; i < declaration.Length && length < to.Length; i++)
        {
            var c = declaration[i];
            if (c == (byte)'/' && i + 1 < declaration.Length && declaration[i + 1] is (byte)'/' or (byte)'*')
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

        return TrimEnd(to, DocText.TrimToCharacter(to, length));
    }

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
