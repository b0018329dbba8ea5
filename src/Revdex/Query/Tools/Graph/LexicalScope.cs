using Revdex.Facts;

namespace Revdex.Query.Tools.Graph;

/// <summary>Looks a name up in the scopes around a use, from the innermost out: functions, types where members need no receiver, namespaces, the file.</summary>
internal sealed class LexicalScope(GraphFacts facts, SymbolSets sets)
{
    /// <summary>A chain of base types is followed so far; longer ones have loops in them.</summary>
    private const int DepthMax = 16;

    private readonly Dictionary<(string Name, string Family), HashSet<string>> _bases = [];

    /// <summary>What the innermost scope that has the name binds it to; null where none has it, or more than one definition may be meant.</summary>
    /// <param name="isBound">Some scope has the name: what an import brings is not meant.</param>
    public SymbolSet? Find(in UseSite site, List<SymbolSet> candidates, out bool isBound)
    {
        isBound = false;
        var symbols = facts.Symbols(site.File);
        var at = site.Enclosing < symbols.Count ? site.Enclosing : -1;
        if (site.Role == OccurrenceRole.Implements && at >= 0)
        {
            at = symbols[at].Container; // What a type derives from is not sought within it.
        }

        while (true)
        {
            if (FindIn(symbols, at, candidates, out isBound) is { } found)
            {
                return found;
            }

            if (isBound || at < 0 || IsClosed(symbols, at))
            {
                return null;
            }

            at = symbols[at].Container;
        }
    }

    /// <summary>The set that is a member of one type; null where there is none, or a base type's member of the same name may be meant.</summary>
    public SymbolSet? MemberOf(string owner, string typeName, string family, List<SymbolSet> candidates)
    {
        var own = candidates.Where(s => s.Owner == owner).Take(2).ToList();
        if (own is not [var found] || candidates.Count == 1)
        {
            return own is [var only] ? only : null;
        }

        var bases = BasesOf(typeName, family);
        return bases.Count > 0 && candidates.Exists(s => s != found && bases.Contains(LastPart(s.OwnerFullName))) ? null : found;
    }

    private SymbolSet? FindIn(FileSymbols symbols, int scope, List<SymbolSet> candidates, out bool isBound)
    {
        isBound = false;
        var owner = scope < 0 ? SymbolSets.TopOf(symbols.File) : sets.KeyOf(new SymbolRef(symbols.File, scope));
        if (scope >= 0 && symbols[scope].IsTypeScope)
        {
            return symbols.Language.HasImplicitThis ? InType(symbols, owner, symbols[scope].Name, candidates, out isBound) : null;
        }

        // A method that stands outside of its type sees the type's members.
        if (scope >= 0 && symbols[scope].Qualifier.Length > 0 && symbols.Language.HasImplicitThis)
        {
            return InType(symbols, sets.OwnerOf(new SymbolRef(symbols.File, scope)), LastPart(symbols[scope].Qualifier), candidates, out isBound);
        }

        var found = candidates.Where(s => s.Owner == owner && (!s.IsMember || symbols.Language.HasImplicitThis)).Take(2).ToList();
        isBound = found.Count > 0;
        return found is [var only] && !IsRebound(symbols, scope, only) ? only : null;
    }

    private SymbolSet? InType(FileSymbols symbols, string owner, string name, List<SymbolSet> candidates, out bool isBound)
    {
        isBound = candidates.Exists(s => s.Owner == owner);
        return isBound ? MemberOf(owner, name, symbols.Language.Family, candidates) : null;
    }

    /// <summary>A file that imports the name as well: which of both holds where it is used is not looked into.</summary>
    private bool IsRebound(FileSymbols symbols, int scope, SymbolSet set) =>
        symbols.Language.Family is "python" or "js" or "rust" && (scope < 0 || symbols[scope].IsNamespace) && facts.Imports(symbols.File).Any(i => i.Bound == set.Name && i.Alias != i.Name);

    /// <summary>A Rust module does not see what is around it, but by a <c>use super</c>.</summary>
    private bool IsClosed(FileSymbols symbols, int scope) =>
        symbols.Language.Family == "rust" && symbols[scope].Kind == SymbolKind.Module
        && !facts.Imports(symbols.File).Any(i => i.Module.StartsWith("super", StringComparison.Ordinal) && i.Name.Length == 0);

    /// <summary>The names of all that a type, and every other type of its name, derives from.</summary>
    private HashSet<string> BasesOf(string name, string family)
    {
        if (_bases.TryGetValue((name, family), out var bases))
        {
            return bases;
        }

        _bases.Add((name, family), bases = new HashSet<string>(StringComparer.Ordinal));
        var todo = new List<string> { name };
        for (var depth = 0; depth < DepthMax && todo.Count > 0; depth++)
        {
            todo = [.. todo.SelectMany(n => DirectBases(n, family)).Where(bases.Add)];
        }

        return bases;
    }

    private IEnumerable<string> DirectBases(string name, string family) =>
        from set in sets.Of(name, family)
        from member in set.Members
        where facts.Symbols(member.File)[member.Symbol].IsType
        from site in facts.BasesIn(member.File)
        where site.Enclosing == member.Symbol
        select site.Name;

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
