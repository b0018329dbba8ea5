using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>Where a chunk stands, with the blob it stands in.</summary>
public readonly record struct BlobPlace(Oid Oid, SegmentLanguage Language, ChunkPlace Place);
