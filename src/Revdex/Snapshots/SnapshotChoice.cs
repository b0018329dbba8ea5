namespace Revdex.Snapshots;

/// <summary>A snapshot to start from.</summary>
/// <param name="Distance">
/// How many commits git names before it, going back from the wanted one (0: it is that one), or going back from it where it is ahead; null where
/// neither descends from the other.
/// </param>
/// <param name="Source"><c>cache</c>, or the store's name.</param>
/// <param name="FetchSeconds">Estimate of what is left to do after choosing it: fetching.</param>
/// <param name="ParseSeconds">And parsing what it does not cover.</param>
public sealed record SnapshotChoice(Manifest Manifest, int? Distance, string Source, double FetchSeconds, double ParseSeconds)
{
    public const string Cache = "cache";

    public double Seconds => FetchSeconds + ParseSeconds;

    public bool IsCached => Source == Cache;
}
