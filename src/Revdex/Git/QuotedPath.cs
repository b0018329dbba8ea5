namespace Revdex.Git;

/// <summary>Paths as git writes them where no NUL can end them: as they are, or in quotes with C's escapes (<c>"a\tb\303\244"</c>).</summary>
internal static class QuotedPath
{
    /// <exception cref="InvalidDataException">The quotes or an escape are not git's.</exception>
    public static byte[] Read(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '"')
        {
            return text.ToArray();
        }

        if (text.Length < 2 || text[^1] != '"')
        {
            throw Malformed();
        }

        var path = new List<byte>(text.Length);
        var rest = text[1..^1];
        while (!rest.IsEmpty)
        {
            var length = 1;
            path.Add(rest[0] == '\\' ? Escaped(rest[1..], out length) : rest[0]);
            rest = rest[length..];
        }

        return [.. path];
    }

    /// <param name="text">What follows the backslash.</param>
    /// <param name="length">Of the escape, the backslash included.</param>
    private static byte Escaped(ReadOnlySpan<byte> text, out int length)
    {
        length = 2;
        var c = text.IsEmpty ? (byte)0 : text[0];
        if (c is >= (byte)'0' and <= (byte)'3' && text.Length >= 3 && IsOctal(text[1]) && IsOctal(text[2]))
        {
            length = 4;
            return (byte)(((c - '0') << 6) | ((text[1] - '0') << 3) | (text[2] - '0'));
        }

        return c switch
        {
            (byte)'a' => 7,
            (byte)'b' => 8,
            (byte)'t' => 9,
            (byte)'n' => 10,
            (byte)'v' => 11,
            (byte)'f' => 12,
            (byte)'r' => 13,
            (byte)'"' or (byte)'\\' => c,
            _ => throw Malformed(),
        };
    }

    private static bool IsOctal(byte c) => c is >= (byte)'0' and <= (byte)'7';

    private static InvalidDataException Malformed() => new("git wrote a quoted path that is not understood");
}
