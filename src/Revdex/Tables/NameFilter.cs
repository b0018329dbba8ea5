using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>The names a statement can need of a table: these, and those that begin so. Others need not be scanned.</summary>
internal sealed class NameFilter(IReadOnlyList<byte[]> names, IReadOnlyList<byte[]> prefixes)
{
    /// <summary>Key indices as ranges, ascending and apart from each other; all of them without a filter.</summary>
    public static List<(int Start, int End)> RangesIn(PostingTable table, NameFilter? filter) =>
        filter is null ? [(0, table.KeyCount)] : Apart(filter.FoundIn(table));

    private List<(int Start, int End)> FoundIn(PostingTable table)
    {
        var found = new List<(int Start, int End)>();
        foreach (var name in names)
        {
            if (table.Find(name) is >= 0 and var key)
            {
                found.Add((key, key + 1));
            }
        }

        foreach (var prefix in prefixes)
        {
            found.Add(table.PrefixRange(prefix));
        }

        return found;
    }

    private static List<(int Start, int End)> Apart(List<(int Start, int End)> ranges)
    {
        ranges.Sort();
        var (apart, end) = (new List<(int Start, int End)>(), 0);
        foreach (var range in ranges)
        {
            var start = Math.Max(range.Start, end);
            if (start < range.End)
            {
                apart.Add((start, range.End));
                end = range.End;
            }
        }

        return apart;
    }
}
