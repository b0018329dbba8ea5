using Revdex.Segments;

namespace Revdex.Snapshots;

/// <summary>The tables of a commit, by the name that the manifest lists them under.</summary>
/// <param name="Kept">Of the snapshot that it is built upon.</param>
/// <param name="Files">New ones: paths of files.</param>
public sealed record CommitTables(IReadOnlyDictionary<string, ObjectRef> Kept, IReadOnlyDictionary<string, string> Files);
