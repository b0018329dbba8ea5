using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>What a working tree holds at one moment.</summary>
/// <param name="Commit">Of HEAD; null where there is none yet.</param>
/// <param name="Committed">The commit's own view, which has every blob in git.</param>
/// <param name="Staged">What the index holds; made when asked for.</param>
/// <param name="IsDirty">Whether <paramref name="View"/> differs from <paramref name="Committed"/>.</param>
internal sealed record WorkTreeState(View View, Oid? Commit, View Committed, Lazy<View> Staged, bool IsDirty, string? Notice);
