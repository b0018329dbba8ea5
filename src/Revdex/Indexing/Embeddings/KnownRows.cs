using Revdex.Snapshots;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>Vectors of one model that are there, in files that this holds until it is disposed. For one thread.</summary>
internal sealed class KnownRows(VectorModel model) : IDisposable
{
    private readonly List<MappedVectors> _files = [];

    public IReadOnlyList<MappedVectors> Files => _files;

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

    public bool HasBlob(in EmbedTarget target)
    {
        foreach (var file in _files)
        {
            if (file.Vectors.HasBlob(target.Oid, target.Language))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Copies the row of a text; false: nobody embedded it.</summary>
    public bool TryCopy(ChunkKey key, VectorFileBuilder to)
    {
        foreach (var file in _files)
        {
            if (file.Vectors.TryFindRow(key, out var row))
            {
                to.AddRow(file.Vectors, row);
                return true;
            }
        }

        return false;
    }

    public bool HasRow(ChunkKey key) => _files.Exists(f => f.Vectors.TryFindRow(key, out _));

    public void Dispose() => _files.ForEach(f => f.Dispose());
}
