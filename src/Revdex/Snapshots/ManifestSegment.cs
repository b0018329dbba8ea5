using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>One segment of a snapshot.</summary>
public sealed record ManifestSegment
{
    /// <summary>SHA-256 of the segment file.</summary>
    public required ContentHash Id { get; init; }

    public required SegmentKind Kind { get; init; }

    /// <summary>Of the segment file.</summary>
    public required long SizeBytes { get; init; }

    public required int BlobCount { get; init; }

    /// <summary>The transfer form in the store; null while the segment was never published.</summary>
    public ObjectRef? Bundle { get; init; }

    /// <summary>The first bytes of the bundle, by which each of its blocks is checked (<see cref="BundleHead"/>); no object of its own. Null while the segment was never published.</summary>
    public ObjectRef? Head { get; init; }

    /// <summary>The blobs table as an object of its own; null while the segment was never published.</summary>
    public ObjectRef? Blobs { get; init; }

    /// <summary>Further objects made of the same facts, by name (the Parquet tables). Null or empty: none.</summary>
    public IReadOnlyDictionary<string, ObjectRef>? Tables { get; init; }

    internal PackedFile File => new("segment", Id, SizeBytes, Bundle, Head);

    public bool IsPublished => Bundle is not null && Head is not null && Blobs is not null;

    /// <summary>The objects in the store that belong to the segment.</summary>
    public IEnumerable<ObjectRef> Objects =>
        [.. Bundle is { } bundle ? [bundle] : (ObjectRef[])[], .. Blobs is { } blobs ? [blobs] : (ObjectRef[])[], .. Tables?.Values ?? []];
}
