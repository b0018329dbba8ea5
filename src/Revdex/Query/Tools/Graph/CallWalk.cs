using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Walks calls from some sets: towards their callers, or towards what they call.</summary>
/// <param name="weakest">Edges known less well are not walked.</param>
internal sealed class CallWalk(CallGraph graph, int depthMax, Known weakest, int rowsMax)
{
    /// <summary>Of a call that may mean more, the name alone is told: a list of all that have it is no answer.</summary>
    private const int TargetsMax = 8;

    /// <summary>Reached only because what was asked for, or calls it, overrides it.</summary>
    private readonly HashSet<SymbolSet> _overridden = [];

    private readonly GraphWalk<SymbolRef> _walk = new(rowsMax, graph.Facts.Cancellation, isByKnown: true);

    public GraphWalk<SymbolRef> Result => _walk;

    /// <summary>Calls of names that nothing in the view defines, or that nothing of a fitting kind has.</summary>
    public int Undefined { get; private set; }

    /// <summary>Names that more than <see cref="TargetsMax"/> definitions have: they are not walked on from.</summary>
    public SortedDictionary<string, GraphRow> Unclear { get; } = new(StringComparer.Ordinal);

    /// <param name="starts">What is called.</param>
    public void Callers(IReadOnlyList<SymbolSet> starts)
    {
        var visited = starts.ToHashSet();
        Callers(graph.Dispatch.WithAbove(starts, visited, _overridden), visited, 1);
    }

    /// <summary>Of a name that nothing in the view defines: the calls of it, then callers of what holds them.</summary>
    public void CallersOfUndefined(string name)
    {
        foreach (var edge in graph.IntoUndefined(name).Where(e => e.Known <= weakest))
        {
            AddCaller(edge, null, 1);
        }

        var visited = new HashSet<SymbolSet>();
        Callers(Onwards(_walk.EndLevel(), visited), visited, 2);
    }

    /// <param name="starts">What calls.</param>
    public void Callees(IReadOnlyList<SymbolRef> starts)
    {
        var visited = starts.ToHashSet();
        for (var (depth, nodes) = (1, starts); depth <= depthMax && nodes.Count > 0 && !_walk.IsCut; depth++)
        {
            foreach (var node in nodes)
            {
                foreach (var row in graph.Dispatch.Below(node, weakest))
                {
                    _walk.Add(row.Node!.Value, row with { Depth = depth });
                }

                foreach (var site in graph.CallsOf(node))
                {
                    AddCallees(site, node, depth);
                }
            }

            nodes = [.. _walk.EndLevel().SelectMany(Bodies).Where(visited.Add)];
        }
    }

    private void Callers(IEnumerable<SymbolSet> sets, HashSet<SymbolSet> visited, int depth)
    {
        var walked = new HashSet<List<SymbolSet>>();
        for (; depth <= depthMax && !_walk.IsCut; depth++)
        {
            foreach (var (edge, set) in graph.Into(sets, weakest, walked, new Room(_walk).IsFull))
            {
                if (!(_overridden.Contains(set) && graph.Dispatch.IsOfBase(edge.Site)))
                {
                    AddCaller(edge, graph.Told(set), depth);
                }
            }

            var reached = _walk.EndLevel();
            if (reached.Count == 0)
            {
                return;
            }

            sets = Onwards(reached, visited);
        }
    }

    /// <summary>Ends the search for edges once they reach more than a walk has room for: it will be cut.</summary>
    private sealed class Room(GraphWalk<SymbolRef> walk)
    {
        private readonly HashSet<SymbolRef> _reached = [];
        private int _counted;

        public bool IsFull(List<(CallEdge Edge, SymbolSet Set)> edges)
        {
            for (; _counted < edges.Count; _counted++)
            {
                if (!walk.HasReached(edges[_counted].Edge.From))
                {
                    _reached.Add(edges[_counted].Edge.From);
                }
            }

            return walk.IsFullWith(_reached.Count);
        }
    }

    /// <summary>What to walk on from, found as it is asked for: where a walk is cut, of most nothing is.</summary>
    private IEnumerable<SymbolSet> Onwards(List<SymbolRef> reached, HashSet<SymbolSet> visited) =>
        graph.Dispatch.WithAbove(reached.Where(graph.IsWalkedOn).Select(graph.Sets.Of).OfType<SymbolSet>().Where(visited.Add), visited, _overridden);

    private void AddCaller(in CallEdge edge, SymbolRef? via, int depth) => _walk.Add(edge.From, new GraphRow
    {
        Node = edge.From,
        Depth = depth,
        Known = edge.Known,
        Candidates = edge.Candidates,
        Role = edge.Role,
        Via = via,
        ViaLine = edge.Line,
        Line = edge.Line,
    });

    private void AddCallees(in UseSite site, SymbolRef node, int depth)
    {
        var (resolution, fitting) = graph.Resolve(site);
        var row = new GraphRow { Depth = depth, Known = resolution.Known, Candidates = resolution.Candidates, Via = node, ViaLine = site.Line };
        if (resolution.Known > weakest)
        {
            return;
        }

        if (fitting.Count == 0)
        {
            Undefined += site.Role == OccurrenceRole.Call ? 1 : 0;
        }
        else if (resolution.Target is null && fitting.Count > TargetsMax)
        {
            Unclear[site.Name] = Unclear.TryGetValue(site.Name, out var known) ? known with { Uses = known.Uses + 1 } : row with { Name = site.Name };
        }
        else
        {
            foreach (var set in resolution.Target is { } target ? [target] : fitting)
            {
                _walk.Add(graph.Told(set), row with { Node = graph.Told(set) });
            }
        }
    }

    /// <summary>What runs when a symbol is called: all overloads, since which one is not known; of a type its constructors and initializers.</summary>
    private IEnumerable<SymbolRef> Bodies(SymbolRef node)
    {
        var set = graph.Sets.Of(node);
        return (set?.Members ?? [node]).SelectMany(m => graph.Facts.Symbol(m).IsType ? ConstructorsOf(m) : [m]);
    }

    private IEnumerable<SymbolRef> ConstructorsOf(SymbolRef type)
    {
        var symbols = graph.Facts.Symbols(type.File);
        return Enumerable.Range(type.Symbol, symbols.Count - type.Symbol)
            .TakeWhile(i => i == type.Symbol || symbols.IsWithin(i, type.Symbol))
            .Where(i => i == type.Symbol || (symbols[i].Container == type.Symbol && symbols[i].Kind is SymbolKind.Constructor or SymbolKind.Field))
            .Select(i => new SymbolRef(type.File, i));
    }
}
