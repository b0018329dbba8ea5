using System.Collections.Immutable;
using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>Versions in a row that hold the very text of a symbol, once.</summary>
/// <param name="Blob">The version it was found in.</param>
/// <param name="Track">The symbol there.</param>
/// <param name="Text">Of the whole symbol.</param>
/// <param name="Passed">The commits since then, which were not read.</param>
internal sealed record SymbolRun(Oid Blob, SymbolTrack Track, byte[] Text, ImmutableList<(LogCommit Commit, LogChange Change)> Passed)
{
    /// <summary>Branches that part behind the version that a run began with have the same; the one that they meet in has what any of them passed.</summary>
    public static SymbolTrack? Join(IReadOnlyList<SymbolTrack> tracks)
    {
        if (tracks is not [{ IsThere: true } first, ..] || tracks.Any(t => !t.IsThere || t.Run?.Blob != first.Run?.Blob))
        {
            return null;
        }

        if (first.Run is not { } run)
        {
            return tracks.Count == 1 ? first : null;
        }

        var passed = run.Passed;
        foreach (var other in tracks.Skip(1))
        {
            var known = passed.Select(p => p.Commit.Oid).ToHashSet();
            passed = passed.AddRange(other.Run!.Passed.Where(p => !known.Contains(p.Commit.Oid))); // Not null: the same as the first one's.
        }

        return first with { Run = run with { Passed = passed } };
    }
}
