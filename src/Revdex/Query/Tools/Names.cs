using System.Text;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>What the names of a state are, all segments together.</summary>
internal static class Names
{
    /// <summary>Some file of the view defines or uses the name. What segments have of other files does not count: an answer must not hang on where facts lie.</summary>
    public static bool IsKnown(QueryState state, ReadOnlySpan<byte> name) => IsKnown(state, TableKind.Definitions, name) || IsKnown(state, TableKind.Occurrences, name);

    /// <summary>The defined name that is spelled most alike, the first of several in order of their bytes, or null.</summary>
    public static string? Nearest(QueryState state, ReadOnlySpan<byte> name)
    {
        var least = Spelling.EditsMax(name.Length) + 1;
        ReadOnlySpan<byte> nearest = default;
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Definitions);
            for (var key = 0; key < table.KeyCount; key++)
            {
                var edits = Spelling.Distance(name, table.Key(key), nearest.IsEmpty ? least - 1 : least);
                if ((edits < least || (edits == least && table.Key(key).SequenceCompareTo(nearest) < 0)) && IsLive(mounted, table, key))
                {
                    least = edits;
                    nearest = table.Key(key);
                }
            }
        }

        return nearest.IsEmpty ? null : Encoding.UTF8.GetString(nearest);
    }

    private static bool IsKnown(QueryState state, TableKind kind, ReadOnlySpan<byte> name)
    {
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(kind);
            if (table.Find(name) is >= 0 and var key && IsLive(mounted, table, key))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some file of the view has the key.</summary>
    public static bool IsLive(MountedSegment mounted, PostingTable table, int key)
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
