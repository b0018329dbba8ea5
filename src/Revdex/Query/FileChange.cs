using Revdex.Git;

namespace Revdex.Query;

/// <summary>One path as it is now: another content, another mode, or (oid null) not there.</summary>
public readonly record struct FileChange(byte[] Path, Oid? Oid, int Mode);
