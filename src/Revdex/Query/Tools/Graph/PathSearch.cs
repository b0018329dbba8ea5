using Revdex.Facts;
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
        var overridden = new HashSet<SymbolSet>();
        for (var (depth, sets) = (1, to); depth <= depthMax && sets.Count > 0; depth++)
        {
            var callers = new SortedSet<SymbolRef>();
            List<SymbolSet> level = [.. graph.Dispatch.WithAbove(sets, visited, overridden)];
            for (var i = 1; i < level.Count; i++)
            {
                if (!overridden.Contains(level[i]))
                {
                    continue;
                }

                var step = Dispatched(level[i], level[i - 1]);
                if (from.Contains(step.Edge.From))
                {
                    return Steps(step.Edge, step.Next);
                }

                _onwards.Add(level[i], step);
            }

            foreach (var (edge, set) in isNamed ? level.SelectMany(Named) : graph.Into(level, weakest, walked))
            {
                if (overridden.Contains(set) && graph.Dispatch.IsOfBase(edge.Site))
                {
                    continue;
                }

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

    /// <summary>A step of its own: what is called runs what overrides it.</summary>
    /// <param name="before">What overrides it, or what that one overrides as well.</param>
    private (CallEdge Edge, SymbolSet Next) Dispatched(SymbolSet overridden, SymbolSet before)
    {
        var next = _onwards.TryGetValue(before, out var same) && same.Edge.Role == OccurrenceRole.Implements ? same.Next : before;
        var (file, line) = (next.Members[0].File, graph.Facts.Symbol(next.Members[0]).Line);
        return (new CallEdge(overridden.Members[0], new UseSite(next.Name, file, line, 0, OccurrenceRole.Implements, HasReceiver: false, -1), next, Known.Resolved, 1), next);
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
