namespace Revdex.Embedding.Tokenizing;

/// <summary>A text → numbers of tokens in the model's vocabulary. Safe for many threads.</summary>
internal interface ITokenizer
{
    /// <summary>Every token is below it.</summary>
    int VocabularySize { get; }

    /// <summary>The token of what is not in the vocabulary; -1: there is none, and such text has no token.</summary>
    int UnknownId { get; }

    /// <summary>What the model wants before a text, such as [CLS].</summary>
    IReadOnlyList<int> Prefix { get; }

    /// <summary>What it wants behind it.</summary>
    IReadOnlyList<int> Suffix { get; }

    /// <summary>Adds the tokens of a text, without <see cref="Prefix"/> and <see cref="Suffix"/>.</summary>
    /// <param name="text">UTF-8; what is no valid UTF-8 counts as U+FFFD.</param>
    /// <param name="tokens">Is added to.</param>
    void Encode(ReadOnlySpan<byte> text, List<int> tokens);
}
