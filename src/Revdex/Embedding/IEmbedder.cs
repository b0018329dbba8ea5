using Revdex.Storage;

namespace Revdex.Embedding;

/// <summary>Makes vectors of texts. Safe for many threads; do not dispose it while one is in <see cref="Embed"/>.</summary>
internal interface IEmbedder : IDisposable
{
    /// <summary>Of the files that decide what comes out: vectors of another model are not to be compared.</summary>
    ContentHash ModelId { get; }

    int Dimensions { get; }

    /// <summary>Whether a text gives the same numbers on every machine, whatever texts go with it; else about the same.</summary>
    bool IsExact { get; }

    /// <summary>One row for each text, of length 1; a text of which the model knows nothing has all zeros.</summary>
    /// <param name="texts">UTF-8; what is no valid UTF-8 counts as U+FFFD. A text that is longer than the model takes is cut.</param>
    /// <param name="role">Of all of them.</param>
    /// <param name="rows"><c>texts.Length × Dimensions</c> numbers.</param>
    /// <param name="cancellation">Looked at between texts or batches; rows are then partly written.</param>
    void Embed(ReadOnlySpan<ReadOnlyMemory<byte>> texts, EmbedRole role, Span<float> rows, CancellationToken cancellation);
}
