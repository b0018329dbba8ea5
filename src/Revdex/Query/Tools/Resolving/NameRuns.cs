using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Resolving;

/// <summary>The uses of one name by the file that they are in: one pass over its postings, for many look-ups.</summary>
internal sealed class NameRuns
{
    private readonly Dictionary<(Segment Segment, int Blob), (int Key, int At)> _runs = [];

    public NameRuns(QueryState state, string name)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Occurrences);
            var key = table.Find(utf8);
            var postings = key < 0 ? default : table.Postings(key);
            while (key >= 0 && postings.MoveNext())
            {
                _runs.Add((mounted.Segment, postings.Blob), (key, postings.CountedStart));
            }
        }
    }

    public int Count => _runs.Count;

    /// <summary>The uses in a blob, in order; none where it has none.</summary>
    public OccurrenceRunReader In(Segment segment, int blob) =>
        _runs.TryGetValue((segment, blob), out var run) ? segment.Table(TableKind.Occurrences).Postings(run.Key).RunAt(run.At) : default;
}
