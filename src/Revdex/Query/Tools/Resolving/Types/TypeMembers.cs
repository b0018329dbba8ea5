using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Finds a type's member by its name, its own or an inherited one. Base types outside of the view are taken to have nothing of the name.</summary>
internal sealed class TypeMembers(StateFacts facts, SymbolSets sets, LexicalScope lexical, RustResolver rust, Func<UseSite, SymbolSet?> prove)
{
    /// <summary>Of a chain of base types; longer ones have loops in them.</summary>
    private const int DepthMax = 16;

    private readonly Dictionary<SymbolSet, List<SymbolSet>> _bases = [];

    /// <summary>What TypeScript's names for other types mean: as <see cref="TypeAliases.Of"/>.</summary>
    public Func<SymbolSet, (SymbolSet? Type, bool IsKnown, bool IsOneOf)> Aliased { get; set; } = _ => default;

    /// <summary>Of the type, or of the only one of its bases that has one; null where several may be meant.</summary>
    public SymbolSet? Of(SymbolSet type, in UseSite site, Candidates candidates) => Find(type, site, candidates).Member;

    /// <summary>What the type inherits.</summary>
    public SymbolSet? OfBases(SymbolSet type, in UseSite site, Candidates candidates) => OfBases(type, site, candidates, 0).Member;

    /// <returns>Not known: several may be meant. No member, and known: there is none.</returns>
    public (SymbolSet? Member, bool IsKnown) Find(SymbolSet type, in UseSite site, Candidates candidates) => Find(type, site, candidates, 0);

    private (SymbolSet? Member, bool IsKnown) Find(SymbolSet type, in UseSite site, Candidates candidates, int depth, bool isBase = false)
    {
        if (type.Parts.Count > 0)
        {
            return OfParts(type, site, candidates, depth);
        }

        if (FamilyOf(type) == "rust")
        {
            return rust.Members.Of(type, candidates) is { } found ? (found, true) : (null, false);
        }

        if (candidates.OwnedBy(type.Key) is not { Count: > 0 } own)
        {
            return IsAlias(type) ? OfAlias(type, site, candidates, depth, isBase) : OfBases(type, site, candidates, depth);
        }

        if (IsAlias(type) && Aliased(type).IsOneOf)
        {
            return (null, false);
        }

        if (FamilyOf(type) == "csharp")
        {
            return own.Only is null ? (null, false) : OfCSharp(type, own.Only, site, candidates, depth);
        }

        // Functions of dynamic languages hide what they override; other values that a base declares too are the base's, and overloads are of both.
        var (family, isCallable) = (FamilyOf(type), own.Only is { IsCallable: true });
        var member = own.Only is not null && family != "java" && isCallable ? own.Only : lexical.MemberOf(type.Key, type.Name, family, candidates);
        return (member, member is not null);
    }

    /// <summary>The member that all of them have which have one of the name: only those are meant where it is used.</summary>
    private (SymbolSet? Member, bool IsKnown) OfParts(SymbolSet type, in UseSite site, Candidates candidates, int depth)
    {
        SymbolSet? found = null;
        foreach (var part in type.Parts)
        {
            var (member, isKnown) = depth < DepthMax ? Find(part, site, candidates, depth + 1) : default;
            if (!isKnown || (found is not null && member is not null && member != found))
            {
                return (null, false);
            }

            found ??= member;
        }

        return (found, true);
    }

    private bool IsAlias(SymbolSet type) => FamilyOf(type) == "js" && facts.Symbol(type.Members[0]).Kind == SymbolKind.TypeAlias;

    /// <summary>A base that is not read is taken to have nothing of the name.</summary>
    private (SymbolSet? Member, bool IsKnown) OfAlias(SymbolSet type, in UseSite site, Candidates candidates, int depth, bool isBase)
    {
        var (meant, isKnown, _) = depth < DepthMax ? Aliased(type) : default;
        return meant is not null ? Find(meant, site, candidates, depth + 1, isBase) : (null, isKnown || isBase);
    }

