using System.Text.RegularExpressions;

namespace Revdex.Query.Tools.Search;

/// <summary>Definitions whose names stand in the question, as one word or as all its words; none where their uses are asked for.</summary>
internal static partial class NameLane
{
    /// <summary>A name that more things have says little.</summary>
    private const int HitsMax = 50;

    /// <summary>Names of more words are rare, and a question of more is a sentence.</summary>
    private const int WordsMax = 5;

    /// <param name="isWanted">Whether a file may be in the answer.</param>
    public static List<PieceHit> Of(ToolCall call, string question, SearchTerms terms, Func<int, bool> isWanted)
    {
        var (hits, state, filter) = (new List<PieceHit>(), call.State, SymbolFilter.Of(call));
        foreach (var name in Names(question, terms))
        {
            call.Cancellation.ThrowIfCancellationRequested();
            var (qualifier, last) = QualifiedName.Split(name);
            using var search = DefinitionSearch.Of(state, filter, new NameReading(last.Length > 0 ? last : name, qualifier), HitsMax);
            search.AddMatches(NameTier.SameIgnoringCase);
            foreach (ref readonly var hit in search.Sorted())
            {
                var symbol = state.Segments[hit.Segment].Segment.Facts(hit.Blob).ReadSymbol(hit.Symbol);
                if (FilePiece.IsPiece(symbol.Kind) && isWanted(hit.File))
                {
                    hits.Add(new PieceHit(0, hit.File, new FilePiece(symbol.StartByte, symbol.EndByte, symbol.NameLine, symbol.EndLine, hit.Symbol), symbol.NameLine));
                }
            }
        }

        return hits;
    }

    private static IEnumerable<string> Names(string question, SearchTerms terms)
    {
        if (terms.AsksForUses)
        {
            return [];
        }

        if (OneName().IsMatch(question))
        {
            return [question.Trim().Replace("()", "", StringComparison.Ordinal).Replace("->", ".", StringComparison.Ordinal)];
        }

        var words = terms.Words;
        return terms.Names.Concat(words.Count is > 1 and <= WordsMax ? [string.Concat(words), string.Join('_', words)] : []).Distinct(StringComparer.OrdinalIgnoreCase);
    }

    /// <summary><c>retryPolicy</c>, <c>Retry.Policy</c>, <c>retry::policy</c>, <c>retry_policy()</c>.</summary>
    [GeneratedRegex(@"^\s*[\p{L}_$@][\p{L}\p{N}_$]*((\.|::|#|->)[\p{L}_$@][\p{L}\p{N}_$]*)*(\(\))?\s*$")]
    private static partial Regex OneName();
}
