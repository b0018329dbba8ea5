namespace Revdex.Extraction.Documents.Pdf;

/// <summary>Undoes what rows were turned into so that they pack better (ISO 32000-1, 7.4.4.4): PNG's predictors, and TIFF's for whole bytes.</summary>
internal static class PdfPredictor
{
    /// <summary>More is no row.</summary>
    private const int RowMaxBits = 8 * 1024 * 1024;

    public static byte[] Undo(byte[] rows, Func<string, int?> number)
    {
        var predictor = number("Predictor") ?? 1;
        var colors = Math.Clamp(number("Colors") ?? 1, 1, 64);
        var bits = Math.Clamp(number("BitsPerComponent") ?? 8, 1, 16);
        var columns = Math.Clamp(number("Columns") ?? 1, 1, RowMaxBits / (colors * bits));
        var rowBytes = (colors * bits * columns + 7) / 8;
        var pixelBytes = Math.Max(1, colors * bits / 8);
        return predictor >= 10 ? Png(rows, rowBytes, pixelBytes) : predictor == 2 && bits == 8 ? Tiff(rows, rowBytes, pixelBytes) : rows;
    }

    private static byte[] Png(byte[] rows, int rowBytes, int pixelBytes)
    {
        var count = (rows.Length + rowBytes) / (rowBytes + 1);
        var plain = new byte[Math.Max(0, rows.Length - count)];
        for (var (row, to) = (0, 0); row < count; row++, to += rowBytes)
        {
            var from = row * (rowBytes + 1);
            var length = Math.Min(rowBytes, rows.Length - from - 1);
            for (var i = 0; i < length; i++)
            {
                var left = i >= pixelBytes ? plain[to + i - pixelBytes] : 0;
                var above = row > 0 ? plain[to + i - rowBytes] : 0;
                var diagonal = row > 0 && i >= pixelBytes ? plain[to + i - rowBytes - pixelBytes] : 0;
                var predicted = rows[from] switch { 1 => left, 2 => above, 3 => (left + above) / 2, 4 => Paeth(left, above, diagonal), _ => 0 };
                plain[to + i] = unchecked((byte)(rows[from + 1 + i] + predicted));
            }
        }

        return plain;
    }

    private static int Paeth(int left, int above, int diagonal)
    {
        var estimate = left + above - diagonal;
        var (toLeft, toAbove, toDiagonal) = (Math.Abs(estimate - left), Math.Abs(estimate - above), Math.Abs(estimate - diagonal));
        return toLeft <= toAbove && toLeft <= toDiagonal ? left : toAbove <= toDiagonal ? above : diagonal;
    }

    private static byte[] Tiff(byte[] rows, int rowBytes, int pixelBytes)
    {
        for (var i = 0; i < rows.Length; i++)
        {
            rows[i] = i % rowBytes >= pixelBytes ? unchecked((byte)(rows[i] + rows[i - pixelBytes])) : rows[i];
        }

        return rows;
    }
}
