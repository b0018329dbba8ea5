using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query;

/// <summary>
/// Facts made here, for blobs that no snapshot covers: small segments in memory, the newest last. Not safe for several threads: the
/// shelf locks.
/// </summary>
internal sealed class Overlay(LanguageSet languages) : IDisposable
{
    /// <summary>With a snapshot's segments at most about eight are mounted, which look-ups pay for one by one.</summary>
    public const int SegmentsMax = 4;

    private const int GrowthFactor = 2;

    private readonly SegmentLanguage[] _languages = [.. languages.All.Select(language => new SegmentLanguage(language.Id, language.Fingerprint))];
    private readonly List<Segment> _segments = [];
    private int _made;

    public IReadOnlyList<Segment> Segments => _segments;

    public bool IsCrowded => _segments.Count > SegmentsMax;

    public long SizeBytes => _segments.Sum(segment => segment.SizeBytes);

    /// <summary>The facts as a segment to <see cref="Add"/>; needs no lock.</summary>
    public Segment Make(IReadOnlyCollection<BlobFacts> facts) =>
        Segment.FromMemory(SegmentWriter.ToBytes(facts, _languages), $"overlay-{Interlocked.Increment(ref _made)}");

    public void Add(Segment segment) => _segments.Add(segment);

    /// <summary>
    /// What to merge: the two smallest, and from there on each that is not much larger than what is merged already. So sizes stay about
    /// a factor apart, and a blob is copied a few times at most.
    /// </summary>
    public List<Segment> ToMerge()
    {
        var result = new List<Segment>();
        long sizeBytes = 0;
        foreach (var segment in _segments.OrderBy(segment => segment.SizeBytes))
        {
            if (result.Count >= 2 && segment.SizeBytes > sizeBytes * GrowthFactor)
            {
                break;
            }

            result.Add(segment);
            sizeBytes += segment.SizeBytes;
        }

        return result;
    }

    /// <summary>The kept blobs of some segments as one; needs no lock, but leases. Null where none is kept.</summary>
    public Segment? Merge(IReadOnlyList<Segment> segments, Func<Segment, int, bool> keep)
    {
        var merged = Segment.FromMemory(SegmentMerger.ToBytes(segments, keep), $"overlay-{Interlocked.Increment(ref _made)}");
        if (merged.BlobCount > 0)
        {
            return merged;
        }

        merged.Dispose();
        return null;
    }

    public void Replace(List<Segment> old, Segment? merged)
    {
        _segments.RemoveAll(old.Contains);
        if (merged is not null)
        {
            _segments.Insert(0, merged);
        }

        old.ForEach(segment => segment.Dispose());
    }

    public void Dispose()
    {
        _segments.ForEach(segment => segment.Dispose());
        _segments.Clear();
    }
}
