using Revdex.Facts;

namespace Revdex.Embedding;

/// <summary>Bytes and facts of a blob → its chunks: a pure function, so that chunks are right in every commit that has the blob.</summary>
internal static class Chunker
{
    /// <param name="content">Text; of a binary blob, or one that was skipped as minified, nobody wants chunks.</param>
    /// <param name="facts">Of the blob; empty for a text without: it is cut at its lines.</param>
    public static BlobChunks Of(ReadOnlySpan<byte> content, FactsMessage facts)
    {
        if (content.Length > Limits.BlobSizeMaxBytes)
        {
            return BlobChunks.None;
        }

        var tree = SymbolTree.Of(content, facts);
        var ranges = ChunkCutter.Cut(content, tree, out var isCut);
        var chunks = new Chunk[ranges.Count];
        var texts = new ReadOnlyMemory<byte>[ranges.Count];
        var (line, at) = (1, 0);
        for (var i = 0; i < chunks.Length; i++)
        {
            var range = ranges[i];
            var symbol = range.Node < 0 ? -1 : tree[range.Node].Symbol;
            var text = ChunkText.Of(content, facts, symbol, range);
            line = range.Start >= at ? line + content[at..range.Start].Count((byte)'\n') : line - content[range.Start..at].Count((byte)'\n');
            at = range.Start;
            var endLine = line + content[at..(range.End - 1)].Count((byte)'\n');
            (chunks[i], texts[i]) = (new Chunk(ChunkText.Key(text), range.Start, range.End, line, endLine, symbol), text);
        }

        return new BlobChunks(chunks, texts, isCut);
    }
}
