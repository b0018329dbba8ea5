using System.Text;
using Revdex.Query.Embedded;
using Revdex.Vectors;

namespace Revdex.Query.Tools.Search;

/// <summary>Pieces whose chunks are near to the question. For one question.</summary>
internal sealed class VectorLane
{
    /// <summary>Chunks: what comes after adds noise to what words find, and any chunk is near to some degree.</summary>
    private const int HitsMax = 60;

    /// <summary>What is less than this part as near as the nearest is not what was asked for.</summary>
    private const float NearnessMin = 0.5f;

    private readonly ToolCall _call;
    private readonly Func<int, bool> _isWanted;
    private readonly ChunkPieces _pieces;

    private VectorLane(ToolCall call, SearchTerms terms, Func<int, bool> isWanted) => (_call, _isWanted, _pieces) = (call, isWanted, new ChunkPieces(call.State, terms.AsksForTests));

    /// <summary>The best first, each text once.</summary>
    public List<PieceHit> Hits { get; } = [];

    /// <summary>Where the same texts stand besides.</summary>
    public List<PieceHit> Copies { get; } = [];

    /// <summary>Why the lane could not run, or looked at less than there is, and what to do; null: neither.</summary>
    public string? Lack { get; private set; }

    /// <summary>It ran.</summary>
    public bool HasRun { get; private set; }

    /// <summary>Null where nobody asked for vectors: the snapshot has none, and no model is set.</summary>
    public static VectorLane? Run(ToolCall call, string question, SearchTerms terms, Func<int, bool> isWanted)
    {
        if (call.Reader?.Embedders is not { } shelf || (call.State.Vectors is null && !shelf.IsSet))
        {
            return null;
        }

        var lane = new VectorLane(call, terms, isWanted);
        try
        {
            lane.Run(shelf, question);
        }
        catch (InvalidDataException e)
        {
            lane.Lack = $"{e.Message}: run revdex index --embed";
        }
        catch (RevdexException e)
        {
            lane.Lack = e.Message;
        }

        return lane;
    }

    private void Run(EmbedderShelf shelf, string question)
    {
        if (_call.State.Vectors is not { } vectors)
        {
            Lack = "the snapshot has no vectors: run revdex index --embed";
        }
        else if (vectors.Files.Count == 0)
        {
            Lack = "the snapshot's vectors are damaged or gone: run revdex pull, or revdex index --embed";
        }
        else if (shelf.TryOpen(vectors, out var lack) is not { } model)
        {
            Lack = $"the snapshot's vectors cannot be asked: {lack}";
        }
        else if (model.VectorOf(Encoding.UTF8.GetBytes(question), _call.Cancellation) is not { } vector)
        {
            Lack = "the model knows none of the question's words";
        }
        else
        {
            Search(vectors.On(_call.View, model.Model), model, vector);
        }
    }

    private void Search(VectorMount mount, LiveModel model, float[] vector)
    {
        using var layer = model.Overlay.Embed(_call.State, mount, _call.Cancellation, out var lacking);
        var sources = Sources(mount, layer);
        var nearest = VectorSearch.Nearest(mount.Model, sources, vector, HitsMax, _call.Cancellation);
        foreach (var hit in nearest.Where(hit => hit.Score > 0 && hit.Score >= nearest[0].Score * NearnessMin))
        {
            Add(mount, VectorSearch.PlacesOf(sources, hit.Key), hit.Score);
        }

        HasRun = true;
        Lack = lacking > 0 ? $"{lacking} files are not embedded yet, found by text only: ask again, or run revdex index --embed" : null;
    }

    private IReadOnlyList<VectorSource> Sources(VectorMount mount, VectorLayerView layer)
    {
        if (IsNarrowed(_call.Arguments))
        {
            return mount.Narrowed(mount.Sources.Concat(layer.Sources), _isWanted);
        }

        return [.. mount.Sources, .. mount.Narrowed(layer.Sources, _ => true)];
    }

    private static bool IsNarrowed(ToolArguments arguments) => arguments.Has("path") || arguments.Has("language") || arguments.Has("in");

    /// <summary>The project's own code stands for a text that stands in tests as well.</summary>
    private void Add(VectorMount mount, IReadOnlyList<BlobPlace> places, float score)
    {
        var files = places.SelectMany(place => mount.Files.Of(place.Oid, place.Language).Where(_isWanted).Select(file => (File: file, place.Place)))
            .OrderBy(found => FileStanding.IsAside(_call.View, found.File)).ThenBy(found => found.File).ThenBy(found => found.Place);
        var isFirst = true;
        foreach (var (file, place) in files)
        {
            if (_pieces.TryFind(file, place, score, out var hit))
            {
                (isFirst ? Hits : Copies).Add(hit);
                isFirst = false;
            }
        }
    }
}
