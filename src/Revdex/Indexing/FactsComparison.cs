using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Indexing;

/// <summary>
/// Finds the blobs whose facts differ between two segments. A segment's bytes depend on its facts alone, so that the parts with the same
/// blobs are compared whole, and halved where they differ.
/// </summary>
/// <param name="theirs">A snapshot's.</param>
/// <param name="ours">Made here of the same blobs and maybe more.</param>
public sealed class FactsComparison(Segment theirs, Segment ours)
{
    /// <summary>More are not looked for: the snapshot is worth nothing.</summary>
    public const int DifferencesMax = 100;

    /// <summary>Compared at once, in memory: about 30 MB a side.</summary>
    private const int BlobsAtOnce = 4096;

    private readonly List<BlobKey> _differing = [];

    /// <summary>Blobs that a parser gave up on, there or here: no proof of anything.</summary>
    public int UndecidedCount { get; private set; }

    /// <summary>Those of the blobs, all in both segments, whose facts differ; the first <see cref="DifferencesMax"/>.</summary>
    /// <exception cref="InvalidDataException">A segment is damaged.</exception>
    public IReadOnlyList<BlobKey> Find(IEnumerable<BlobKey> blobs)
    {
        foreach (var chunk in blobs.Chunk(BlobsAtOnce))
        {
            Compare(theirs, ours, chunk);
        }

        return _differing;
    }

    private void Compare(Segment left, Segment right, ReadOnlySpan<BlobKey> blobs)
    {
        if (_differing.Count == DifferencesMax)
        {
            return;
        }

        var (leftBytes, rightBytes) = (Part(left, blobs), Part(right, blobs));
        if (leftBytes.AsSpan().SequenceEqual(rightBytes))
        {
            return;
        }

        using var leftPart = Segment.FromMemory(leftBytes, left.Name);
        using var rightPart = Segment.FromMemory(rightBytes, right.Name);
        if (blobs.Length == 1)
        {
            Add(blobs[0], leftPart, rightPart);
            return;
        }

        Compare(leftPart, rightPart, blobs[..(blobs.Length / 2)]);
        Compare(leftPart, rightPart, blobs[(blobs.Length / 2)..]);
    }

    private void Add(BlobKey key, Segment left, Segment right)
    {
        if (IsUndecided(left) || IsUndecided(right))
        {
            UndecidedCount++;
        }
        else
        {
            _differing.Add(key);
        }
    }

    private static bool IsUndecided(Segment one) => one.BlobCount == 1 && one.Blob(0).Skip is (SkipReason.Timeout or SkipReason.ParserCrashed);

    private static byte[] Part(Segment segment, ReadOnlySpan<BlobKey> blobs)
    {
        var wanted = new HashSet<(Oid, SegmentLanguage)>(blobs.Length);
        foreach (var (oid, language) in blobs)
        {
            wanted.Add((oid, new SegmentLanguage(language.Id, language.Fingerprint)));
        }

        return SegmentMerger.ToBytes([segment], (of, blob) => wanted.Contains((of.Blob(blob).Oid, of.Languages[of.LanguageOrdinal(blob)])));
    }
}
