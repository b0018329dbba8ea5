namespace Revdex.Embedding;

/// <summary>The chunks of one blob in order of their start, with the text of each that is embedded.</summary>
internal sealed class BlobChunks(Chunk[] chunks, ReadOnlyMemory<byte>[] texts, bool isCut)
{
    public static readonly BlobChunks None = new([], [], false);

    public ReadOnlySpan<Chunk> Chunks => chunks;

    /// <summary>UTF-8, one for each chunk; never empty.</summary>
    public ReadOnlyMemory<byte>[] Texts => texts;

    /// <summary>The blob has more than <see cref="ChunkRules.ChunksMax"/>; its end is in none.</summary>
    public bool IsCut => isCut;
}
