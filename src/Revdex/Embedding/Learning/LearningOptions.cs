namespace Revdex.Embedding.Learning;

/// <summary>What a model learnt from a repository is like; the figures that they were chosen by are in tests/Revdex.Benchmarks/README.md.</summary>
internal sealed record LearningOptions
{
    /// <summary>Terms of the vocabulary: the most frequent ones.</summary>
    public int TermsMax { get; init; } = 18_000;

    /// <summary>A byte for each and each term: the model stays below 5 MB. Fewer where terms are few.</summary>
    public int Dimensions { get; init; } = 256;

    /// <summary>What stands in fewer chunks has too few neighbours to be placed by.</summary>
    public int ChunksMin { get; init; } = 3;

    /// <summary>Terms up to that far apart count as neighbours, the nearer the more.</summary>
    public int Window { get; init; } = 8;

    /// <summary>The scale of the frequency from which a term says little (SIF's a).</summary>
    public double FrequencyScale { get; init; } = 1e-3;

    /// <summary>Rounds of the subspace iteration.</summary>
    public int Rounds { get; init; } = 4;

    /// <summary>The result does not depend on it.</summary>
    public int Threads { get; init; } = Math.Min(2, Environment.ProcessorCount);
}
