using Revdex.Snapshots;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Vectors of one model that are there, in files that this holds until it is disposed. For one thread.</summary>
internal sealed class KnownRows(VectorModel model) : IDisposable
{
    private readonly List<MappedVectors> _files = [];

    /// <summary>Takes a file over; one of another model is passed over.</summary>
    public bool TryAdd(MappedVectors file)
    {
        if (file.Vectors.Model == model)
        {
            _files.Add(file);
            return true;
        }

        file.Dispose();
        return false;
    }

    public bool HasRow(ChunkKey key) => _files.Exists(f => f.Vectors.TryFindRow(key, out _));

    /// <summary>Copies the row of a text, which one of the files has.</summary>
    public void Copy(ChunkKey key, VectorFileBuilder to)
    {
        var file = _files.First(f => f.Vectors.TryFindRow(key, out _)).Vectors;
        file.TryFindRow(key, out var row);
        to.AddRow(file, row);
    }

    /// <summary>Whether the others have all blobs of one of the files.</summary>
    public bool CoversAll(MappedVectors file) => Enumerable.Range(0, file.Vectors.BlobCount)
        .All(blob => _files.Exists(f => f != file && f.Vectors.OidLength == file.Vectors.OidLength && f.Vectors.HasBlob(file.Vectors.Oid(blob), file.Vectors.Language(blob))));

    public void Dispose() => _files.ForEach(f => f.Dispose());
}
