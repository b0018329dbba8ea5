using System.Runtime.InteropServices;
using Revdex.Query.Tools;
using Revdex.Scip;

namespace Revdex.Indexing.Compilers;

/// <summary>
/// Places the occurrences of one document in the bytes of a blob. An index names no hash: that the document is of these bytes is told by its ranges, which must
/// lie within lines and not within characters, and by its names, most of which must be there.
/// </summary>
internal static class DocumentRows
{
    /// <summary>One in so many may be called otherwise where it is used: imported under another name.</summary>
    private const int UnlikeMaxPart = 2;

    private static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>By the numbers of <paramref name="symbols"/>; null where the document is of other bytes.</summary>
    /// <exception cref="InvalidDataException">It is no document.</exception>
    public static List<ScipRow>? Of(ScipDocument document, PositionEncoding encoding, ReadOnlySpan<byte> content, SymbolNumbers symbols)
    {
        var found = new List<(ScipRange Range, int Symbol, bool IsDefinition)>();
        while (document.MoveNext())
        {
            found.Add((document.Current.Range, symbols.Of(document.Current.Symbol), document.Current.IsDefinition));
        }

        found.Sort(static (a, b) => (a.Range.Line, a.Range.Start).CompareTo((b.Range.Line, b.Range.Start)));
        var (rows, names) = (new List<ScipRow>(), default((int All, int Alike)));
        var lines = new ContentLines(content);
        for (var (at, end) = (0, 0); at < found.Count; at = end)
        {
            end = at + 1;
            while (end < found.Count && found[end].Range.Line == found[at].Range.Line)
            {
                end++;
            }

            if (!TryPlace(CollectionsMarshal.AsSpan(found)[at..end], lines.Line(found[at].Range.Line + 1), encoding, symbols, rows, ref names))
            {
                return null;
            }
        }

        return names.All - names.Alike <= names.All / UnlikeMaxPart ? rows : null;
    }

    /// <summary>The occurrences of one line.</summary>
    private static bool TryPlace(
        ReadOnlySpan<(ScipRange Range, int Symbol, bool IsDefinition)> found, ReadOnlySpan<byte> line, PositionEncoding encoding, SymbolNumbers symbols, List<ScipRow> rows,
        ref (int All, int Alike) names)
    {
        var skipped = found[0].Range.Line == 0 && line.StartsWith(Mark) ? Mark.Length : 0; // Compilers count from behind it.
        var starts = new ColumnCursor(line[skipped..], encoding);
        foreach (var (range, symbol, isDefinition) in found)
        {
            var start = skipped + starts.ByteOf(range.Start);
            var length = start < skipped ? -1 : range.EndLine > range.Line ? 0 : new ColumnCursor(line[start..], encoding).ByteOf(range.End - range.Start);
            if (length < 0)
            {
                return false;
            }

            if (symbol != SymbolNumbers.None && !range.IsEmpty)
            {
                rows.Add(new ScipRow(range.Line + 1, start, symbol, isDefinition));
                var name = symbols.Name(symbol);
                names = (names.All + (name is null ? 0 : 1), names.Alike + (name is not null && line.Slice(start, length).SequenceEqual(name) ? 1 : 0));
            }
        }

        return true;
    }
}
