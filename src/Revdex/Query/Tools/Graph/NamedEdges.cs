namespace Revdex.Query.Tools.Graph;

/// <summary>The calls of one name: those with one target by that, those that may mean several by what these are, since of a common name they are thousands.</summary>
internal sealed class NamedEdges
{
    private readonly Dictionary<SymbolSet, List<CallEdge>> _known = [];
    private readonly Dictionary<List<SymbolSet>, List<CallEdge>> _open = [];

    /// <param name="fitting">Equal for edges that may mean the same.</param>
    public void Add(in CallEdge edge, List<SymbolSet> fitting)
    {
        if (edge.Target is not null)
        {
            Add(_known, edge.Target, edge);
        }
        else
        {
            Add(_open, fitting, edge);
        }
    }

    /// <summary>In order of path, line and column.</summary>
    public List<CallEdge> Of(SymbolSet set)
    {
        var edges = new List<CallEdge>(_known.GetValueOrDefault(set, []));
        foreach (var (fitting, open) in _open)
        {
            if (fitting.Contains(set))
            {
                edges.AddRange(open);
            }
        }

        edges.Sort(static (a, b) => a.Site.CompareTo(b.Site));
        return edges;
    }

    private static void Add<TKey>(Dictionary<TKey, List<CallEdge>> to, TKey key, in CallEdge edge)
        where TKey : notnull
    {
        if (to.TryGetValue(key, out var edges))
        {
            edges.Add(edge);
        }
        else
        {
            to.Add(key, [edge]);
        }
    }
}
