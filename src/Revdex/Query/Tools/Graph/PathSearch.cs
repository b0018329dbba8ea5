using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// The shortest chain of calls between two symbols, sought breadth first from its end: who calls a name is one look-up. Of chains as short the first is
/// taken, in order of path and line from the end on.
/// </summary>
internal sealed class PathSearch(CallGraph graph, int depthMax, int setsMax)
{
    /// <summary>What ambiguous calls are made on is read in their files: of so many.</summary>
    private const int ReadMax = 2_000;

    /// <summary>The call by which each visited set leads on towards the end.</summary>
    private readonly Dictionary<SymbolSet, (CallEdge Edge, SymbolSet Next)> _onwards = [];

    private int _readCount;

    /// <summary>There was no room for all that calls the end.</summary>
    public bool IsCut { get; private set; }

    /// <summary>The steps from the first to the last; null where no chain of at most so many calls leads there.</summary>
    /// <param name="from">Any of these.</param>
    /// <param name="weakest">Calls known less well are not followed.</param>
    /// <param name="isNamed">Of ambiguous calls only those are followed that are made on what is named like the target's type.</param>
    public List<GraphRow>? Find(IReadOnlySet<SymbolRef> from, IReadOnlyList<SymbolSet> to, Known weakest, bool isNamed = false)
    {
        _onwards.Clear();
        var (visited, walked) = (to.ToHashSet(), new HashSet<List<SymbolSet>>());
        for (var (depth, sets) = (1, to); depth <= depthMax && sets.Count > 0; depth++)
        {
            var callers = new SortedSet<SymbolRef>();
            foreach (var (edge, set) in isNamed ? sets.SelectMany(Named) : graph.Into(sets, weakest, walked))
            {
                if (from.Contains(edge.From))
                {
                    return Steps(edge, set);
                }

                if (graph.IsWalkedOn(edge.From) && graph.Sets.Of(edge.From) is { } caller && visited.Count < setsMax && visited.Add(caller))
                {
                    _onwards.Add(caller, (edge, set));
                    callers.Add(edge.From);
                }
            }

            IsCut |= visited.Count >= setsMax;
            sets = [.. callers.Select(graph.Sets.Of).OfType<SymbolSet>()];
        }

        return null;
    }

    private IEnumerable<(CallEdge Edge, SymbolSet Set)> Named(SymbolSet set) =>
        graph.Into([set], Known.Ambiguous, []).Where(e => e.Edge.Known < Known.Ambiguous || (_readCount++ < ReadMax && graph.IsNamedLikeOwner(e.Edge.Site, set)));

    private List<GraphRow> Steps(CallEdge edge, SymbolSet target)
    {
        var rows = new List<GraphRow> { new() { Node = edge.From, Depth = 0, Uses = 0 } };
        while (true)
        {
            var (isLast, onwards) = (!_onwards.TryGetValue(target, out var next), next);
            var node = isLast ? graph.Told(target) : onwards.Edge.From;
            rows.Add(new GraphRow
            {
                Node = node,
                Depth = rows.Count,
                Known = edge.Known,
                Candidates = edge.Candidates,
                Role = edge.Role,
                Via = rows[^1].Node,
                ViaLine = edge.Line,
            });
            if (isLast)
            {
                return rows;
            }

            (edge, target) = onwards;
        }
    }
}
