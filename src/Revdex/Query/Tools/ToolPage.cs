using Revdex.Query.Tools.Search;

namespace Revdex.Query.Tools;

/// <summary>What a tool says about the results that it wrote.</summary>
/// <param name="Total">Number of results there are, on all pages.</param>
/// <param name="TruncatedReason">Why not all of them are here (<c>limit</c>, <c>size</c>, <c>nodes</c>, <c>shallow</c>, <c>commits</c>), or null when they are.</param>
/// <param name="NextCursor">Where the next page starts, or null on the last one.</param>
/// <param name="Notice">What the reader of the answer should know; one sentence.</param>
/// <param name="IsAtLeast">There may be more than <paramref name="Total"/>, which were not looked for: the answer calls it <c>total_at_least</c>.</param>
/// <param name="Resolved">How many of the results are resolved, on all pages; null where that is not asked.</param>
/// <param name="IsResolvedAtLeast">There may be more of them, which were not looked at: the answer calls it <c>resolved_at_least</c>.</param>
/// <param name="Lanes">What looked for results, in an answer that has them from several; null where that is not said.</param>
/// <param name="Lack">What of that could not run; the answer calls it <c>degraded</c>.</param>
public readonly record struct ToolPage(long Total, string? TruncatedReason = null, string? NextCursor = null, string? Notice = null, bool IsAtLeast = false, long? Resolved = null, bool IsResolvedAtLeast = false,
    IReadOnlyList<string>? Lanes = null, LaneLack? Lack = null)
{
    /// <summary>The page reached <c>limit</c> results.</summary>
    public const string Limit = "limit";

    /// <summary>The clone is shallow: what comes before is not there.</summary>
    public const string Shallow = "shallow";

    /// <summary>As many commits were looked at as one answer may.</summary>
    public const string Commits = "commits";

    /// <summary>The page reached the size that one answer may have.</summary>
    public const string Size = "size";

    /// <summary>A walk was ended at the number of nodes that one may reach.</summary>
    public const string Nodes = "nodes";
}
