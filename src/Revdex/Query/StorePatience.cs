namespace Revdex.Query;

/// <summary>How long a reader relies on a store before it makes facts itself, and when it asks one again that failed.</summary>
internal sealed record StorePatience
{
    public static StorePatience Default { get; } = new();

    /// <summary>Where nothing comes for so long, facts are made here meanwhile. Far above a round trip, and above what unpacking takes.</summary>
    public int SilenceMs { get; init; } = 5_000;

    /// <summary>Before a store that failed is asked again; doubles from one failure to the next. Up to half of it is waited besides, at random.</summary>
    public int RetryMs { get; init; } = 5_000;

    /// <summary>A store that is away all day costs a dozen requests an hour.</summary>
    public int RetryMaxMs { get; init; } = 5 * 60_000;

    /// <summary>The longest that a store may ask to be left alone.</summary>
    public int RetryAfterMaxMs { get; init; } = 60 * 60_000;
}
