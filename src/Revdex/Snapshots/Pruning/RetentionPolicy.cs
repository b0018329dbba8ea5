namespace Revdex.Snapshots.Pruning;

/// <summary>Which snapshots of a store are kept, besides those of branch tips and tags.</summary>
public sealed record RetentionPolicy
{
    /// <summary>Bisecting, and branches that left some days ago, start near one of these.</summary>
    public const int DefaultCommits = 100;

    public const int DefaultDays = 30;

    /// <summary>Longer than any job that publishes.</summary>
    public const int DefaultGraceHours = 24;

    /// <summary>The last commits of the default branch and of HEAD.</summary>
    public int Commits { get; init; } = DefaultCommits;

    /// <summary>What was published so recently, whatever it is of.</summary>
    public TimeSpan Age { get; init; } = TimeSpan.FromDays(DefaultDays);

    /// <summary>Objects are not deleted before they are so old: their manifest may be about to be put.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromHours(DefaultGraceHours);

    /// <summary>Whether snapshots of commits go that the clone does not have. They may be another repository's, or of branches that it did not fetch.</summary>
    public bool DeletesUnknown { get; init; }
}
