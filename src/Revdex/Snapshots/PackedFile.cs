using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>A file of the cache and the bundle that it travels in.</summary>
/// <param name="Id">SHA-256 of the file.</param>
/// <param name="Noun">What it is called in errors.</param>
/// <param name="Bundle">Null while it was never published.</param>
/// <param name="Head">The bundle's first bytes; null as the bundle is.</param>
internal readonly record struct PackedFile(string Noun, ContentHash Id, long SizeBytes, ObjectRef? Bundle, ObjectRef? Head);
