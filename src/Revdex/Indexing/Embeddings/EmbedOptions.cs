using Revdex.Embedding;

namespace Revdex.Indexing.Embeddings;

/// <summary>How the chunks of a commit are embedded.</summary>
public sealed record EmbedOptions
{
    /// <summary>The folder of a model (<c>revdex.embedmodel</c>); null: the model that goes along, else one that is learnt.</summary>
    public string? ModelFolder { get; init; }

    /// <summary>Fetched into <see cref="ModelFolder"/> before it is opened; null: the folder is the user's.</summary>
    public FetchedModel? Fetched { get; init; }

    /// <summary>Where ONNX Runtime is (<c>revdex.onnxruntime</c>); null: where it is looked for.</summary>
    public string? OnnxRuntime { get; init; }

    /// <summary>Whether a model is learnt of this commit's chunks whatever there is.</summary>
    public bool LearnsAnew { get; init; }

    /// <summary>Between two checkpoints: what a kill costs. Shorter ones would make many small files to be merged.</summary>
    internal TimeSpan CheckpointInterval { get; init; } = TimeSpan.FromSeconds(5);
}
