using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Finds a type's member by its name, its own or an inherited one. Base types outside of the view are taken to have nothing of the name.</summary>
internal sealed class TypeMembers(StateFacts facts, SymbolSets sets, LexicalScope lexical, RustResolver rust, Func<UseSite, SymbolSet?> prove, Func<SymbolSet, (SymbolSet? Type, bool IsKnown, bool IsOneOf)> aliased)
{
    /// <summary>Of a chain of base types; longer ones have loops in them.</summary>
    private const int DepthMax = 16;

    private readonly Dictionary<SymbolSet, List<SymbolSet>> _bases = [];

    /// <summary>Of the type, or of the only one of its bases that has one; null where several may be meant.</summary>
    public SymbolSet? Of(SymbolSet type, Candidates candidates) => FamilyOf(type) == "rust" ? rust.Members.Of(type, candidates) : Of(type, candidates, 0).Member;

    /// <summary>What the type inherits.</summary>
    public SymbolSet? OfBases(SymbolSet type, Candidates candidates) => OfBases(type, candidates, 0).Member;

    /// <returns>Not known: several may be meant. No member, and known: there is none.</returns>
    private (SymbolSet? Member, bool IsKnown) Of(SymbolSet type, Candidates candidates, int depth, bool isBase = false)
    {
        if (type.Parts.Count > 0)
        {
            return OfParts(type, candidates, depth);
        }

        if (candidates.OwnedBy(type.Key) is not { Count: > 0 } own)
        {
            return IsAlias(type) ? OfAlias(type, candidates, depth, isBase) : OfBases(type, candidates, depth);
        }

        if (IsAlias(type) && aliased(type).IsOneOf)
        {
            return (null, false);
        }

        // Functions of dynamic languages hide what they override, and values those of C#'s bases; other values that a base declares too are the base's, and overloads are of both.
        var (family, isCallable) = (FamilyOf(type), own.Only is { IsCallable: true });
        var member = own.Only is not null && (family is "csharp" or "java" ? family == "csharp" && !isCallable : isCallable) ? own.Only
            : lexical.MemberOf(type.Key, type.Name, family, candidates);
        return (member, member is not null);
    }

    /// <summary>The member that all of them have which have one of the name: only those are meant where it is used.</summary>
    private (SymbolSet? Member, bool IsKnown) OfParts(SymbolSet type, Candidates candidates, int depth)
    {
        SymbolSet? found = null;
        foreach (var part in type.Parts)
        {
            var (member, isKnown) = depth < DepthMax ? Of(part, candidates, depth + 1) : default;
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
    private (SymbolSet? Member, bool IsKnown) OfAlias(SymbolSet type, Candidates candidates, int depth, bool isBase)
    {
        var (meant, isKnown, _) = depth < DepthMax ? aliased(type) : default;
        return meant is not null ? Of(meant, candidates, depth + 1, isBase) : (null, isKnown || isBase);
    }

    private (SymbolSet? Member, bool IsKnown) OfBases(SymbolSet type, Candidates candidates, int depth)
    {
        var found = new Dictionary<SymbolSet, SymbolSet>();
        foreach (var basis in depth < DepthMax ? BasesOf(type) : [])
        {
            var (member, isKnown) = Of(basis, candidates, depth + 1, isBase: true);
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

    /// <summary>Whether a value's type derives from that of another.</summary>
    private bool Hides(SymbolSet member, SymbolSet other) =>
        member != other && !member.IsCallable && FamilyOf(member) == "csharp" && OwnerOf(member) is { } type && OwnerOf(other) is { } basis && Derives(type, basis, 0);

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
