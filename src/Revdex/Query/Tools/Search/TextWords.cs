using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query.Freshness;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// The words of files that have no facts (documents, data, a language that is not known), made when they are first asked for and kept by blob.
/// Safe for many threads.
/// </summary>
public sealed class TextWords
{
    /// <summary>Of all words together; files beyond are read again for each question.</summary>
    private const long KeptMaxBytes = 64 * 1024 * 1024;

    /// <summary>Blobs that are larger than what is indexed, which a blob is for good: no question reads them again.</summary>
    private static readonly ConcurrentDictionary<Oid, bool> TooLarge = new();

    private readonly ConcurrentDictionary<Oid, byte[]> _known = new();
    private long _keptBytes;

    /// <summary>Groups as a segment's words table has them, none for what is no text; null where the file cannot be searched (<see cref="TryRead"/>).</summary>
    public ReadOnlyMemory<byte>? Of(QueryState state, int file)
    {
        var oid = state.View.Oid(file);
        if (_known.TryGetValue(oid, out var known))
        {
            return known;
        }

        if (!TryRead(state, file, out var content))
        {
            return null; // Not remembered: it may be there the next time.
        }

        var words = Make(content.Span);
        if (Interlocked.Add(ref _keptBytes, words.Length) <= KeptMaxBytes)
        {
            _known.TryAdd(oid, words);
        }

        return words;
    }

    /// <summary>The text of a file, empty where it is binary. False where it is not to be had, or larger than what is indexed: the answer has to say so.</summary>
    /// <param name="into">As <see cref="QueryState.ReadContent(int, ReadBuffer)"/>.</param>
    internal static bool TryRead(QueryState state, int file, out ReadOnlyMemory<byte> content, ReadBuffer? into = null)
    {
        content = default;
        var oid = state.View.Oid(file);
        if (TooLarge.ContainsKey(oid) || state.ReadContent(file, into) is not { } read)
        {
            return false;
        }

        content = BlobScreening.IsBinary(read.Span) ? default : read;
        if (content.Length > Limits.BlobSizeMaxBytes)
        {
            TooLarge.TryAdd(oid, true);
            return false;
        }

        return true;
    }

    private static unsafe byte[] Make(ReadOnlySpan<byte> content)
    {
        fixed (byte* bytes = content)
        {
            return new WordCollector().Of(bytes, content.Length);
        }
    }
}
