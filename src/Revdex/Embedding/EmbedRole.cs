namespace Revdex.Embedding;

/// <summary>What a text is; some models were trained with another prefix for each.</summary>
internal enum EmbedRole
{
    /// <summary>What is searched.</summary>
    Passage,

    /// <summary>What is asked.</summary>
    Query,
}
