using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>Versions in a row that hold the very text of a symbol, once.</summary>
/// <param name="Blob">The version it was found in.</param>
/// <param name="Track">The symbol there.</param>
/// <param name="Text">Of the whole symbol.</param>
/// <param name="Passed">The commits since then, which were not read.</param>
internal sealed record SymbolRun(Oid Blob, SymbolTrack Track, byte[] Text, List<(LogCommit Commit, LogChange Change)> Passed);
