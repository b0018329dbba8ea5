using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>
/// Gathers vectors and the places of their texts, in any order, for one file. Memory: rows of 8 bits up to a bound and beyond it a
/// temporary file; about two hundred bytes more for each chunk. For one thread.
/// </summary>
public sealed class VectorFileBuilder : IDisposable
{
    private readonly RowStore _store;
    private readonly Dictionary<ChunkKey, int> _rows = [];
    private readonly HashSet<ChunkKey> _setAside = [];
    private readonly List<(PlacedBlob Blob, ChunkPlace[] Places)> _blobs = [];
    private readonly sbyte[] _row;
    private readonly sbyte[] _other;

    public VectorFileBuilder(VectorModel model)
        : this(model, RowStore.MemoryMaxBytes)
    {
    }

    internal VectorFileBuilder(VectorModel model, long memoryMaxBytes)
    {
        Model = model;
        _store = new RowStore(model.StrideBytes, memoryMaxBytes);
        (_row, _other) = (new sbyte[model.StrideBytes], new sbyte[model.StrideBytes]);
    }

    public VectorModel Model { get; }

    /// <summary>Distinct texts that have a row.</summary>
    public int RowCount => _rows.Count;

    public bool HasRow(ChunkKey key) => _rows.ContainsKey(key);

    /// <summary>Takes the vectors of some texts.</summary>
    /// <param name="vectors">One after the other, in the order of the keys. Unit length makes scores cosines; it is not asked for.</param>
    /// <returns>The texts whose vector is none (NaN, infinite, all zeros): they are set aside, and left out where they stand.</returns>
    /// <exception cref="RevdexException">None of the vectors is one, or they do not have the model's dimensions.</exception>
    public IReadOnlyList<ChunkKey> AddRows(ReadOnlySpan<ChunkKey> keys, ReadOnlySpan<float> vectors) => TakeRows(keys, vectors) is var setAside && setAside.Count < keys.Length
        ? setAside
        : throw new RevdexException($"the embedding model {Model.Id} gave no usable vector for any of {keys.Length} texts (NaN, infinite or all zeros): its files may be damaged");

    /// <summary>As <see cref="AddRows"/>, of so few texts that none may have one.</summary>
    internal IReadOnlyList<ChunkKey> TakeRows(ReadOnlySpan<ChunkKey> keys, ReadOnlySpan<float> vectors)
    {
        if (keys.Length == 0 || vectors.Length % keys.Length != 0)
        {
            throw new ArgumentException($"{vectors.Length} numbers for {keys.Length} vectors", nameof(vectors));
        }

        Model.RequireDimensions(vectors.Length / keys.Length);
        var setAside = new List<ChunkKey>();
        for (var i = 0; i < keys.Length; i++)
        {
            if (RowQuantizer.TryQuantize(vectors.Slice(i * Model.Dimensions, Model.Dimensions), _row, out var scale))
            {
                Keep(keys[i], scale);
            }
            else
            {
                setAside.Add(keys[i]);
            }
        }

        _setAside.UnionWith(setAside);
        return setAside;
    }

    /// <summary>Takes the row of a text that was embedded before.</summary>
    /// <exception cref="RevdexException">The file is of another model.</exception>
    public void AddRow(VectorFile from, int row)
    {
        Model.Require(from.Model, $"vector file {from.Name}");
        ((IRowSource)from).ReadRow(row, _row, out var scale);
        Keep(from.Key(row), scale);
    }

    /// <summary>Takes a blob: what of it is in which chunk. Without chunks it still counts as embedded.</summary>
    /// <exception cref="ArgumentException">A place ends before it begins.</exception>
    public void AddBlob(in Oid oid, in SegmentLanguage language, ReadOnlySpan<ChunkPlace> places)
    {
        foreach (var place in places)
        {
            if (place.FirstLine < 0 || place.LastLine < place.FirstLine || place.StartByte < 0 || place.EndByte < place.StartByte || place.Symbol < ChunkPlace.NoSymbol)
            {
                throw new ArgumentException($"no place: {place}", nameof(places));
            }
        }

        _blobs.Add((new PlacedBlob(oid, language, 0), places.ToArray()));
    }

    /// <summary>Writes from the stream's position; it must seek. The bytes depend on the set of blobs and rows alone.</summary>
    /// <exception cref="ArgumentException">A text of a place was given no vector, or oids differ in length.</exception>
    /// <exception cref="RevdexException">More than a file can hold.</exception>
    public void Write(Stream to) => Write(to, RowClustering.RowsMin);

    internal void Write(Stream to, int listRowsMin)
    {
        _store.Flush();
        var plan = new VectorFilePlan(Model, [_store]);
        foreach (var (key, row) in _rows)
        {
            plan.AddRow(new RowOrigin(key, 0, row));
        }

        foreach (var (blob, places) in _blobs)
        {
            RequireRows(places);
            plan.AddBlob(blob.Oid, blob.Language, places);
        }

        plan.Complete();
        VectorFileWriter.Write(plan, listRowsMin, to);
    }

    /// <summary>As <see cref="Write(Stream)"/>, for what stays in memory.</summary>
    public byte[] ToBytes()
    {
        using var to = new MemoryStream();
        Write(to);
        return to.ToArray();
    }

    public void Dispose() => _store.Dispose();

    private void Keep(ChunkKey key, float scale)
    {
        if (!_rows.TryGetValue(key, out var row))
        {
            _rows.Add(key, Store(scale));
            return;
        }

        _store.Flush();
        _store.ReadRow(row, _other, out var otherScale);
        if (RowOrder.Compare(_row, scale, _other, otherScale) < 0)
        {
            _rows[key] = Store(scale);
        }
    }

    private int Store(float scale)
    {
        if (_store.Count == VectorFormat.RowsMax)
        {
            throw new RevdexException($"more than {VectorFormat.RowsMax} vectors in one file: make more files");
        }

        _store.Add(_row, scale);
        return _store.Count - 1;
    }

    private void RequireRows(ChunkPlace[] places)
    {
        foreach (var place in places)
        {
            if (!_rows.ContainsKey(place.Key) && !_setAside.Contains(place.Key))
            {
                throw new ArgumentException($"the text {place.Key} was given no vector");
            }
        }
    }
}
