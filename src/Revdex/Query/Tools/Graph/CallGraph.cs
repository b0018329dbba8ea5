using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Who calls whom, found as it is walked.</summary>
internal sealed class CallGraph(StateFacts facts, TargetResolver resolver)
{
    private static readonly List<SymbolSet> NothingFits = [];

    private readonly Dictionary<(string Name, string Family, bool IsValue), NamedEdges> _into = [];
    private readonly Dictionary<int, ILookup<int, UseSite>> _calls = [];

    public StateFacts Facts => facts;

    public SymbolSets Sets => resolver.Sets;

    public TargetResolver Resolver => resolver;

    /// <summary>The uses that are, or may be, calls of these sets; of a property or field also its reads and writes. In order of path and line.</summary>
    /// <param name="weakest">Uses known less well are left out.</param>
    /// <param name="walked">What may mean several is given once for all of them: remembers which.</param>
    /// <param name="isFull">Asked after each set, with the edges so far: whether those of further sets are not wanted.</param>
    public List<(CallEdge Edge, SymbolSet Set)> Into(
        IEnumerable<SymbolSet> sets, Known weakest, HashSet<List<SymbolSet>> walked, Func<List<(CallEdge Edge, SymbolSet Set)>, bool>? isFull = null)
    {
        var edges = new List<(CallEdge Edge, SymbolSet Set)>();
        foreach (var set in sets)
        {
            facts.Cancellation.ThrowIfCancellationRequested();
            Named(set.Name, facts.Symbols(set.Members[0].File).Language.Family, IsValueOnly(set)).AddTo(edges, set, weakest, walked);
            if (isFull is not null && isFull(edges))
            {
                break;
            }
        }

        edges.Sort(static (a, b) => a.Edge.Site.CompareTo(b.Edge.Site));
        return edges;
    }

    /// <summary>The uses of a name that nothing in the view defines: in order, all ambiguous.</summary>
    public IEnumerable<CallEdge> IntoUndefined(string name) =>
        facts.Sites(name).Where(s => s.Role == OccurrenceRole.Call).Select(s => new CallEdge(OwnerOf(s), s, null, Known.Ambiguous, 0));

    /// <summary>The calls that a symbol makes itself, in order of line.</summary>
    public IEnumerable<UseSite> CallsOf(SymbolRef symbol)
    {
        if (!_calls.TryGetValue(symbol.File, out var calls))
        {
            var symbols = facts.Symbols(symbol.File);
            _calls.Add(symbol.File, calls = facts.CallsIn(symbol.File).ToLookup(s => symbols.OwnerOf(s.Enclosing)));
        }

        return calls[symbol.Symbol];
    }

    /// <summary>What a call may mean, by its own name or, where the file imports it as another's, by that.</summary>
    public (Resolution Resolution, List<SymbolSet> Fitting) Resolve(in UseSite site)
    {
        if (Renamed(site) is var (real, renamed) && real.Known == Known.Resolved)
        {
            return (real, renamed);
        }

        var fitting = resolver.Fitting(site, site.Name);
        return fitting.Count > 0 ? (resolver.Resolve(site, site.Name, fitting), fitting) : (real, renamed);
    }

    /// <summary>See <see cref="SymbolSets.Told"/>.</summary>
    public SymbolRef Told(SymbolSet set) => resolver.Sets.Told(set);

    public SymbolRef OwnerOf(in UseSite site) => new(site.File, facts.Symbols(site.File).OwnerOf(site.Enclosing));

    public static bool IsValueOnly(SymbolSet set) => set is { IsValue: true, IsCallable: false, IsType: false };

    private NamedEdges Named(string name, string family, bool isValue)
    {
        if (!_into.TryGetValue((name, family, isValue), out var edges))
        {
            _into.Add((name, family, isValue), edges = new NamedEdges());
            Fill(edges, name, family, isValue);
        }

        return edges;
    }

    private void Fill(NamedEdges edges, string name, string family, bool isValue)
    {
        var sites = facts.Sites(name);
        foreach (var site in sites)
        {
            Add(edges, site, name, family, isValue);
        }

        foreach (var file in sites.Where(s => s.Role == OccurrenceRole.Import).Select(s => s.File).Distinct().ToList())
        {
            foreach (var alias in Aliases(file, name))
            {
                foreach (var site in facts.Sites(alias).Where(s => s.File == file))
                {
                    Add(edges, site, name, family, isValue);
                }
            }
        }
    }

    private void Add(NamedEdges edges, UseSite site, string name, string family, bool isValue)
    {
        var isAsked = site.Role == OccurrenceRole.Call || (isValue && site.Role is OccurrenceRole.Read or OccurrenceRole.Write);
        if (!isAsked || facts.Symbols(site.File).Language.Family != family || (site.Name == name && Renamed(site).Resolution.Known == Known.Resolved))
        {
            return;
        }

        var fitting = resolver.Fitting(site, name);
        if (fitting.Count > 0)
        {
            var (known, target, candidates) = resolver.Resolve(site, name, fitting);
            edges.Add(new CallEdge(OwnerOf(site), site, target, known, candidates), fitting);
        }
    }

    /// <summary>What a use means if its file imports something else under its name.</summary>
    private (Resolution Resolution, List<SymbolSet> Fitting) Renamed(in UseSite site)
    {
        if (!resolver.IsRenamed(site))
        {
            return (new Resolution(Known.Ambiguous, null, 0), NothingFits);
        }

        foreach (var name in resolver.RealNames(site))
        {
            var fitting = resolver.Fitting(site, name);
            if (fitting.Count > 0)
            {
                return (resolver.Resolve(site, name, fitting), fitting);
            }
        }

        return (new Resolution(Known.Ambiguous, null, 0), NothingFits);
    }

    private IEnumerable<string> Aliases(int file, string name) => facts.Imports(file)
        .Where(i => i.Alias.Length > 0 && i.Alias != name && (i.Name == name || (i.Name.Length == 0 && i.ModuleTail == name))).Select(i => i.Alias).Distinct();
}
