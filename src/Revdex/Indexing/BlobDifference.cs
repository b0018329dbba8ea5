using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Indexing;

/// <summary>A blob whose facts in a snapshot are not those that extracting it here gives.</summary>
/// <param name="Path">One of its paths in the commit.</param>
/// <param name="Segment">That has the other facts.</param>
public sealed record BlobDifference(string Path, Oid Oid, string LanguageId, ContentHash Segment);
