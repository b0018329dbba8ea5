using System.Text;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>What can follow the beginning of a path or of a symbol's name.</summary>
public static class Completions
{
    /// <summary>Files and folders (which end in '/') one level below what is written, in order.</summary>
    /// <param name="max">At most so many.</param>
    public static IReadOnlyList<string> OfPath(QueryState state, ReadOnlySpan<byte> prefix, int max)
    {
        var view = state.View;
        var found = new List<string>();
        var file = view.Find(prefix);
        for (file = file < 0 ? ~file : file; file < view.Count && found.Count < max && view.Path(file).StartsWith(prefix);)
        {
            var path = view.Path(file);
            var slash = path[prefix.Length..].IndexOf((byte)'/');
            found.Add(GitPath.Display(slash < 0 ? path : path[..(prefix.Length + slash + 1)]));
            file = slash < 0 ? file + 1 : view.Under(path[..(prefix.Length + slash)]).End;
        }

        return found;
    }

    /// <summary>Names of symbols that begin so, in order of their bytes.</summary>
    /// <param name="max">At most so many.</param>
    public static IReadOnlyList<string> OfName(QueryState state, ReadOnlySpan<byte> prefix, int max)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var mounted in state.Segments)
        {
            var table = mounted.Segment.Table(TableKind.Definitions);
            var (start, end) = table.PrefixRange(prefix);
            for (var (key, taken) = (start, 0); key < end && taken < max; key++)
            {
                if (Names.IsLive(mounted, table, key))
                {
                    found.Add(Encoding.UTF8.GetString(table.Key(key)));
                    taken++;
                }
            }
        }

        return [.. found.Take(max)];
    }
}
