namespace Revdex.Segments;

/// <summary>A language of a segment's blobs and the fingerprint of the extractor that made their facts.</summary>
public readonly record struct SegmentLanguage(string Id, string Fingerprint) : IComparable<SegmentLanguage>
{
    /// <summary>The stored order: by id, then fingerprint, ordinal.</summary>
    public int CompareTo(SegmentLanguage other) =>
        string.CompareOrdinal(Id, other.Id) is var byId and not 0 ? byId : string.CompareOrdinal(Fingerprint, other.Fingerprint);
}
