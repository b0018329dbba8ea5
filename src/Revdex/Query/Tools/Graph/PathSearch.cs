using Revdex.Facts;
using Revdex.Query.Tools.Resolving;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Graph;

/// <summary>
/// The shortest chain of calls between two symbols, sought breadth first from its end: who calls a name is one look-up. Of chains as short the first is
/// taken, in order of path and line from the end on.
/// </summary>
internal sealed class PathSearch(CallGraph graph, int depthMax, int setsMax)
{
    /// <summary>What ambiguous calls are made on is read in their files: of so many.</summary>
    private const int ReadMax = 2_000;

    /// <summary>The calls by which each visited set leads on towards the end: of each overload that does the first.</summary>
    private readonly Dictionary<SymbolSet, List<(CallEdge Edge, SymbolSet Next)>> _onwards = [];

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
                if (!overridden.Contains(level[i]) || _onwards.ContainsKey(level[i]))
                {
                    continue; // An overload of it that calls has led there once more.
                }

                var steps = Dispatched(level[i], level[i - 1]);
                if (steps.FindIndex(s => from.Contains(s.Edge.From)) is >= 0 and var first)
                {
                    return Steps(steps[first].Edge, steps[first].Next);
                }

                _onwards.Add(level[i], steps);
            }

            foreach (var (edge, set) in isNamed ? level.SelectMany(Named) : graph.Into(level, weakest, walked))
            {
                if (_onwards.ContainsKey(set) && OnwardsOf(set, edge) is null)
                {
                    continue;
                }

                if (from.Contains(edge.From))
                {
                    return Steps(edge, set);
                }

                if (graph.IsWalkedOn(edge.From) && graph.Sets.Of(edge.From) is { } caller && visited.Count < setsMax && (visited.Add(caller) || IsOtherOverload(caller, edge.From)))
                {
                    _onwards.TryAdd(caller, []);
                    _onwards[caller].Add((edge, set));
                    callers.Add(edge.From);
                }
            }

            IsCut |= visited.Count >= setsMax;
            sets = [.. callers.Select(graph.Sets.Of).OfType<SymbolSet>().Distinct()];
        }

        return null;
    }

    /// <summary>A step of its own, from each overload that is overridden: what is called runs what overrides it. Where none has the parameters as written (<c>Run(T)</c>) it is from all.</summary>
    /// <param name="before">What overrides it, or what that one overrides as well.</param>
    private List<(CallEdge Edge, SymbolSet Next)> Dispatched(SymbolSet overridden, SymbolSet before)
    {
        var next = _onwards.TryGetValue(before, out var same) && same[0].Edge.Role == OccurrenceRole.Implements ? same[0].Next : before;
        var (file, line) = (next.Members[0].File, graph.Facts.Symbol(next.Members[0]).Line);
        var site = new UseSite(next.Name, file, line, 0, OccurrenceRole.Implements, HasReceiver: false, -1);
        var exact = graph.Facts.Symbols(file).Language.Id == "csharp" ? overridden.Members.FindAll(member => CSharpCalls.IsHidden(graph.Facts, member, next)) : [];
        return [.. (exact.Count > 0 ? exact : overridden.Members).Select(member => (new CallEdge(member, site, next, Known.Resolved, 1), next))];
    }

    /// <summary>A set that was reached by another overload is walked on from once more: what calls that one does not call this one.</summary>
    private bool IsOtherOverload(SymbolSet set, SymbolRef member) =>
        set.Members.Count > 1 && graph.Facts.Symbols(member.File).Language.Id == "csharp" && _onwards.TryGetValue(set, out var steps) && !steps.Exists(s => s.Edge.From == member);

    /// <summary>How a called set leads on: by the first overload that takes such a call; null where none that leads on does, or the set is the end.</summary>
    private (CallEdge Edge, SymbolSet Next)? OnwardsOf(SymbolSet set, in CallEdge call)
    {
        foreach (var step in _onwards.TryGetValue(set, out var steps) ? steps : [])
        {
            var isDispatched = step.Edge.Role == OccurrenceRole.Implements;
            if (call.Role != OccurrenceRole.Call || (CSharpCalls.MayRun(graph.Facts, call.Site, step.Edge.From) && !(isDispatched && graph.Dispatch.IsOfBase(call.Site))))
            {
                return step;
            }
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
            var onwards = OnwardsOf(target, edge);
            var node = onwards?.Edge.From ?? graph.Told(target);
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
            if (onwards is not { } next)
            {
                return rows;
            }

            (edge, target) = next;
        }
    }
}
