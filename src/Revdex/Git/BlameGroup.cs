namespace Revdex.Git;

/// <summary>Consecutive lines that one commit wrote.</summary>
/// <param name="Line">The first, from 1.</param>
/// <param name="EndLine">The last.</param>
/// <param name="Path">Of the file in that commit.</param>
/// <param name="Commit">Without changes; its author is nobody where the lines are not committed, and the object id is none.</param>
internal sealed record BlameGroup(int Line, int EndLine, byte[] Path, LogCommit Commit)
{
    public bool IsUncommitted => Commit.Oid.IsNone;
}
