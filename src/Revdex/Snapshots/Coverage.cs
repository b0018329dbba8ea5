namespace Revdex.Snapshots;

/// <summary>Which of some segments covers which of a target's blobs: each blob is charged to the first that has its facts.</summary>
internal sealed class Coverage
{
    public Coverage(IReadOnlyList<BlobKey> blobs, IReadOnlyList<SegmentPart> parts)
    {
        Parts = parts;
        Missing = [.. blobs.Where(key => !parts.Any(p => p.TryTake(key)))];
    }

    /// <summary>One segment more, for what is missing.</summary>
    public Coverage(Coverage before, SegmentPart part)
    {
        Parts = [.. before.Parts, part];
        Missing = [.. before.Missing.Where(key => !part.TryTake(key))];
    }

    public IReadOnlyList<SegmentPart> Parts { get; }

    /// <summary>What no segment covers, in the order of the target.</summary>
    public IReadOnlyList<BlobKey> Missing { get; }
}
