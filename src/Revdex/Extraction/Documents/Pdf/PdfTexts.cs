using System.Text;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Strings of a PDF (ISO 32000-1, 7.3.4), and the text that those outside of pages hold (7.9.2).</summary>
internal static class PdfTexts
{
    /// <summary>What stands in parentheses at a place; what is not closed goes to the end.</summary>
    public static byte[] Literal(ReadOnlySpan<byte> data, int at, out int behind)
    {
        var bytes = new List<byte>();
        var open = 0;
        for (; at < data.Length; at++)
        {
            var c = data[at];
            open += c == (byte)'(' ? 1 : c == (byte)')' ? -1 : 0;
            if (open == 0)
            {
                at++;
                break;
            }

            if (c == (byte)'\\' && at + 1 < data.Length)
            {
                Escaped(data, ref at, bytes);
            }
            else if (c != (byte)'(' || open > 1)
            {
                bytes.Add(c);
            }
        }

        behind = at;
        return [.. bytes];
    }

    /// <summary>Leaves the place at the last byte.</summary>
    private static void Escaped(ReadOnlySpan<byte> data, ref int at, List<byte> to)
    {
        var c = data[++at];
        if (c is >= (byte)'0' and <= (byte)'7')
        {
            var value = c - '0';
            for (var digits = 1; digits < 3 && at + 1 < data.Length && data[at + 1] is >= (byte)'0' and <= (byte)'7'; digits++)
            {
                value = value * 8 + data[++at] - '0';
            }

            to.Add((byte)value);
        }
        else if (c == (byte)'\r')
        {
            at += at + 1 < data.Length && data[at + 1] == (byte)'\n' ? 1 : 0;
        }
        else if (c != (byte)'\n')
        {
            to.Add(c switch { (byte)'n' => (byte)'\n', (byte)'r' => (byte)'\r', (byte)'t' => (byte)'\t', (byte)'b' => (byte)'\b', (byte)'f' => (byte)'\f', _ => c });
        }
    }

    /// <summary>What stands in angle brackets at a place.</summary>
    public static byte[] Hexadecimal(ReadOnlySpan<byte> data, int at, out int behind)
    {
        var length = data[at..].IndexOf((byte)'>');
        behind = length < 0 ? data.Length : at + length + 1;
        return Hexadecimal(data[(at + 1)..(length < 0 ? data.Length : at + length)]);
    }

    /// <summary>What is no digit is passed over.</summary>
    public static byte[] Hexadecimal(ReadOnlySpan<byte> digits)
    {
        var bytes = new List<byte>(digits.Length / 2 + 1);
        var high = -1;
        foreach (var c in digits)
        {
            if (Digit(c) is >= 0 and var digit)
            {
                if (high >= 0)
                {
                    bytes.Add((byte)(high * 16 + digit));
                }

                high = high < 0 ? digit : -1;
            }
        }

        if (high >= 0)
        {
            bytes.Add((byte)(high * 16));
        }

        return [.. bytes];
    }

    /// <summary>UTF-16 and UTF-8 by their marks, else what PDF calls PDFDocEncoding, told here as Windows' Western.</summary>
    public static string Unicode(ReadOnlySpan<byte> text) =>
        text.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) ? Encoding.BigEndianUnicode.GetString(text[2..])
        : text.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) ? Encoding.Unicode.GetString(text[2..])
        : text.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? Encoding.UTF8.GetString(text[3..])
        : PdfEncodings.Western(text);

    /// <summary>Negative: it is none.</summary>
    public static int Digit(byte c) => c switch
    {
        >= (byte)'0' and <= (byte)'9' => c - '0',
        >= (byte)'a' and <= (byte)'f' => c - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => c - 'A' + 10,
        _ => -1,
    };
}
