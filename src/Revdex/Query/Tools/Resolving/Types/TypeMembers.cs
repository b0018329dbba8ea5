using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Finds a type's member by its name, its own or an inherited one. Base types outside of the view are taken to have nothing of the name.</summary>
internal sealed class TypeMembers(StateFacts facts, LexicalScope lexical, Func<UseSite, SymbolSet?> prove)
{
    /// <summary>Of a chain of base types; longer ones have loops in them.</summary>
    private const int DepthMax = 16;

    private readonly Dictionary<SymbolSet, List<SymbolSet>> _bases = [];

    /// <summary>Of the type, or of the only one of its bases that has one; null where several may be meant.</summary>
    public SymbolSet? Of(SymbolSet type, Candidates candidates) => Of(type, candidates, 0);

    /// <summary>What the type inherits.</summary>
    public SymbolSet? OfBases(SymbolSet type, Candidates candidates) => OfBases(type, candidates, 0);

    private SymbolSet? Of(SymbolSet type, Candidates candidates, int depth)
    {
        var family = FamilyOf(type);
        if (candidates.OwnedBy(type.Key) is { Count: > 0 } own)
        {
            // Functions of dynamic languages hide what they override; a value that a base declares too is the base's, and overloads are of both.
            return family is not ("csharp" or "java") && own.Only is { IsCallable: true } ? own.Only : lexical.MemberOf(type.Key, type.Name, family, candidates);
        }

        return OfBases(type, candidates, depth);
    }

    private SymbolSet? OfBases(SymbolSet type, Candidates candidates, int depth)
    {
        var found = new HashSet<SymbolSet>();
        foreach (var basis in depth < DepthMax ? BasesOf(type) : [])
        {
            if (Of(basis, candidates, depth + 1) is { } member)
            {
                found.Add(member);
            }
        }

        return found.Count == 1 ? found.First() : null;
    }

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
