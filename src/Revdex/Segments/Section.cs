using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>A part of a segment's memory, readable while that memory is held; see <see cref="SegmentMemory"/>.</summary>
internal readonly unsafe struct Section(SegmentMemory memory, long offset, long length, ByteSource source)
{
    /// <summary>From the start of the memory.</summary>
    public long Offset { get; } = offset;

    public long Length { get; } = length;

    public ByteSource Source { get; } = source;

    /// <summary>All of it; only for sections that were checked to be shorter than a span can be.</summary>
    public ReadOnlySpan<byte> Span => Slice(0, checked((int)Length));

    /// <exception cref="InvalidDataException">The range is not within the section: an offset in the file was wrong.</exception>
    /// <exception cref="ObjectDisposedException">The memory is gone.</exception>
    /// <exception cref="SegmentLateException">The segment arrives, and these bytes did not come in time.</exception>
    public ReadOnlySpan<byte> Slice(long start, int length)
    {
        if (start < 0 || length < 0 || start > Length - length)
        {
            throw Source.Error(start, $"{length} bytes of a section of {Length}");
        }

        memory.Arrival?.Need(Offset + start, length);
        return new ReadOnlySpan<byte>(memory.Start + Offset + start, length);
    }

    /// <summary>Makes sure that all of it is here, for who reads it past <see cref="Slice"/>.</summary>
    public void Need() => memory.Arrival?.Need(Offset, Length);

    public bool IsHere(long start, int length) => memory.Arrival?.IsHere(Offset + start, length) ?? true;

    /// <summary>Says that a range will be read soon.</summary>
    public void Expect(long start, int length) => memory.Arrival?.Expect(Offset + start, length);
}
