using Revdex.Git;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Vectors;

/// <summary>
/// Vectors that change: those of the blobs that no file which came with a snapshot has. Made of files too, in memory, each with what of
/// it still counts. Searches take a view and go on undisturbed; every change is a new state, put in place at once, so nobody sees half
/// of a batch. Safe for many threads.
/// </summary>
public sealed class VectorLayer : IDisposable
{
    /// <summary>A million rows of 384 dimensions. An overlay beyond it is a repository that should be indexed.</summary>
    public const long SizeMaxBytes = 512L << 20;

    private readonly Lock _changing = new();
    private LayerState _state;
    private bool _isDisposed;

    public VectorLayer(VectorModel model)
        : this(model, [])
    {
    }

    private VectorLayer(VectorModel model, LayerPart[] parts)
    {
        Model = model;
        _state = new LayerState(parts);
    }

    public VectorModel Model { get; }

    /// <summary>Reads what <see cref="Save"/> wrote, all of it, and checks it.</summary>
    /// <exception cref="RevdexException">It is of another model.</exception>
    /// <exception cref="InvalidDataException">It is no vector file of this version, or damaged.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static VectorLayer Load(string path, VectorModel model)
    {
        // In memory, not mapped: on Windows a mapped file cannot be replaced.
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0);
        var name = Path.GetFileNameWithoutExtension(path);
        if (stream.Length > SizeMaxBytes)
        {
            throw new InvalidDataException($"{VectorFormat.File.ObjectName(name)}, file, offset 0: {stream.Length} bytes are more than a layer has");
        }

        var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
        stream.ReadExactly(bytes);
        using var file = VectorFile.FromMemory(bytes, name);
        file.Verify();
        model.Require(file.Model, $"vector file {path}");
        return new VectorLayer(model, [LayerPart.Of(file)]);
    }

    /// <summary>Takes all blobs of a batch at once, in place of what there was of them.</summary>
    /// <exception cref="RevdexException">The batch is of another model, or the layer becomes larger than <see cref="SizeMaxBytes"/>.</exception>
    /// <exception cref="ArgumentException">As <see cref="VectorFileBuilder.Write(Stream)"/>.</exception>
    public void Put(VectorFileBuilder batch)
    {
        Model.Require(batch.Model, "a batch of vectors");
        using var file = VectorFile.FromMemory(batch.ToBytes(), "layer");
        lock (_changing)
        {
            var rest = Without((oid, language) => file.HasBlob(oid, language));
            Change([.. rest, LayerPart.Of(file)]);
        }
    }

    /// <summary>Forgets blobs, all at once.</summary>
    /// <param name="isGone">Asked once for each blob there is.</param>
    public void Remove(Func<Oid, SegmentLanguage, bool> isGone)
    {
        lock (_changing)
        {
            Change(Without(isGone));
        }
    }

    /// <summary>What there is now, for as long as it is held.</summary>
    /// <exception cref="ObjectDisposedException">The layer is disposed.</exception>
    public VectorLayerView View()
    {
        while (true)
        {
            ObjectDisposedException.ThrowIf(Volatile.Read(ref _isDisposed), this);
            var state = Volatile.Read(ref _state);
            if (state.TryHold())
            {
                return new VectorLayerView(state);
            }
        }
    }

    /// <summary>Writes what there is now as one vector file, which is whole or not there. The bytes depend on the blobs and rows alone.</summary>
    /// <param name="temporary">On the same file system as the path.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    internal void Save(string path, TemporaryFiles temporary)
    {
        using var view = View();
        temporary.Replace(path, file => VectorMerger.Merge(Model, [.. view.Sources.Select(s => s.File)], view.HasBlob, file));
    }

    public void Dispose()
    {
        lock (_changing)
        {
            if (!_isDisposed)
            {
                Volatile.Write(ref _isDisposed, true);
                _state.Release();
            }
        }
    }

    private LayerPart[] Without(Func<Oid, SegmentLanguage, bool> isGone) => [.. _state.Parts.Select(part => part.Without(isGone))];

    private void Change(LayerPart[] wanted)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (wanted.Sum(p => p.LiveBytes) > SizeMaxBytes)
        {
            throw new RevdexException($"more than {SizeMaxBytes >> 20} MB of vectors that no snapshot has: run `revdex index --embed`");
        }

        var made = new List<VectorFile>();
        try
        {
            var state = new LayerState([.. Gathered(wanted.Where(p => p.BlobCount > 0), made)]);
            var before = _state;
            Volatile.Write(ref _state, state);
            before.Release();
        }
        finally
        {
            // The state holds those that are in it.
            made.ForEach(file => file.Dispose());
        }
    }

    /// <summary>Puts parts together until each is more than twice as large as the next: so there are few, and a row is copied seldom.</summary>
    private List<LayerPart> Gathered(IEnumerable<LayerPart> wanted, List<VectorFile> made)
    {
        var parts = new List<LayerPart>();
        foreach (var part in wanted)
        {
            var last = part.IsWorn ? Merged([part], made) : part;
            while (parts.Count > 0 && parts[^1].LiveBytes <= 2 * last.LiveBytes)
            {
                last = Merged([parts[^1], last], made);
                parts.RemoveAt(parts.Count - 1);
            }

            parts.Add(last);
        }

        return parts;
    }

    private LayerPart Merged(LayerPart[] parts, List<VectorFile> made)
    {
        var live = parts.ToDictionary(p => p.File, p => p.Live);
        made.Add(VectorFile.FromMemory(VectorMerger.ToBytes(Model, [.. live.Keys], (file, blob) => live[file].HasBlob(blob)), "layer"));
        return LayerPart.Of(made[^1]);
    }
}
