namespace Revdex.Extraction.Documents.Pdf;

/// <summary>
/// What reading one file may cost. Counted, not timed: the same bytes give the same text on a busy machine. Where it is spent, what was read by then is the text.
/// </summary>
internal sealed class PdfBudget(CancellationToken cancellationToken)
{
    /// <summary>Values, operators and glyphs; a manual of a thousand pages has some five million. About 50 ns each.</summary>
    private const long WorkMax = 40_000_000;

    /// <summary>Of all streams together; only those with text or fonts are unpacked.</summary>
    private const long UnpackedMaxBytes = 256L * 1024 * 1024;

    /// <summary>Of one: a page of a map, drawn.</summary>
    private const int StreamMaxBytes = 32 * 1024 * 1024;

    /// <summary>Bytes that are only searched, per unit of work.</summary>
    private const int ScannedPerUnit = 512;

    /// <summary>What is kept costs its memory, too: some eighty bytes a value.</summary>
    private const int UnitsPerKept = 10;

    private long _work = WorkMax;
    private long _unpackedBytes = UnpackedMaxBytes;

    public bool IsSpent => _work <= 0 || _unpackedBytes <= 0;

    /// <summary>How large a stream may be by now.</summary>
    public int StreamLeftBytes => (int)Math.Clamp(_unpackedBytes, 0, StreamMaxBytes);

    /// <exception cref="OperationCanceledException">Nobody wants the text any more.</exception>
    public void Work(long units)
    {
        _work -= units;
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>Values that are kept as long as the file is read.</summary>
    public void Kept(long values) => Work(values * UnitsPerKept);

    public void Scanned(long bytes) => Work(1 + bytes / ScannedPerUnit);

    public void Unpacked(long bytes) => _unpackedBytes -= bytes;
}
