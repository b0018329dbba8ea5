namespace Revdex.Git;

/// <summary>The line before an object: <c>OID SP TYPE SP SIZE</c>, or <c>OID SP missing</c>.</summary>
internal readonly record struct CatFileHeader(Oid Oid, bool IsFound, bool IsBlob, long SizeBytes);
