using System.Buffers;
using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving;

/// <summary>Looks a name up in the scopes around a use, from the innermost out: functions, types where members need no receiver, namespaces, the file.</summary>
internal sealed class LexicalScope(StateFacts facts, SymbolSets sets)
{
    /// <summary>A chain of base types is followed so far; longer ones have loops in them.</summary>
    private const int DepthMax = 16;

    /// <summary>Names in a declaration: of a type those it derives from are among them.</summary>
    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n<>()[]{},.:;=&*?+|\"'-/#");

    private readonly Dictionary<(string Name, string Family), HashSet<string>> _bases = [];

    /// <summary>Of C#'s types; set before anything is looked up.</summary>
    public TypeMembers? Members { get; set; }

    /// <summary>What the innermost scope that has the name binds it to; null where none has it, or more than one definition may be meant.</summary>
    /// <param name="isBound">Some scope has the name, or may have it: what an import brings is not meant.</param>
    public SymbolSet? Find(in UseSite site, Candidates candidates, out bool isBound)
    {
        isBound = false;
        var symbols = facts.Symbols(site.File);
        var at = symbols.Around(site);
        if (symbols.Language.Family == "python" && IsInClassBody(symbols, at, site))
        {
            isBound = true;
            return null;
        }

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

            isBound |= at >= 0 && MayInherit(symbols, at, site, candidates);
            if (isBound && at >= 0 && symbols.Language.Id == "csharp" && symbols[at].IsTypeScope && sets.Of(new SymbolRef(symbols.File, at)) is { } type)
            {
                return Members?.Of(type, site, candidates);
            }

            if (isBound || at < 0 || IsClosed(symbols, at))
            {
                return null;
            }

            at = symbols[at].Container;
        }
    }

    /// <summary>The set that is a member of one type; null where there is none, or a base type's member of the same name may be meant.</summary>
    public SymbolSet? MemberOf(string owner, string typeName, string family, Candidates candidates)
    {
        var own = candidates.OwnedBy(owner).Only;
        return own is null || candidates.Sets.Count == 1 || !BasesOf(typeName, family).Any(HasAnother) ? own : null;

        bool HasAnother(string basis) => basis == typeName ? candidates.Sets.Any(s => s != own && s.IsOwnedBy(basis)) : candidates.AnyIsOwnedBy(basis);
    }

    private SymbolSet? FindIn(FileSymbols symbols, int scope, Candidates candidates, out bool isBound)
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

        var (found, count) = candidates.OwnedBy(owner);
        if (found is not null && symbols.Language.Family == "js" && facts.Symbol(found.Members[0]).Kind == SymbolKind.Method)
        {
            return null; // A function of an object, which no name alone reaches: what is around may have the name.
        }

        isBound = count > 0;
        return found is not null && (!found.IsMember || symbols.Language.HasImplicitThis) && !IsRebound(symbols, scope, found) ? found : null;
    }

    private SymbolSet? InType(FileSymbols symbols, string owner, string name, Candidates candidates, out bool isBound)
    {
        isBound = candidates.OwnedBy(owner).Count > 0;
        return isBound ? MemberOf(owner, name, symbols.Language.Family, candidates) : null;
    }

    /// <summary>
    /// A type inherits names before it sees those around it, and so does a Java class without a name, which is known by its methods alone: they stand in
    /// methods. Base types that are not in the view are taken to have nothing of the name.
    /// </summary>
    private bool MayInherit(FileSymbols symbols, int scope, in UseSite site, Candidates candidates)
    {
        var symbol = symbols[scope];
        if (symbols.Language.Id == "java" && symbol is { Kind: SymbolKind.Method, Container: >= 0 } && symbols[symbol.Container].IsCallable)
        {
            return site.Role != OccurrenceRole.Type;
        }

        return symbol.IsTypeScope && symbols.Language.HasImplicitThis && BasesOf(symbol.Name, symbols.Language.Family).Any(candidates.AnyIsOwnedBy);
    }

    /// <summary>In Python a class's own names are seen in its body, but not in its methods' bodies: there they hide what is around.</summary>
    private bool IsInClassBody(FileSymbols symbols, int at, in UseSite site)
    {
        var isMethod = at >= 0 && (symbols[at].IsCallable || symbols[at].Kind == SymbolKind.Property);
        while (!isMethod && at >= 0 && symbols[at].IsValue)
        {
            at = symbols[at].Container;
        }

        var type = isMethod ? symbols[at].Container : at;
        if (type < 0 || !symbols[type].IsTypeScope)
        {
            return false;
        }

        var owner = sets.KeyOf(new SymbolRef(symbols.File, type));
        return Array.Exists(sets.Of(site.Name, symbols.Language.Family), s => s.Owner == owner)
            && (!isMethod || UseShape.IsInHeader(facts.Text(site.File), site, symbols[at].StartByte));
    }

    /// <summary>A file that imports the name as well: which of both holds where it is used is not looked into.</summary>
    private bool IsRebound(FileSymbols symbols, int scope, SymbolSet set) =>
        symbols.Language.Family is "python" or "js" or "rust" && (scope < 0 || symbols[scope].IsNamespace) && facts.Imports(symbols.File).Any(i => i.Bound == set.Name && i.Alias != i.Name);

    /// <summary>A Rust module does not see what is around it, but by a <c>use super</c>.</summary>
    private bool IsClosed(FileSymbols symbols, int scope) =>
        symbols.Language.Family == "rust" && symbols[scope].Kind == SymbolKind.Module
        && !facts.Imports(symbols.File).Any(i => i.Module.StartsWith("super", StringComparison.Ordinal) && i.Name.Length == 0);

    /// <summary>The names of all that a type, and every other type of its name, derives from; its own where a generic C# type derives from another of its name.</summary>
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

    private IEnumerable<string> DirectBases(string name, string family)
    {
        foreach (var definition in facts.Definitions(name))
        {
            if (facts.Symbols(definition.File).Language.Family == family && facts.Symbol(definition).IsType)
            {
                var isNamed = false; // Its own name stands in the declaration once anyway.
                foreach (var basis in DirectBases(definition, family))
                {
                    if (basis != name ? !IsUnseen(definition, basis, family) : family == "csharp" && isNamed)
                    {
                        yield return basis;
                    }

                    isNamed |= basis == name;
                }
            }
        }
    }

    /// <summary>In C# a class sees no member of an interface that it implements but its own.</summary>
    private bool IsUnseen(SymbolRef type, string basis, string family) =>
        family == "csharp" && facts.Symbol(type).Kind != SymbolKind.Interface && facts.Definitions(basis) is { Length: > 0 } bases
        && Array.TrueForAll(bases, b => facts.Symbols(b.File).Language.Family != family || !facts.Symbol(b).IsType || facts.Symbol(b).Kind == SymbolKind.Interface);

    /// <summary>Of a language that names bases before the body, every name that the declaration holds: which of them are bases is not looked into.</summary>
    private IEnumerable<string> DirectBases(SymbolRef type, string family)
    {
        var declaration = family is "csharp" or "java" or "js" or "python" ? facts.Signature(type) : "";
        return Encoding.UTF8.GetByteCount(declaration) is > 0 and < Limits.SignatureMaxBytes - 4 // A longer one is cut.
            ? NamesIn(declaration) : facts.BasesIn(type.File).Where(site => site.Enclosing == type.Symbol).Select(site => site.Name);
    }

    private static List<string> NamesIn(string declaration)
    {
        var names = new List<string>();
        foreach (var range in declaration.AsSpan().SplitAny(NameEnds))
        {
            if (!declaration.AsSpan()[range].IsEmpty)
            {
                names.Add(declaration[range]);
            }
        }

        return names;
    }

    private static string LastPart(string name) => name[(name.LastIndexOf('.') + 1)..];
}
