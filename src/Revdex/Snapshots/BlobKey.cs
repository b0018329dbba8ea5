using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What facts are keyed by: a blob read as a language, whose <see cref="Language.Fingerprint"/> says by which extractor.</summary>
public readonly record struct BlobKey(Oid Oid, Language Language);
