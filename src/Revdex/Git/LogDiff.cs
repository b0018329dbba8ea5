namespace Revdex.Git;

/// <summary>Which changes of each commit are told.</summary>
internal enum LogDiff
{
    None,

    /// <summary>Those of the paths that the log is limited to.</summary>
    OfPaths,

    /// <summary>All.</summary>
    Whole,
}
