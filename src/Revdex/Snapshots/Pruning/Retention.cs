namespace Revdex.Snapshots.Pruning;

/// <summary>Why a snapshot is kept, or that it is not; the first that applies.</summary>
public enum Retention
{
    /// <summary>Kept: of the tip of a branch, or of a tag.</summary>
    Named,

    /// <summary>Kept: among the last commits.</summary>
    Last,

    /// <summary>Kept: published lately.</summary>
    Recent,

    /// <summary>Kept: of a commit that the clone does not have.</summary>
    Unknown,

    /// <summary>Not kept: of a commit that later ones have come after.</summary>
    Superseded,

    /// <summary>Not kept: a pull request's, or, where that is asked for, of a commit that the clone does not have.</summary>
    Expired,
}
