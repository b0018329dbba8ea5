using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Who calls whom, found as it is walked.</summary>
internal sealed class CallGraph(TargetResolver resolver, IProgress<WorkProgress>? progress)
{
    private static readonly List<SymbolSet> NothingFits = [];

    private readonly Dictionary<(string Name, string Family, bool IsValue), NamedEdges> _into = [];
    private readonly Dictionary<int, ILookup<int, UseSite>> _calls = [];

    public StateFacts Facts => resolver.Facts;

    public SymbolSets Sets => resolver.Sets;

    public TargetResolver Resolver => resolver;

    public Dispatch Dispatch { get; } = new(resolver);

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
            Facts.Cancellation.ThrowIfCancellationRequested();
            Named(set.Name, Facts.Symbols(set.Members[0].File).Language.Family, IsValueOnly(set)).AddTo(edges, set, weakest, walked);
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
        Facts.Sites(name).Where(s => s.Role == OccurrenceRole.Call).Select(s => new CallEdge(OwnerOf(s), s, null, Known.Ambiguous, 0));

    /// <summary>The calls that a symbol makes itself, and its attributes, in order of line.</summary>
    public IEnumerable<UseSite> CallsOf(SymbolRef symbol)
    {
        if (!_calls.TryGetValue(symbol.File, out var calls))
        {
            var symbols = Facts.Symbols(symbol.File);
            _calls.Add(symbol.File, calls = Facts.CallsIn(symbol.File).Concat(Facts.AttributesIn(symbol.File)).Order().ToLookup(s => symbols.OwnerOf(s.Enclosing)));
        }

        return calls[symbol.Symbol];
    }

    /// <summary>What a call may mean, by its own name or, where the file imports it as another's, by that.</summary>
    public (Resolution Resolution, List<SymbolSet> Fitting) Resolve(in UseSite site)
    {
        if (resolver.Said(site, null) is { } said)
        {
            return (said, said.Target is null ? NothingFits : [said.Target]);
        }

        if (Renamed(site) is var (real, renamed) && real.Known == Known.Resolved)
        {
            return (real, renamed);
        }

        var name = resolver.MeantName(site);
        var fitting = resolver.Fitting(site, name);
        return fitting.Count > 0 ? (resolver.Resolve(site, name, fitting), fitting) : (real, renamed);
    }

    /// <summary>See <see cref="SymbolSets.Told"/>.</summary>
    public SymbolRef Told(SymbolSet set) => resolver.Sets.Told(set);

    public SymbolRef OwnerOf(in UseSite site) => new(site.File, Facts.Symbols(site.File).OwnerOf(site.Enclosing));

    /// <summary>
    /// Whether a call is made on something that is named like the type which has the set, as a variable, field or property mostly is: <c>_parser.Parse()</c>
    /// of <c>Parser</c> or <c>IParser</c>. It proves nothing.
    /// </summary>
    public bool IsNamedLikeOwner(in UseSite site, SymbolSet set)
    {
        var receiver = WithoutSign(LastName(Facts.Receiver(site).Text));
        var owner = LastName(set.OwnerFullName);
        return receiver.Length > 0 && (owner.Equals(receiver, StringComparison.OrdinalIgnoreCase)
            || (owner is ['I', >= 'A' and <= 'Z', ..] && owner[1..].Equals(receiver, StringComparison.OrdinalIgnoreCase)));
    }

    /// <summary>A property's readers run it, and a hardware module runs in whatever instantiates it; of a field, a type or a file nothing is walked on from.</summary>
    public bool IsWalkedOn(SymbolRef node) =>
        !node.IsFile && (Facts.Symbol(node) is { IsWalkedOn: true } || (Facts.Symbol(node).IsType && Facts.Symbols(node.File).Language.RunsWhereItIsMade));

    public static bool IsValueOnly(SymbolSet set) => set is { IsValue: true, IsCallable: false, IsType: false };

    /// <summary>Of <c>this.Model.parser!</c> <c>parser</c>; empty where a call or index is the last.</summary>
    private static ReadOnlySpan<char> LastName(ReadOnlySpan<char> chain)
    {
        chain = chain.TrimEnd("?!");
        var start = chain.Length;
        while (start > 0 && (char.IsLetterOrDigit(chain[start - 1]) || chain[start - 1] == '_'))
        {
            start--;
        }

        return chain[start..];
    }

    /// <summary>Without what some put before the names of fields.</summary>
    private static ReadOnlySpan<char> WithoutSign(ReadOnlySpan<char> name) => (name.StartsWith("m_") ? name[2..] : name).TrimStart('_');

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
        progress?.Report(new WorkProgress("walk", _into.Count, 0, "names"));
        var sites = Facts.Sites(name, withAttributes: true);
        foreach (var site in sites)
        {
            Add(edges, site, name, family, isValue);
        }

        foreach (var file in sites.Where(s => s.Role == OccurrenceRole.Import).Select(s => s.File).Distinct().ToList())
        {
            foreach (var alias in Aliases(file, name))
            {
                foreach (var site in Facts.Sites(alias).Where(s => s.File == file))
                {
                    Add(edges, site, name, family, isValue);
                }
            }
        }
    }

    private void Add(NamedEdges edges, UseSite site, string name, string family, bool isValue)
    {
        var isAsked = site.Role is OccurrenceRole.Call or OccurrenceRole.Attribute || (isValue && site.Role is OccurrenceRole.Read or OccurrenceRole.Write);
        if (!isAsked || Facts.Symbols(site.File).Language.Family != family)
        {
            return;
        }

        if (resolver.Said(site, resolver.Sets.Of(name, family)) is { } said)
        {
            AddSaid(edges, site, name, said);
            return;
        }

        if (site.Name == name && Renamed(site).Resolution.Known == Known.Resolved)
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

    /// <summary>What a compiler says to be another's is no edge of the name.</summary>
    private void AddSaid(NamedEdges edges, UseSite site, string name, Resolution said)
    {
        if (said.Target is { } target && target.Name == name)
        {
            edges.Add(new CallEdge(OwnerOf(site), site, target, said.Known, said.Candidates), NothingFits);
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

    private IEnumerable<string> Aliases(int file, string name) => Facts.Imports(file)
        .Where(i => i.Alias.Length > 0 && i.Alias != name && (i.Name == name || (i.Name.Length == 0 && i.ModuleTail == name))).Select(i => i.Alias).Distinct();
}
