namespace Revdex.Query;

/// <summary>What every answer says about the state it was computed on.</summary>
/// <param name="Commit">Hexadecimal; empty where there is no commit yet.</param>
/// <param name="Dirty">The view's files are not those of <paramref name="Commit"/>: other content or mode, missing, or untracked ones.</param>
/// <param name="Snapshot">Null where the facts were all extracted here.</param>
/// <param name="Complete">Each file of a known language has facts (or a reason why not).</param>
/// <param name="Rev">As asked for; empty for the working tree.</param>
public sealed record ViewInfo(string Commit, bool Dirty, SnapshotInfo? Snapshot, bool Complete, string Rev);
