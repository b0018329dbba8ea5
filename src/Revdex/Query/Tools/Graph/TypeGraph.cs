using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>What derives from types, and what overrides their members.</summary>
internal sealed class TypeGraph(StateFacts facts, TargetResolver resolver, int depthMax, Known weakest, int rowsMax)
{
    private readonly GraphWalk<SymbolRef> _types = new(rowsMax, facts.Cancellation);
    private readonly GraphWalk<SymbolRef> _members = new(rowsMax, facts.Cancellation);
    private readonly Dictionary<SymbolRef, Known> _known = [];

    public GraphWalk<SymbolRef> Types => _types;

    public GraphWalk<SymbolRef> Members => _members;

    /// <summary>The types that name one of these as a base, those that name them, and so on.</summary>
    public void Implementations(IReadOnlyList<SymbolSet> starts)
    {
        var visited = starts.ToHashSet();
        for (var (depth, sets) = (1, starts); depth <= depthMax && sets.Count > 0; depth++)
        {
            foreach (var set in sets)
            {
                AddSubtypes(set, depth);
                AddStructural(set, depth);
            }

            sets = [.. _types.EndLevel().Select(resolver.Sets.Of).OfType<SymbolSet>().Where(visited.Add)];
        }
    }

    /// <summary>The members of the same name in what derives from their types, as deep as asked for. An edge is known as the weakest link between the types is.</summary>
    public void Overrides(IReadOnlyList<SymbolSet> members)
    {
        foreach (var member in members)
        {
            if (OwnerOf(resolver, member) is { } owner)
            {
                Implementations([owner]);
            }
        }

        foreach (var row in _types.Rows)
        {
            _known[row.Node!.Value] = Weakest(row); // A walk of types has nothing else.
        }

        foreach (var level in _types.Rows.GroupBy(r => r.Depth).OrderBy(g => g.Key))
        {
            foreach (var row in level)
            {
                AddMembers(row, members);
            }

            _members.EndLevel();
        }
    }

    private Known Weakest(GraphRow row) =>
        row.Via is { } via && _known.TryGetValue(via, out var before) && before > row.Known ? before : row.Known ?? Known.Ambiguous;

    /// <summary>The type that a set is a member of; null where it is of none.</summary>
    public static SymbolSet? OwnerOf(TargetResolver resolver, SymbolSet member)
    {
        var symbols = resolver.Facts.Symbols(member.Members[0].File);
        return OwnerNames(member).SelectMany(name => resolver.Sets.Of(name, symbols.Language.Family)).FirstOrDefault(s => s.IsTypeName && s.Key == member.Owner);
    }

    private static IEnumerable<string> OwnerNames(SymbolSet member) =>
        member.OwnerFullName is { Length: > 0 } owner ? [owner[(owner.LastIndexOf('.') + 1)..]] : [];

    private void AddSubtypes(SymbolSet set, int depth)
    {
        var family = facts.Symbols(set.Members[0].File).Language.Family;
        foreach (var site in facts.Sites(set.Name).Where(s => s.Role == OccurrenceRole.Implements))
        {
            var symbols = facts.Symbols(site.File);
            var type = symbols.TypeAround(site.Enclosing < symbols.Count ? site.Enclosing : -1);
            if (type < 0 || symbols.Language.Family != family)
            {
                continue;
            }

            var fitting = resolver.Fitting(site, set.Name);
            var (known, target, candidates) = resolver.Resolve(site, set.Name, fitting);
            if (known <= weakest && (target == set || (target is null && fitting.Contains(set))))
            {
                _types.Add(new SymbolRef(site.File, type), new GraphRow
                {
                    Node = new SymbolRef(site.File, type),
                    Depth = depth,
                    Known = known,
                    Candidates = candidates,
                    Role = site.Role,
                    Via = set.Members[0],
                    ViaLine = site.Line,
                });
            }
        }
    }

    /// <summary>In Go a type meets an interface by its methods: those whose names they all have.</summary>
    private void AddStructural(SymbolSet set, int depth)
    {
        var symbols = facts.Symbols(set.Members[0].File);
        if (weakest < Known.ByName || symbols.Language.Family != "go" || symbols[set.Members[0].Symbol].Kind != SymbolKind.Interface)
        {
            return;
        }

        var names = MethodsOf(facts, set.Members[0]);
        HashSet<string>? owners = null;
        foreach (var name in names)
        {
            var having = resolver.Sets.Of(name, "go").Where(s => facts.Symbol(s.Members[0]).Qualifier.Length > 0).Select(s => s.Owner);
            owners = owners is null ? [.. having] : [.. having.Where(owners.Contains)];
        }

        foreach (var type in (owners ?? []).SelectMany(TypesOf))
        {
            _types.Add(type, new GraphRow { Node = type, Depth = depth, Known = Known.ByName, Role = OccurrenceRole.Implements, Via = set.Members[0] });
        }
    }

    /// <summary>The names of an interface's methods.</summary>
    public static List<string> MethodsOf(StateFacts facts, SymbolRef type)
    {
        var symbols = facts.Symbols(type.File);
        return [.. Enumerable.Range(0, symbols.Count).Where(i => symbols[i].Container == type.Symbol && symbols[i].Kind == SymbolKind.Method).Select(i => symbols[i].Name)];
    }

    private IEnumerable<SymbolRef> TypesOf(string goOwner)
    {
        var full = goOwner[..goOwner.LastIndexOf('@')];
        return resolver.Sets.Of(full[(full.LastIndexOf('.') + 1)..], "go").Where(s => s.Key == goOwner).Select(s => s.Members[0]);
    }

    private void AddMembers(GraphRow type, IReadOnlyList<SymbolSet> members)
    {
        var node = type.Node!.Value; // A walk of types has nothing else.
        var symbols = facts.Symbols(node.File);
        var owner = resolver.Sets.KeyOf(node);
        foreach (var overridden in members)
        {
            var found = resolver.Sets.Of(overridden.Name, symbols.Language.Family)
                .SelectMany(s => s.Members.Where(m => m.File == node.File && facts.Symbol(m).Container == node.Symbol || (symbols.Language.Id != "rust" && s.Owner == owner)));
            foreach (var member in found.Where(m => !overridden.Members.Contains(m)))
            {
                _members.Add(member, type with { Node = member, Known = _known[node], Via = overridden.Members[0], ViaLine = 0 });
            }
        }
    }
}
