using System.Text;
using Revdex.Git;
using Revdex.Scip;

namespace Revdex.Indexing.Compilers;

/// <summary>Makes a part of the documents of SCIP indexes and the blobs that they are of. Its bytes do not depend on the order in which different paths come.</summary>
internal sealed class ScipPartBuilder
{
    private static readonly Comparer<byte[]> ByBytes = Comparer<byte[]>.Create(static (a, b) => a.AsSpan().SequenceCompareTo(b));

    private readonly SymbolNumbers _symbols = new();
    private readonly HashSet<string> _packages = new(StringComparer.Ordinal);
    private readonly SortedDictionary<byte[], (Oid Oid, List<ScipRow> Rows)> _documents = new(ByBytes);

    /// <summary>Paths of which something was taken.</summary>
    public int DocumentCount => _documents.Count;

    /// <summary>Notes what packages a document defines symbols of. To be called for every document, also for those that are not taken: what they define is no other program's.</summary>
    /// <exception cref="InvalidDataException">It is no document.</exception>
    public void NotePackages(ScipDocument document)
    {
        var last = default(ReadOnlySpan<byte>);
        while (document.MoveNext())
        {
            var symbol = document.Current.Symbol;
            if (document.Current.IsDefinition && !ScipSymbol.IsLocal(symbol) && ScipSymbol.PackageOf(symbol) is var package && !package.SequenceEqual(last))
            {
                _packages.Add(Encoding.UTF8.GetString(package));
                last = package;
            }
        }
    }

    /// <summary>Takes a document, if it is of these bytes; false: it is not.</summary>
    /// <exception cref="InvalidDataException">It is no document.</exception>
    public bool TryAdd(byte[] path, Oid oid, ReadOnlySpan<byte> content, ScipDocument document, PositionEncoding encoding)
    {
        if (DocumentRows.Of(document, encoding, content, _symbols) is not { } rows)
        {
            return false;
        }

        if (!_documents.TryAdd(path, (oid, rows)))
        {
            _documents[path].Rows.AddRange(rows);
        }

        return true;
    }

    /// <summary>
    /// Writes what was taken, and says how many occurrences. A symbol that nothing taken defines stays only where its package is not one of these: then it is
    /// known to be another program's; else it is not known what it is.
    /// </summary>
    /// <param name="to">Seeks.</param>
    public int Write(Stream to)
    {
        var defined = new bool[_symbols.Count];
        var used = new bool[_symbols.Count];
        foreach (var row in _documents.Values.SelectMany(d => d.Rows))
        {
            used[row.Symbol] = true;
            defined[row.Symbol] |= row.IsDefinition;
        }

        var kept = Enumerable.Range(0, _symbols.Count).Where(i => defined[i] || (used[i] && !_packages.Contains(PackageOf(i)))).OrderBy(_symbols.Text, ByBytes).ToList();
        var numbers = Enumerable.Repeat(SymbolNumbers.None, _symbols.Count).ToArray();
        for (var i = 0; i < kept.Count; i++)
        {
            numbers[kept[i]] = i;
        }

        List<ScipRows> documents = [.. _documents.Select(d => new ScipRows(d.Key, d.Value.Oid, Numbered(d.Value.Rows, numbers)))];
        ScipPartWriter.Write(documents, kept.ConvertAll(_symbols.Text), to);
        return documents.Sum(d => d.Rows.Count);
    }

    private static List<ScipRow> Numbered(List<ScipRow> rows, int[] numbers) =>
        [.. rows.Where(r => numbers[r.Symbol] != SymbolNumbers.None).Select(r => r with { Symbol = numbers[r.Symbol] }).Distinct().Order()];

    private string PackageOf(int symbol) => Encoding.UTF8.GetString(ScipSymbol.PackageOf(_symbols.Text(symbol)));
}
