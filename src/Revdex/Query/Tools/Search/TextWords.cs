using System.Collections.Concurrent;
using Revdex.Extraction;
using Revdex.Git;

namespace Revdex.Query.Tools.Search;

/// <summary>
/// The words of files that have no facts (documents, data, a language that is not known), made when they are first asked for and kept by blob.
/// Safe for many threads.
/// </summary>
public sealed class TextWords
{
    /// <summary>What people write is smaller.</summary>
    private const int SizeMaxBytes = 1024 * 1024;

    /// <summary>Of all words together; files beyond are read again for each question.</summary>
    private const long KeptMaxBytes = 64 * 1024 * 1024;

    /// <summary>git's own rule for binary: a NUL in the first 8,000 bytes.</summary>
    private const int BinaryLookedAtBytes = 8_000;

    private readonly ConcurrentDictionary<Oid, byte[]> _known = new();
    private long _keptBytes;

    /// <summary>Groups as a segment's words table has them; null for what is no text or cannot be read.</summary>
    public ReadOnlyMemory<byte>? Of(QueryState state, int file)
    {
        if (!GitMode.IsFile(state.View.Mode(file)))
        {
            return null;
        }

        var oid = state.View.Oid(file);
        if (!_known.TryGetValue(oid, out var words))
        {
            words = Make(state, file);
            if (Interlocked.Add(ref _keptBytes, words.Length) <= KeptMaxBytes)
            {
                _known.TryAdd(oid, words);
            }
        }

        return words.Length == 0 ? null : words;
    }

    private static unsafe byte[] Make(QueryState state, int file)
    {
        if (state.ReadContent(file) is not { } content || !IsText(content.Span))
        {
            return [];
        }

        fixed (byte* bytes = content.Span)
        {
            return new WordCollector().Of(bytes, content.Length);
        }
    }

    /// <summary>Whether it is worth searching.</summary>
    internal static bool IsText(ReadOnlySpan<byte> content) =>
        content.Length is > 0 and <= SizeMaxBytes && !content[..Math.Min(content.Length, BinaryLookedAtBytes)].Contains((byte)0);
}