    /// <summary>Values hide what bases have of the name; methods that can be called so hide those of bases that they override.</summary>
    private (SymbolSet? Member, bool IsKnown) OfCSharp(SymbolSet type, SymbolSet own, in UseSite site, Candidates candidates, int depth)
    {
        if (candidates.Sets.Count == 1 || (!own.IsCallable && IsSeen(type, own, site)))
        {
            return (own, true);
        }

        var (inherited, isKnown) = OfBases(type, site, candidates, depth);
        var chosen = !isKnown ? null : inherited is not { IsCallable: true } ? own
            : !IsSeen(type, own, site) ? inherited : CSharpCalls.Choose(facts, site, own, inherited);
        return (chosen, chosen is not null);
    }

    /// <summary>What is protected is seen in its type and in those that derive from it.</summary>
    private bool IsSeen(SymbolSet type, SymbolSet own, in UseSite site)
    {
        if (!CSharpCalls.IsSeen(facts, site, own) || !own.Members.TrueForAll(IsProtected))
        {
            return CSharpCalls.IsSeen(facts, site, own);
        }

        var symbols = facts.Symbols(site.File);
        for (var at = symbols.TypeAround(symbols.Around(site)); at >= 0; at = symbols[at].Container < 0 ? -1 : symbols.TypeAround(symbols[at].Container))
        {
            if (sets.Of(new SymbolRef(site.File, at)) is { } around && (around == type || Derives(around, type, 0)))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsProtected(SymbolRef member) =>
        facts.Signature(member) is var signature && signature.Contains("protected ", StringComparison.Ordinal) && !signature.Contains("internal ", StringComparison.Ordinal);

    private (SymbolSet? Member, bool IsKnown) OfBases(SymbolSet type, in UseSite site, Candidates candidates, int depth)
    {
        var found = new Dictionary<SymbolSet, SymbolSet>();
        foreach (var basis in depth < DepthMax ? BasesOf(type) : [])
        {
            var (member, isKnown) = Find(basis, site, candidates, depth + 1, isBase: true);
            if (!isKnown)
            {
                return (null, false);
            }

            if (member is not null)
            {
                found[member] = basis;
            }
        }

        // What one base hides of another's is hidden on every way to it; of methods there are overloads.
        var left = found.Count > 1 ? found.Keys.Where(m => !found.Keys.Any(other => Hides(other, m))).ToList() : [.. found.Keys];
        return left.Count > 1 ? (null, false) : (left.FirstOrDefault(), true);
    }

    /// <summary>Whether a member's type derives from that of another, and the member takes its place.</summary>
    private bool Hides(SymbolSet member, SymbolSet other) =>
        member != other && FamilyOf(member) == "csharp" && OwnerOf(member) is { } type && OwnerOf(other) is { } basis && Derives(type, basis, 0)
        && (!member.IsCallable || !other.IsCallable || CSharpCalls.Hides(facts, member, other));

    private SymbolSet? OwnerOf(SymbolSet member)
    {
        var first = member.Members[0];
        return facts.Symbols(first.File).TypeAround(first.Symbol) is >= 0 and var type ? sets.Of(new SymbolRef(first.File, type)) : null;
    }

    private bool Derives(SymbolSet type, SymbolSet from, int depth) => depth < DepthMax && BasesOf(type).Exists(b => b == from || Derives(b, from, depth + 1));

    private List<SymbolSet> BasesOf(SymbolSet type)
    {
        if (_bases.TryGetValue(type, out var bases))
        {
            return bases;
        }

        var family = FamilyOf(type);
        _bases.Add(type, bases = []);
        foreach (var member in type.Members)
        {
            var isInterface = facts.Symbol(member).Kind == SymbolKind.Interface;
            foreach (var site in facts.BasesIn(member.File))
            {
                if (site.Enclosing == member.Symbol && prove(site) is { IsTypeName: true } basis && basis != type
                    && (family != "csharp" || isInterface || facts.Symbol(basis.Members[0]).Kind != SymbolKind.Interface))
                {
                    bases.Add(basis);
                }
            }
        }

        return bases;
    }

    private string FamilyOf(SymbolSet type) => facts.Symbols(type.Members[0].File).Language.Family;
}
