namespace Revdex.Git;

/// <summary>
/// One tracked path whose state differs between HEAD, the index and the working tree. A side that lacks it has mode 0 and no oid.
/// </summary>
/// <param name="Path">From the top of the working tree.</param>
/// <param name="Staged">HEAD → index.</param>
/// <param name="Unstaged">Index → working tree; <see cref="ChangeKind.None"/> means that the working tree holds <paramref name="IndexOid"/>.</param>
/// <param name="IsConflict">The index has no single entry for it; the index side is then ours, else theirs.</param>
public sealed record WorkTreeChange(
    byte[] Path, ChangeKind Staged, ChangeKind Unstaged, bool IsConflict, int HeadMode, Oid HeadOid, int IndexMode, Oid IndexOid, int WorkTreeMode);
