using System.IO.Compression;
using System.Runtime.InteropServices;

namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Unpacks streams (ISO 32000-1, 7.4), as far as they go where they are damaged. Filters of pictures are not known.</summary>
internal static class PdfFilters
{
    private const int BufferBytes = 64 * 1024;

    /// <summary>Null where it is not known.</summary>
    /// <param name="name">Of the filter, or its short form.</param>
    /// <param name="packed">What it is applied to.</param>
    /// <param name="number">A parameter of the filter by its name; null where it is not given.</param>
    /// <param name="budget">Charged with what comes out.</param>
    public static ReadOnlyMemory<byte>? Apply(string name, ReadOnlyMemory<byte> packed, Func<string, int?> number, PdfBudget budget)
    {
        var maxBytes = budget.StreamLeftBytes;
        ReadOnlyMemory<byte>? plain = name switch
        {
            "FlateDecode" or "Fl" => PdfPredictor.Undo(Inflate(packed, maxBytes), number),
            "LZWDecode" or "LZW" => PdfPredictor.Undo(LzwDecoder.Decode(packed.Span, number("EarlyChange") is not 0, maxBytes), number),
            "ASCIIHexDecode" or "AHx" => PdfTexts.Hexadecimal(packed.Span[..Until(packed.Span, (byte)'>')]),
            "ASCII85Decode" or "A85" => Ascii85(packed.Span, maxBytes),
            "RunLengthDecode" or "RL" => RunLength(packed.Span, maxBytes),
            "Crypt" => packed,
            _ => (ReadOnlyMemory<byte>?)null,
        };
        budget.Unpacked(plain?.Length ?? 0);
        return plain;
    }

    private static byte[] Inflate(ReadOnlyMemory<byte> packed, int maxBytes)
    {
        var plain = Inflated(stream => new ZLibStream(stream, CompressionMode.Decompress), packed, maxBytes);
        return plain.Length > 0 || packed.Length <= 2 ? plain : Inflated(stream => new DeflateStream(stream, CompressionMode.Decompress), packed[2..], maxBytes); // Its header may be what is damaged.
    }

    private static byte[] Inflated(Func<Stream, Stream> open, ReadOnlyMemory<byte> packed, int maxBytes)
    {
        var plain = new MemoryStream();
        var buffer = new byte[BufferBytes];
        using var inflating = open(AsStream(packed));
        try
        {
            for (int read; plain.Length < maxBytes && (read = inflating.Read(buffer)) > 0;)
            {
                plain.Write(buffer, 0, (int)Math.Min(read, maxBytes - plain.Length));
            }
        }
        catch (InvalidDataException)
        {
            // What came before the damage is the page's text, too.
        }

        return plain.ToArray();
    }

    private static MemoryStream AsStream(ReadOnlyMemory<byte> bytes) => MemoryMarshal.TryGetArray(bytes, out var segment)
        ? new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false) // There is an array where it says so.
        : new MemoryStream(bytes.ToArray(), writable: false);

    private static byte[] Ascii85(ReadOnlySpan<byte> text, int maxBytes)
    {
        var plain = new List<byte>(text.Length / 5 * 4);
        var (value, count) = (0u, 0);
        text = text[..Until(text, (byte)'~')];
        foreach (var c in text)
        {
            if (plain.Count >= maxBytes)
            {
                break;
            }

            if (c == (byte)'z' && count == 0)
            {
                plain.AddRange([0, 0, 0, 0]);
            }
            else if (c is >= (byte)'!' and <= (byte)'u')
            {
                value = unchecked(value * 85 + (uint)(c - '!'));
                count++;
                if (count == 5)
                {
                    AppendBigEndian(plain, value, 4);
                    (value, count) = (0, 0);
                }
            }
        }

        if (count > 1)
        {
            for (var i = count; i < 5; i++)
            {
                value = unchecked(value * 85 + 84);
            }

            AppendBigEndian(plain, value, count - 1);
        }

        return [.. plain];
    }

    private static void AppendBigEndian(List<byte> to, uint value, int bytes)
    {
        for (var i = 0; i < bytes; i++)
        {
            to.Add((byte)(value >> (24 - 8 * i)));
        }
    }

    private static byte[] RunLength(ReadOnlySpan<byte> packed, int maxBytes)
    {
        var plain = new List<byte>();
        for (var at = 0; at < packed.Length && packed[at] != 128 && plain.Count < maxBytes;)
        {
            var length = packed[at++];
            if (length < 128)
            {
                var copied = packed.Slice(at, Math.Min(length + 1, packed.Length - at));
                plain.AddRange(copied);
                at += copied.Length;
            }
            else if (at < packed.Length)
            {
                plain.AddRange(Enumerable.Repeat(packed[at++], 257 - length));
            }
        }

        return [.. plain];
    }

    private static int Until(ReadOnlySpan<byte> text, byte end) => text.IndexOf(end) is >= 0 and var at ? at : text.Length;
}
