namespace Revdex.Extraction.Documents.Pdf;

/// <summary>LZW as PDF and TIFF have it (ISO 32000-1, 7.4.4.2): codes of 9 to 12 bits, high bits first.</summary>
internal static class LzwDecoder
{
    private const int Clear = 256;
    private const int End = 257;
    private const int BitsMin = 9;
    private const int BitsMax = 12;

    /// <param name="packed">What is read up to the first code that cannot be.</param>
    /// <param name="isEarly">Codes get longer one code early, as they nearly always do.</param>
    /// <param name="maxBytes">Nothing comes out beyond.</param>
    public static byte[] Decode(ReadOnlySpan<byte> packed, bool isEarly, int maxBytes)
    {
        var plain = new List<byte>();

        // A code stands for a stretch of what came out already.
        var places = new (int Start, int Length)[1 << BitsMax];
        var (next, bits, last, early) = (End + 1, BitsMin, (Start: -1, Length: 0), isEarly ? 1 : 0);
        for (var at = 0; at + bits <= packed.Length * 8L && plain.Count < maxBytes;)
        {
            var code = Bits(packed, at, bits);
            at += bits;
            if (code == End)
            {
                break;
            }

            if (code == Clear)
            {
                (next, bits, last) = (End + 1, BitsMin, (-1, 0));
                continue;
            }

            if (code > next || (code == next && last.Start < 0))
            {
                break;
            }

            var start = plain.Count;
            if (code < Clear)
            {
                plain.Add((byte)code);
            }
            else
            {
                var place = code < next ? places[code] : (last.Start, last.Length + 1);
                for (var i = 0; i < place.Item2; i++)
                {
                    plain.Add(plain[place.Item1 + i]);
                }
            }

            if (last.Start >= 0 && next < places.Length)
            {
                places[next++] = (last.Start, last.Length + 1);
            }

            last = (start, plain.Count - start);
            bits = next + early >= 1 << bits && bits < BitsMax ? bits + 1 : bits;
        }

        return [.. plain];
    }

    private static int Bits(ReadOnlySpan<byte> from, int at, int count)
    {
        var value = 0;
        for (var i = 0; i < count; i++, at++)
        {
            value = value << 1 | from[at >> 3] >> (7 - (at & 7)) & 1;
        }

        return value;
    }
}
