using Revdex.Embedding;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Embedded;

/// <summary>Which chunks a blob has, whoever embeds it: an index of a commit, or a reader for an edited file. Two that cut otherwise would make vectors of the same blob that differ.</summary>
internal static class BlobCutting
{
    /// <summary>None for what was not extracted, which is not read then, and for a blob without facts that is no text of people's.</summary>
    /// <param name="segment">With the blob's facts; null: it has no language, and is cut as mere text.</param>
    /// <param name="read">Its text, which of a document is made; null where it is not to be had.</param>
    /// <returns>Null where the text is not to be had.</returns>
    public static BlobChunks? Of(Segment? segment, int blob, Func<ReadOnlyMemory<byte>?> read)
    {
        if (segment is not null && segment.Blob(blob).Skip != SkipReason.None)
        {
            return BlobChunks.None;
        }

        return read() is not { } text ? null
            : segment is not null ? Chunker.Of(text.Span, segment.Facts(blob))
            : BlobScreening.Screen(text.Span) == SkipReason.None ? Chunker.Of(text.Span, new FactsMessage([])) : BlobChunks.None;
    }
}
