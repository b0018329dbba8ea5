using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>The members of Rust types: what they declare, what their <c>impl</c> blocks anywhere define, and what the traits of these have.</summary>
/// <param name="named">The type that a name means where it stands.</param>
internal sealed class RustMembers(StateFacts facts, SymbolSets sets, RustCode code, Func<UseSite, SymbolSet?> named)
{
    /// <summary>Traits of traits, and names of names.</summary>
    private const int DepthMax = 16;

    /// <summary>Blocks of one name that are looked into.</summary>
    private const int BlocksMax = 1_000;

    private readonly Dictionary<SymbolRef, SymbolSet?> _typeOf = [];
    private readonly Dictionary<SymbolSet, List<SymbolRef>> _blocks = [];
    private readonly Dictionary<SymbolSet, List<SymbolSet>> _traits = [];
    private readonly Dictionary<(SymbolSet Type, Candidates Candidates), SymbolSet?> _members = [];

    /// <summary>The type that a block is of, or that a symbol is; null where it is not known.</summary>
    public SymbolSet? TypeOf(SymbolRef symbol)
    {
        var own = facts.Symbol(symbol);
        if (own.Kind != SymbolKind.Implementation)
        {
            return own.IsType ? sets.Of(symbol) : null;
        }

        if (!_typeOf.TryGetValue(symbol, out var type))
        {
            _typeOf.Add(symbol, null);
            var column = facts.Symbols(symbol.File).NameColumn(symbol.Symbol);
            _typeOf[symbol] = type = named(new UseSite(own.Name, symbol.File, own.Line, column, OccurrenceRole.Type, false, own.Container));
        }

        return type;
    }

    /// <summary>The type that an alias is a name of; what is none is itself, and null what is not known.</summary>
    public SymbolSet? Meant(SymbolSet type)
    {
        for (var depth = 0; depth < DepthMax && IsAlias(type); depth++)
        {
            if (Aliased(type.Members[0]) is not { } next)
            {
                return null;
            }

            type = next;
        }

        return type;
    }

    private bool IsAlias(SymbolSet type) => type.IsTypeName && facts.Symbol(type.Members[0]).Kind == SymbolKind.TypeAlias;

    private SymbolSet? Aliased(SymbolRef alias)
    {
        var (own, text) = (facts.Symbol(alias), facts.Text(alias.File));
        var tokens = code.Tokens(alias.File);
        var at = tokens.At(facts.PlaceOf(alias));
        var next = at < 0 ? -1 : tokens.AfterArguments(at + 1);
        if (next < 0 || !tokens.IsMark(next, "="u8) || TypeSyntax.StartingAt(tokens, next + 1) is not { IsKnown: true, IsValue: false } source)
        {
            return null;
        }

        var (line, column) = text.PlaceOf(tokens[source.Token].Start);
        return named(new UseSite(tokens.Text(source.Token), alias.File, line, column, OccurrenceRole.Type, tokens.Is(source.Token - 1, "::"u8), own.Container));
    }

    /// <summary>The one member that a name means, the type's own before those of its traits; null where there is none, or several may be meant.</summary>
    public SymbolSet? Of(SymbolSet type, Candidates candidates)
    {
        if (!_members.TryGetValue((type, candidates), out var member))
        {
            _members.Add((type, candidates), member = Meant(type) is { } meant ? Find(meant, candidates, 0).Member : null);
        }

        return member;
    }

    private (SymbolSet? Member, bool IsKnown) Find(SymbolSet type, Candidates candidates, int depth)
    {
        var owners = Blocks(type).Select(sets.KeyOf).Append(type.Key).ToHashSet();
        List<SymbolSet> own = [.. candidates.Sets.Where(s => owners.Contains(s.Owner) && IsOf(s, type))];
        own = own.Count > 1 && own.FindAll(s => !IsOfTrait(s)) is { Count: > 0 } inherent ? inherent : own;
        if (own.Count > 0)
        {
            return own is [var only] ? (only, true) : (null, false);
        }

        var found = new HashSet<SymbolSet>();
        foreach (var trait in depth < DepthMax ? Traits(type) : [])
        {
            var (member, isKnown) = Find(trait, candidates, depth + 1);
            if (!isKnown)
            {
                return (null, false);
            }

            if (member is not null)
            {
                found.Add(member);
            }
        }

        return found.Count > 1 ? (null, false) : (found.FirstOrDefault(), true);
    }

    /// <summary>Blocks of another type by the same name may stand in the same module.</summary>
    private bool IsOf(SymbolSet member, SymbolSet type) => BlockOf(member) is not { } block || TypeOf(block) == type;

    private bool IsOfTrait(SymbolSet member) => BlockOf(member) is { } block && facts.Symbol(block).Qualifier.Length > 0;

    private SymbolRef? BlockOf(SymbolSet member)
    {
        var first = member.Members[0];
        return facts.Symbol(first).Container is >= 0 and var container && facts.Symbols(first.File)[container].Kind == SymbolKind.Implementation ? new SymbolRef(first.File, container) : null;
    }

    private List<SymbolRef> Blocks(SymbolSet type)
    {
        if (!_blocks.TryGetValue(type, out var blocks))
        {
            _blocks.Add(type, blocks = []);
            foreach (var definition in facts.Definitions(type.Name).Where(d => facts.Symbol(d).Kind == SymbolKind.Implementation).Take(BlocksMax))
            {
                if (TypeOf(definition) == type)
                {
                    blocks.Add(definition);
                }
            }
        }

        return blocks;
    }

    /// <summary>What its blocks implement; of a trait what it demands.</summary>
    private List<SymbolSet> Traits(SymbolSet type)
    {
        if (!_traits.TryGetValue(type, out var traits))
        {
            _traits.Add(type, traits = []);
            foreach (var declared in Blocks(type).Concat(type.Members))
            {
                foreach (var site in facts.BasesIn(declared.File).Where(s => s.Enclosing == declared.Symbol))
                {
                    if (named(site) is { IsTypeName: true } trait && trait != type && !traits.Contains(trait))
                    {
                        traits.Add(trait);
                    }
                }
            }
        }

        return traits;
    }
}
