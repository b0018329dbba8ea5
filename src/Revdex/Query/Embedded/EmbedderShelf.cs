using Revdex.Embedding;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>The models that questions and edits are embedded with, each opened when the first question wants it. Safe for many threads.</summary>
/// <param name="cache">Of models that came with snapshots; null: there are none.</param>
/// <param name="folder"><c>revdex.embedmodel</c>; null: none is set.</param>
internal sealed class EmbedderShelf(LocalCache? cache, string? folder, EmbeddingOptions options) : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ContentHash, LiveModel?> _ofParts = [];
    private LiveModel? _own;

    /// <summary>Whether the user named a model.</summary>
    public bool IsSet => folder is not null;

    /// <summary>The model that some vectors are of: the user's own if it is that, else the one that came with them.</summary>
    /// <param name="vectors">With one file at least.</param>
    /// <param name="lack">What to do where the result is null, as the end of a sentence.</param>
    public LiveModel? TryOpen(SnapshotVectors vectors, out string lack)
    {
        lock (_lock)
        {
            var own = Own(out var failure);
            lack = own is null ? failure ?? "their model is not here: name its folder in revdex.embedmodel"
                : $"they are of the model {Short(vectors)}, not of revdex.embedmodel's {own.Model.Id[..16]}: name that model's folder there, or run revdex index --embed";
            return own is not null && IsOf(vectors, own) ? own : OfPart(vectors) is { } part && IsOf(vectors, part) ? part : null;
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _own?.Dispose();
            foreach (var model in _ofParts.Values)
            {
                model?.Dispose();
            }
        }
    }

    private static bool IsOf(SnapshotVectors vectors, LiveModel model) => vectors.Files.Any(file => file.Model == model.Model);

    private static string Short(SnapshotVectors vectors) => vectors.Files[0].Model.Id[..Math.Min(16, vectors.Files[0].Model.Id.Length)];

    /// <param name="failure">Why the user's model cannot be opened; it is tried again at the next question, for it may be fetched meanwhile.</param>
    private LiveModel? Own(out string? failure)
    {
        failure = null;
        if (_own is null && folder is not null)
        {
            try
            {
                _own = new LiveModel(EmbeddingModel.Open(folder, options));
            }
            catch (Exception e) when (e is RevdexException or IOException)
            {
                failure = e.Message;
            }
        }

        return _own;
    }

    private LiveModel? OfPart(SnapshotVectors vectors)
    {
        if (cache is null || vectors.ModelPart is not { } part)
        {
            return null;
        }

        if (!_ofParts.TryGetValue(part.Id, out var model))
        {
            model = CachedModel.TryOpen(cache, part) is { } opened ? new LiveModel(opened) : null;
            _ofParts.Add(part.Id, model);
        }

        return model;
    }
}
