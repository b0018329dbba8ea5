using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>Finds where a symbol that is new in a file came from: another file that lost one of its name with the same body or declaration.</summary>
internal sealed class SymbolOrigin(HistoryCall history, Versions versions)
{
    /// <summary>A commit that changes more files is an import or a reformatting: reading them all would take longer than the rest of the answer.</summary>
    private const int FilesMax = 200;

    /// <param name="symbol">As it is after the commit.</param>
    /// <param name="changes">All files that the commit changed.</param>
    /// <returns>Null where there is none, or several that are as like.</returns>
    public async Task<(LogChange Change, ComparedSymbol Before)?> FindAsync(ComparedSymbol symbol, byte[] path, Language language, IReadOnlyList<LogChange> changes)
    {
        var candidates = changes.Where(c => !c.OldOids[0].IsNone && !c.Path.AsSpan().SequenceEqual(path) && versions.LanguageOf(c.Path, c.OldOids[0]) == language).ToList();
        if (candidates.Count > FilesMax)
        {
            history.AddNotice($"a commit changed more than {FilesMax} files: whether the symbol came from one of them was not looked for");
            return null;
        }

        var (sameBody, sameSignature) = (new List<(LogChange, ComparedSymbol)>(), new List<(LogChange, ComparedSymbol)>());
        foreach (var change in candidates)
        {
            foreach (var lost in await LostAsync(symbol, language, change).ConfigureAwait(false))
            {
                (symbol.BodyHash != 0 && lost.BodyHash == symbol.BodyHash ? sameBody : lost.Signature == symbol.Signature ? sameSignature : []).Add((change, lost));
            }
        }

        return sameBody is [var one] ? one : sameBody.Count == 0 && sameSignature is [var other] ? other : null;
    }

    /// <summary>Symbols of the name and kind that a file had and has not any more.</summary>
    private async Task<IEnumerable<ComparedSymbol>> LostAsync(ComparedSymbol symbol, Language language, LogChange change) =>
        await versions.MayHoldAsync(change.OldOids[0], Encoding.UTF8.GetBytes(symbol.Name)).ConfigureAwait(false)
            ? (await versions.LostAsync(change.OldOids[0], change.NewOid, language).ConfigureAwait(false)).Where(s => s.Name == symbol.Name && s.Kind == symbol.Kind)
            : [];
}
