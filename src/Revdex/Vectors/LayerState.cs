using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>What a layer is at one time: parts, held as long as somebody holds the state. Whoever made it holds it once.</summary>
internal sealed class LayerState
{
    private readonly SegmentLease[] _leases;
    private HolderCount _holders = new();

    /// <param name="parts">Held by the caller meanwhile.</param>
    public LayerState(LayerPart[] parts)
    {
        Parts = parts;
        _leases = [.. parts.Select(p => p.File.Lease())];
    }

    public LayerPart[] Parts { get; }

    public bool TryHold() => _holders.TryHold();

    public void Release()
    {
        if (_holders.Release())
        {
            Array.ForEach(_leases, lease => lease.Dispose());
        }
    }
}
