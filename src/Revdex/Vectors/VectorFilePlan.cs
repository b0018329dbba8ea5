using System.Runtime.InteropServices;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>
/// What a file will hold, gathered from anywhere in any order: blobs with their places, and where the rows of their texts are. A blob
/// given twice has all places of both, and of two rows for one text the lesser counts: so whatever is put together in whatever order
/// gives one result. About a hundred bytes a chunk; rows stay where they are.
/// </summary>
internal sealed class VectorFilePlan(VectorModel model, IReadOnlyList<IRowSource> sources)
{
    private readonly List<PlacedBlob> _given = [];
    private readonly List<ChunkPlace> _givenPlaces = [];
    private readonly List<RowOrigin> _givenRows = [];
    private readonly List<PlacedBlob> _blobs = [];
    private readonly List<ChunkPlace> _places = [];
    private readonly List<int> _placeRows = [];

    public VectorModel Model => model;

    public IReadOnlyList<IRowSource> Sources => sources;

    /// <summary>After <see cref="Complete"/>: by (oid, language).</summary>
    public IReadOnlyList<PlacedBlob> Blobs => _blobs;

    public ReadOnlySpan<ChunkPlace> Places => CollectionsMarshal.AsSpan(_places);

    /// <summary>For each place the index in <see cref="Rows"/>.</summary>
    public ReadOnlySpan<int> PlaceRows => CollectionsMarshal.AsSpan(_placeRows);

    /// <summary>Those that places refer to, each text once, by key.</summary>
    public RowOrigin[] Rows { get; private set; } = [];

    public void AddBlob(in Oid oid, in SegmentLanguage language, ReadOnlySpan<ChunkPlace> places)
    {
        _givenPlaces.AddRange(places);
        _given.Add(new PlacedBlob(oid, language, _givenPlaces.Count));
    }

    public void AddRow(in RowOrigin row) => _givenRows.Add(row);

    /// <summary>Puts all in order. Places of texts without a row are left out.</summary>
    /// <exception cref="RevdexException">More than a file can hold.</exception>
    /// <exception cref="ArgumentException">Oids of two lengths.</exception>
    public void Complete()
    {
        Rows = DistinctRows();
        PlaceBlobs();
        KeepUsedRows();
        if (Rows.Length > VectorFormat.RowsMax || _places.Count > VectorFormat.PlacesMax)
        {
            throw new RevdexException($"{Rows.Length} vectors for {_places.Count} chunks are more than one file holds ({VectorFormat.RowsMax}, {VectorFormat.PlacesMax}): make more files");
        }
    }

    /// <summary>Reads a row of <see cref="Rows"/>. Safe for many threads.</summary>
    public void ReadRow(int row, Span<sbyte> to, out float scale) => sources[Rows[row].Source].ReadRow(Rows[row].Row, to, out scale);

    private RowOrigin[] DistinctRows()
    {
        var all = CollectionsMarshal.AsSpan(_givenRows);
        all.Sort();
        var count = 0;
        foreach (var row in all)
        {
            if (count > 0 && all[count - 1].Key == row.Key)
            {
                all[count - 1] = Lesser(all[count - 1], row);
            }
            else
            {
                all[count++] = row;
            }
        }

        return all[..count].ToArray();
    }

    private RowOrigin Lesser(in RowOrigin left, in RowOrigin right)
    {
        var (a, b) = (new sbyte[model.StrideBytes], new sbyte[model.StrideBytes]);
        sources[left.Source].ReadRow(left.Row, a, out var leftScale);
        sources[right.Source].ReadRow(right.Row, b, out var rightScale);
        return RowOrder.Compare(a, leftScale, b, rightScale) <= 0 ? left : right;
    }

    private void PlaceBlobs()
    {
        var order = Enumerable.Range(0, _given.Count).ToArray();
        Array.Sort(order, (x, y) => Compare(_given[x], _given[y]) is var byKey and not 0 ? byKey : x - y);
        for (int i = 0, next; i < order.Length; i = next)
        {
            for (next = i + 1; next < order.Length && Compare(_given[order[i]], _given[order[next]]) == 0;)
            {
                next++;
            }

            PlaceBlob(_given[order[i]], order.AsSpan(i, next - i));
        }

        if (_blobs.Any(b => b.Oid.Length != _blobs[0].Oid.Length))
        {
            throw new ArgumentException("object ids of two lengths");
        }
    }

    private void PlaceBlob(in PlacedBlob blob, ReadOnlySpan<int> given)
    {
        var places = new List<ChunkPlace>();
        foreach (var index in given)
        {
            places.AddRange(CollectionsMarshal.AsSpan(_givenPlaces)[(index == 0 ? 0 : _given[index - 1].PlacesEnd).._given[index].PlacesEnd]);
        }

        places.Sort();
        for (var i = 0; i < places.Count; i++)
        {
            var row = i > 0 && places[i] == places[i - 1] ? -1 : Array.BinarySearch(Rows, new RowOrigin(places[i].Key, 0, 0), ByKey);
            if (row >= 0)
            {
                _places.Add(places[i]);
                _placeRows.Add(row);
            }
        }

        _blobs.Add(blob with { PlacesEnd = _places.Count });
    }

    private void KeepUsedRows()
    {
        var newRows = new int[Rows.Length];
        foreach (var row in _placeRows)
        {
            newRows[row] = 1;
        }

        var count = 0;
        for (var row = 0; row < newRows.Length; row++)
        {
            if (newRows[row] > 0)
            {
                (Rows[count], newRows[row]) = (Rows[row], count);
                count++;
            }
        }

        Rows = Rows[..count];
        foreach (ref var row in CollectionsMarshal.AsSpan(_placeRows))
        {
            row = newRows[row];
        }
    }

    private static IComparer<RowOrigin> ByKey { get; } = Comparer<RowOrigin>.Create((x, y) => x.Key.CompareTo(y.Key));

    private static int Compare(in PlacedBlob left, in PlacedBlob right) =>
        left.Oid.CompareTo(right.Oid) is var byOid and not 0 ? byOid : left.Language.CompareTo(right.Language);
}
