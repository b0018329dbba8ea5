namespace Revdex.Segments;

/// <summary>Which blobs of which segments a merge keeps, in the order of the result, and what numbers they get. Eight bytes a blob.</summary>
internal sealed class MergePlan
{
    private readonly IReadOnlyList<Segment> _segments;
    private readonly int[][] _ordinals;
    private readonly List<Source> _kept = [];

    public MergePlan(IReadOnlyList<Segment> segments, Func<Segment, int, bool> keep)
    {
        _segments = segments;
        NewBlobs = [.. segments.Select(segment => KeptOf(segment, keep))];
        Languages = [.. UsedLanguages().Distinct().Order()];
        _ordinals = [.. segments.Select(segment => segment.Languages.Select(l => Array.BinarySearch(Languages, l)).ToArray())];
        Merge();
    }

    /// <summary>Those that kept blobs are in, in stored order.</summary>
    public SegmentLanguage[] Languages { get; }

    /// <summary>For each segment and blob its number in the result; -1 where it is left out.</summary>
    public int[][] NewBlobs { get; }

    /// <summary>The kept blobs in the result's order.</summary>
    public IReadOnlyList<Source> Kept => _kept;

    public BlobRecord Record(Source source)
    {
        var record = _segments[source.Segment].Blob(source.Blob);
        return new BlobRecord
        {
            Oid = record.Oid,
            LanguageOrdinal = _ordinals[source.Segment][record.LanguageOrdinal],
            Skip = record.Skip,
            HasParseErrors = record.HasParseErrors,
            SizeBytes = record.SizeBytes,
            SymbolCount = record.SymbolCount,
            OccurrenceCount = record.OccurrenceCount,
            FactsLength = record.FactsLength,
        };
    }

    private static int[] KeptOf(Segment segment, Func<Segment, int, bool> keep)
    {
        var blobs = new int[segment.BlobCount];
        for (var blob = 0; blob < blobs.Length; blob++)
        {
            blobs[blob] = keep(segment, blob) ? 0 : -1;
        }

        return blobs;
    }

    private IEnumerable<SegmentLanguage> UsedLanguages()
    {
        for (var i = 0; i < _segments.Count; i++)
        {
            var segment = _segments[i];
            var used = new bool[segment.Languages.Count];
            for (var blob = 0; blob < segment.BlobCount; blob++)
            {
                if (NewBlobs[i][blob] >= 0)
                {
                    used[segment.Blob(blob).LanguageOrdinal] = true;
                }
            }

            foreach (var language in segment.Languages.Where((_, ordinal) => used[ordinal]))
            {
                yield return language;
            }
        }
    }

    private void Merge()
    {
        var cursors = new int[_segments.Count];
        var heap = new MergeHeap<ByKey>(cursors.Length, new ByKey(this, cursors));
        for (var segment = 0; segment < cursors.Length; segment++)
        {
            if (SkipLeftOut(segment, cursors))
            {
                heap.Add(segment);
            }
        }

        while (heap.Count > 0)
        {
            var segment = heap.Least;
            Add(new Source(segment, cursors[segment]));
            cursors[segment]++;
            if (SkipLeftOut(segment, cursors))
            {
                heap.LeastMoved();
            }
            else
            {
                heap.RemoveLeast();
            }
        }
    }

    private bool SkipLeftOut(int segment, int[] cursors)
    {
        var newBlobs = NewBlobs[segment];
        ref var cursor = ref cursors[segment];
        while (cursor < newBlobs.Length && newBlobs[cursor] < 0)
        {
            cursor++;
        }

        return cursor < newBlobs.Length;
    }

    /// <summary>Of one key in several segments, the one that was not skipped counts, then that of the first segment: the heap gives it first.</summary>
    private void Add(Source source)
    {
        if (_kept.Count > 0 && CompareKeys(_kept[^1], source) is var order and >= 0)
        {
            if (order > 0 || _kept[^1].Segment == source.Segment)
            {
                throw _segments[source.Segment].BlobError(source.Blob, "blobs do not ascend");
            }

            NewBlobs[source.Segment][source.Blob] = -1;
            return;
        }

        if (_kept.Count > 0 && _segments[_kept[0].Segment].OidLength != _segments[source.Segment].OidLength)
        {
            throw new ArgumentException("segments with object ids of two lengths");
        }

        NewBlobs[source.Segment][source.Blob] = _kept.Count;
        _kept.Add(source);
    }

    private int CompareKeys(Source left, Source right)
    {
        var (a, b) = (_segments[left.Segment], _segments[right.Segment]);
        return a.OidBytes(left.Blob).SequenceCompareTo(b.OidBytes(right.Blob)) is var order and not 0
            ? order
            : _ordinals[left.Segment][a.LanguageOrdinal(left.Blob)] - _ordinals[right.Segment][b.LanguageOrdinal(right.Blob)];
    }

    internal readonly record struct Source(int Segment, int Blob);

    private readonly struct ByKey(MergePlan plan, int[] cursors) : IComparer<int>
    {
        public int Compare(int x, int y)
        {
            var (left, right) = (new Source(x, cursors[x]), new Source(y, cursors[y]));
            if (plan.CompareKeys(left, right) is var order and not 0)
            {
                return order;
            }

            var bySkip = (int)plan._segments[x].Blob(left.Blob).Skip - (int)plan._segments[y].Blob(right.Blob).Skip;
            return bySkip != 0 ? bySkip : x - y;
        }
    }
}
