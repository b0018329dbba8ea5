using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// Goes through one posting table of each segment, in order of segment, key, blob, file and place. The hits of one key are decoded
/// at a time, so that memory is bounded by the most used name.
/// </summary>
internal abstract class PostingScan<TRow>(BlobFiles files, TextArena texts, TableKind kind, TableColumn<TRow>[] columns) : RowScan<TRow>(columns)
    where TRow : struct, allows ref struct
{
    private readonly List<PostingHit> _hits = [];
    private int _next;
    private int _segment;
    private int _key = -1;
    private FixedText _keyText;

    protected BlobFiles Files => files;

    protected sealed override bool MoveNext(out TRow row)
    {
        while (_next == _hits.Count)
        {
            if (!LoadNextKey())
            {
                row = default;
                return false;
            }
        }

        row = RowOf(_hits[_next++], _keyText);
        return true;
    }

    /// <summary>Adds the hits of the run a posting stands at, all for one file.</summary>
    protected abstract void Collect(in PostingReader posting, int segment, int file, List<PostingHit> hits);

    protected abstract TRow RowOf(PostingHit hit, FixedText key);

    private bool LoadNextKey()
    {
        _hits.Clear();
        _next = 0;
        while (_segment < files.Segments.Count && ++_key >= files.Segments[_segment].Table(kind).KeyCount)
        {
            _segment++;
            _key = -1;
        }

        if (_segment == files.Segments.Count)
        {
            return false;
        }

        var table = files.Segments[_segment].Table(kind);
        var postings = table.Postings(_key);
        while (postings.MoveNext())
        {
            foreach (var file in files.Of(_segment, postings.Blob))
            {
                Collect(in postings, _segment, file, _hits);
            }
        }

        _keyText = _hits.Count == 0 ? default : texts.Valid(table.Key(_key));
        return true;
    }
}
