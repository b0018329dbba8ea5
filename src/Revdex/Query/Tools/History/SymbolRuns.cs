using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query.Tools.History;

/// <summary>
/// Passes over commits that left a symbol's text as it was, which are most of those that changed its file, without extracting anything. What the text alone does not
/// tell (that it is in another container by now, or in a comment) is seen when the last version of such a run is held against the first; where they differ, each
/// commit of the run is looked at after all.
/// </summary>
internal sealed class SymbolRuns(Versions versions, SymbolComparison comparison)
{
    /// <summary>A shorter text is somewhere else in the file as well.</summary>
    private const int TextMinBytes = 16;

    /// <returns>The symbol in each of the versions before; null for one that has to be read. None where the commit itself has to be.</returns>
    public async Task<SymbolTrack?[]> TryPassAsync(SymbolTrack track, LogCommit commit, LogChange change, Language language)
    {
        if (change.NewOid.IsNone || (track.Run ?? await BeginAsync(track, change.NewOid, language).ConfigureAwait(false)) is not { } run)
        {
            return [];
        }

        var before = new SymbolTrack?[change.OldOids.Count];
        for (var i = 0; i < before.Length; i++)
        {
            var old = change.OldOids[i];
            before[i] = !old.IsNone && HoldsOnce(await versions.ContentAsync(old).ConfigureAwait(false), run.Text)
                ? track with { Line = 0, Run = run with { Passed = run.Passed.Add((commit, change with { OldOids = [old] })) } } : null;
        }

        return Array.TrueForAll(before, t => t is null) ? [] : before;
    }

    /// <summary>The symbol in the version that a run led to, and the steps that were passed over: none, but where the text was somewhere else.</summary>
    public async Task<(SymbolTrack Track, IReadOnlyList<SymbolStep> Missed)> ResolveAsync(SymbolTrack track, Oid blob, byte[] path, Language language)
    {
        if (track.Run is not { } run)
        {
            return (track, []);
        }

        if (await CompareAsync(run.Track, run.Blob, blob, path, language).ConfigureAwait(false) is { Step: null, Next: { } next })
        {
            return (next.Track, []);
        }

        var (at, missed) = (run.Track, new List<SymbolStep>());
        foreach (var (commit, change) in run.Passed)
        {
            if (await CompareAsync(at, change.NewOid, change.OldOids[0], path, language).ConfigureAwait(false) is not { } known)
            {
                return (at with { Line = 0 }, missed); // A version has no facts.
            }

            missed.AddRange(known.Step is { } step && commit.Parents.Count < 2 ? [step with { Commit = commit }] : []);
            at = known.Next?.Track ?? at with { IsThere = false, Line = 0 };
            if (!at.IsThere)
            {
                break;
            }
        }

        return (at, missed);
    }

    private Task<(SymbolStep? Step, (byte[] Path, SymbolTrack Track)? Next)?> CompareAsync(SymbolTrack track, Oid later, Oid earlier, byte[] path, Language language) =>
        comparison.CompareAsync(new LogChange(ChangeKind.Modified, path, null, 0, later, [earlier]), 0, path, language, track, static () => null, static () => []);

    private async Task<SymbolRun?> BeginAsync(SymbolTrack track, Oid blob, Language language)
    {
        if (track.FindIn((await versions.SymbolsAsync(blob, language).ConfigureAwait(false) ?? []).SelectMany(s => s.WithDescendants())) is not { } symbol
            || await versions.ContentAsync(blob).ConfigureAwait(false) is not { } content || symbol.EndByte > content.Length || symbol.EndByte - symbol.StartByte < TextMinBytes)
        {
            return null;
        }

        var text = content.Span[symbol.StartByte..symbol.EndByte].ToArray();
        return HoldsOnce(content, text) ? new SymbolRun(blob, track, text, []) : null;
    }

    private static bool HoldsOnce(ReadOnlyMemory<byte>? content, ReadOnlySpan<byte> text)
    {
        var at = content is { } bytes ? bytes.Span.IndexOf(text) : -1;
        return at >= 0 && content!.Value.Span[(at + 1)..].IndexOf(text) < 0; // Checked above.
    }
}
