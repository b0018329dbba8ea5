namespace Revdex.Embedding.Tokenizing;

/// <summary>Cuts one piece of text, mostly a word, into tokens.</summary>
internal interface ITokenModel
{
    /// <summary>-1: none.</summary>
    int UnknownId { get; }

    /// <summary>The highest token and one.</summary>
    int Size { get; }

    void Encode(string piece, List<int> tokens);
}
