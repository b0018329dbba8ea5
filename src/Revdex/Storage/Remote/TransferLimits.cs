namespace Revdex.Storage.Remote;

/// <summary>What a remote store is given before it counts as unreachable, and what is under way at once.</summary>
internal sealed record TransferLimits
{
    public static TransferLimits Default { get; } = new();

    /// <summary>Of one request: a second or two of trouble is bridged, an outage is told within a minute.</summary>
    public int AttemptsMax { get; init; } = 4;

    /// <summary>An attempt in which nothing moves for so long is given up: far beyond any answer's normal delay, also behind a slow proxy.</summary>
    public int IdleTimeoutMs { get; init; } = 15_000;

    /// <summary>Before the second attempt; doubles from one to the next. A random part of it is waited, so that many clients do not come back at once.</summary>
    public int DelayMs { get; init; } = 300;

    public int DelayMaxMs { get; init; } = 8_000;

    /// <summary>A store that asks for a longer pause (Retry-After) is left alone: the caller hears of it and comes again later.</summary>
    public int RetryAfterMaxMs { get; init; } = 30_000;

    /// <summary>How often one object's download is taken up again where it broke off.</summary>
    public int ReopensMax { get; init; } = 64;

    /// <summary>Larger objects are put in parts of this size; S3 takes none below 5 MiB and no more than 10,000, which 64 GiB just fit.</summary>
    public int PartSizeBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>Keys listed by one request: the most that Azure gives (S3 gives 1,000, whatever is asked).</summary>
    public int PageMax { get; init; } = 5_000;

    /// <summary>Parts of one object on the way at once; each is held in memory until it is through.</summary>
    public int PartsAtOnce { get; init; } = 4;
}
