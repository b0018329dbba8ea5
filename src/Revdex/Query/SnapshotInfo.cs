namespace Revdex.Query;

/// <summary>The snapshot that a view's facts started from.</summary>
/// <param name="Commit">Hexadecimal.</param>
/// <param name="Distance">Commits between it and the view's commit; 0 is the commit itself; null where neither descends from the other.</param>
/// <param name="Source">"cache", or the store's name.</param>
/// <param name="Signed">
/// Whether a key that is trusted here signed it. A snapshot made on this machine is not signed, and needs no signature.
/// </param>
public sealed record SnapshotInfo(string Commit, int? Distance, string Source, bool Signed);
