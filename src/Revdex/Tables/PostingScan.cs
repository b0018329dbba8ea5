using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// Goes through one posting table of each segment, in order of segment, key, blob, file and place. The hits of one key are decoded
/// at a time, so that memory is bounded by the most used name.
/// </summary>
internal abstract class PostingScan<TRow>(BlobFiles files, TextArena texts, TableKind kind, NameFilter? filter, TableColumn<TRow>[] columns) : RowScan<TRow>(columns)
    where TRow : struct, allows ref struct
{
    private readonly Segment[] _segments = [.. files.Segments];
    private readonly List<PostingHit> _hits = [];
    private int _next;
    private int _segment = -1;
    private List<(int Start, int End)> _ranges = [];
    private int _range;
    private int _key;
    private FixedText _keyText;

    protected Segment SegmentOf(int segment) => _segments[segment];

    protected sealed override bool MoveNext(out TRow row)
    {
        while (_next == _hits.Count)
        {
            if (!MoveToNextKey())
            {
                row = default;
                return false;
            }

            LoadKey();
        }

        row = RowOf(_segment, _hits[_next++], _keyText);
        return true;
    }

    /// <summary>Adds the hits of the run a posting stands at, all for one file.</summary>
    protected abstract void Collect(in PostingReader posting, int file, List<PostingHit> hits);

    protected abstract TRow RowOf(int segment, PostingHit hit, FixedText key);

    private bool MoveToNextKey()
    {
        _key++;
        while (_range >= _ranges.Count || _key >= _ranges[_range].End)
        {
            if (++_range >= _ranges.Count && !MoveToNextSegment())
            {
                return false;
            }

            _key = _range < _ranges.Count ? _ranges[_range].Start : 0;
        }

        return true;
    }

    private bool MoveToNextSegment()
    {
        if (++_segment >= _segments.Length)
        {
            return false;
        }

        _ranges = NameFilter.RangesIn(_segments[_segment].Table(kind), filter);
        _range = 0;
        return true;
    }

    private void LoadKey()
    {
        _hits.Clear();
        _next = 0;
        var table = _segments[_segment].Table(kind);
        var postings = table.Postings(_key);
        while (postings.MoveNext())
        {
            foreach (var file in files.Of(_segment, postings.Blob))
            {
                Collect(in postings, file, _hits);
            }
        }

        _keyText = _hits.Count == 0 ? default : texts.Valid(table.Key(_key));
    }
}
