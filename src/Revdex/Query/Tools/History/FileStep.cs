using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>One commit that changed a file.</summary>
/// <param name="Path">The file's path after it; of a file that it deleted, before.</param>
/// <param name="OldPath">Where the commit took the file from; null where it was at this path, or nowhere.</param>
internal sealed record FileStep(LogCommit Commit, byte[] Path, byte[]? OldPath, LogChange Change)
{
    /// <summary>Git has left parents out of the commit's own list that have no part in the file's history.</summary>
    public bool IsMerge => Change.OldOids.Count > 1;

    public string Word => OldPath is not null ? "renamed" : Change.Kind switch
    {
        ChangeKind.Added => "added",
        ChangeKind.Deleted => "deleted",
        ChangeKind.TypeChanged => "type",
        _ => "modified",
    };
}
