using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>Holds a symbol of one version of a file against the version before.</summary>
internal sealed class SymbolComparison(HistoryCall history, Versions versions)
{
    /// <param name="change">Of the file; its new version has the symbol.</param>
    /// <param name="parent">Which of the versions before, from 0.</param>
    /// <param name="rename">Asked where that parent does not have the file: where it came from.</param>
    /// <param name="changes">Asked where the version before does not have the symbol: all files that the commit changed.</param>
    /// <returns>Null where one of them has no facts; a step without commit where it changed; where it was before, if it was.</returns>
    public async Task<(SymbolStep? Step, (byte[] Path, SymbolTrack Track)? Next)?> CompareAsync(
        LogChange change, int parent, byte[] path, Language language, SymbolTrack track, Func<LogChange?> rename, Func<IReadOnlyList<LogChange>> changes)
    {
        var (old, oldPath) = (change.OldOids[parent], path);
        if (old.IsNone && rename() is { OldPath: { } from } renamed && versions.LanguageOf(from, renamed.OldOids[0]) == language)
        {
            (old, oldPath) = (renamed.OldOids[0], from);
        }

        if (await versions.SymbolsAsync(change.NewOid, language).ConfigureAwait(false) is not { } after
            || await versions.SymbolsAsync(old, language).ConfigureAwait(false) is not { } before)
        {
            history.Call.Scope?.Decline(); // One that is missing may be there another time.
            history.AddNotice("some versions of the file have no facts (too large, or missing): what they changed is told by the next that has");
            return null;
        }

        var match = SymbolMatch.Of(before, after, track, path, oldPath);
        if (match.Symbol is not { } symbol)
        {
            return (null, null);
        }

        if (match.Before is { } was)
        {
            return (match.Word() is { } word ? new SymbolStep(null, word, symbol, path, was, oldPath) : null, (oldPath, SymbolTrack.Of(was)));
        }

        var origin = await new SymbolOrigin(history, versions).FindAsync(symbol, path, language, changes()).ConfigureAwait(false);
        return origin is { } moved
            ? (new SymbolStep(null, SymbolChange.Moved, symbol, path, moved.Before, moved.Change.Path), (moved.Change.Path, SymbolTrack.Of(moved.Before)))
            : (new SymbolStep(null, SymbolChange.Added, symbol, path, null, null), null);
    }
}
