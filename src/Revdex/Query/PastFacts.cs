using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query;

/// <summary>
/// Facts messages of blobs that are in no view: versions that history is asked about. Taken from the segments that happen to have them, else made from git's
/// objects, and kept while they are used. Safe for many threads.
/// </summary>
internal sealed class PastFacts(ContentReader contents, Func<Oid, Language, ReadOnlyMemory<byte>, CancellationToken, Task<BlobFacts>> extract)
{
    /// <summary>A page of one symbol's history and the page after it look at the same versions; a message is about a tenth of its source.</summary>
    private const int KeptMaxBytes = 4 * 1024 * 1024;

    private readonly ConcurrentDictionary<Language, ContentCache> _kept = new();

    /// <summary>The content of a blob; null where it is missing or too large to have facts.</summary>
    public Task<ReadOnlyMemory<byte>?> ContentAsync(Oid oid, CancellationToken cancellationToken) => ContentAsync(oid, Limits.BlobSizeMaxBytes, cancellationToken);

    private async Task<ReadOnlyMemory<byte>?> ContentAsync(Oid oid, int sizeMaxBytes, CancellationToken cancellationToken) =>
        await contents.CatFile.ReadAsync(oid, sizeMaxBytes, cancellationToken).ConfigureAwait(false) is { IsLeftOut: false } content ? content.Bytes : null;

    /// <summary>The facts message of a blob; null where it has none: it is missing, too large, or was skipped.</summary>
    /// <exception cref="RevdexException">Facts cannot be made, for no fault of the blob.</exception>
    public async Task<ReadOnlyMemory<byte>?> MessageAsync(QueryState state, Oid oid, Language language, CancellationToken cancellationToken)
    {
        var kept = _kept.GetOrAdd(language, static _ => new ContentCache(KeptMaxBytes));
        if (kept.TryGet(oid, out var known))
        {
            return known;
        }

        var message = InSegments(state, oid, language);
        if (message is null && await ContentAsync(oid, language.SizeMaxBytes, cancellationToken).ConfigureAwait(false) is { } content)
        {
            message = (await extract(oid, language, content, cancellationToken).ConfigureAwait(false)).Message;
        }

        if (message is not { Length: > 0 } made)
        {
            return null;
        }

        kept.Add(oid, made);
        return made;
    }

    /// <summary>Copied: the segment may go while the message is in use.</summary>
    private static ReadOnlyMemory<byte>? InSegments(QueryState state, Oid oid, Language language)
    {
        foreach (var mounted in state.Segments)
        {
            var segment = mounted.Segment;
            var ordinal = segment.OidLength == oid.Length ? segment.FindLanguage(language.Id, language.Fingerprint) : -1;
            if (ordinal >= 0 && segment.TryFindBlob(oid, ordinal, out var blob) && segment.Message(blob) is { IsEmpty: false } message)
            {
                return message.ToArray();
            }
        }

        return null;
    }
}
