using Revdex.Query.Tools.Resolving;

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

    /// <summary>Those of one set of the name, in no order; what may mean several is the first one's that is asked for.</summary>
    public void AddTo(List<(CallEdge Edge, SymbolSet Set)> edges, SymbolSet set, Known weakest, HashSet<List<SymbolSet>> walked)
    {
        AddRange(edges, _known.GetValueOrDefault(set, []), set, weakest);
        foreach (var (fitting, open) in weakest < Known.Ambiguous ? [] : _open)
        {
            if (!walked.Contains(fitting) && fitting.Contains(set))
            {
                walked.Add(fitting);
                AddRange(edges, open, set, weakest);
            }
        }
    }

    private static void AddRange(List<(CallEdge Edge, SymbolSet Set)> to, List<CallEdge> edges, SymbolSet set, Known weakest)
    {
        foreach (var edge in edges)
        {
            if (edge.Known <= weakest)
            {
                to.Add((edge, set));
            }
        }
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
