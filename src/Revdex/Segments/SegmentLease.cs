namespace Revdex.Segments;

/// <summary>Keeps a segment's bytes in place until disposed (once or more), also when the segment itself is disposed meanwhile.</summary>
public sealed class SegmentLease : IDisposable
{
    private SegmentMemory? _memory;

    internal SegmentLease(SegmentMemory memory) => _memory = memory;

    public void Dispose() => Interlocked.Exchange(ref _memory, null)?.Release();
}
