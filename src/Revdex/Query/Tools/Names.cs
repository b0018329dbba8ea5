using System.Text;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>What the names of a state are, all segments together.</summary>
internal static class Names
{
    /// <summary>Some segment has the name, defined or used. Files that are not in the view may count: a hint, not an answer.</summary>
    public static bool IsKnown(QueryState state, ReadOnlySpan<byte> name)
    {
        foreach (var mounted in state.Segments)
        {
            if (mounted.Segment.Table(TableKind.Definitions).Find(name) >= 0 || mounted.Segment.Table(TableKind.Occurrences).Find(name) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The defined name that is spelled most alike, or null.</summary>
    public static string? Nearest(QueryState state, ReadOnlySpan<byte> name)
    {
        var least = Spelling.EditsMax(name.Length) + 1;
        string? nearest = null;
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Definitions);
            for (var key = 0; key < table.KeyCount && least > 1; key++)
            {
                var edits = Spelling.Distance(name, table.Key(key), least - 1);
                if (edits < least && Names.IsLive(mounted, table, key))
                {
                    (least, nearest) = (edits, Encoding.UTF8.GetString(table.Key(key)));
                }
            }
        }

        return nearest;
    }

    private static bool IsLive(MountedSegment mounted, PostingTable table, int key)
    {
        var postings = table.Postings(key);
        while (postings.MoveNext())
        {
            if (!mounted.FilesOf(postings.Blob).IsEmpty)
            {
                return true;
            }
        }

        return false;
    }
}
