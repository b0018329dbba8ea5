using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Modules;

namespace Revdex.Query.Tools.Resolving;

/// <summary>Groups definitions of one name into the sets that a use of it can mean.</summary>
internal sealed class SymbolSets(StateFacts facts)
{
    private readonly Dictionary<(string Name, string Family), NamedSets> _sets = [];
    private readonly Dictionary<int, bool> _built = [];

    /// <summary>The owner of what stands at a file's top level.</summary>
    public static string TopOf(int file) => $"@{file}";

    /// <summary>In order of their first members.</summary>
    public SymbolSet[] Of(string name, string family) => Named(name, family).All;

    /// <summary>The set that a symbol is in; a declaration's is its definition's. Null for namespaces and the like, which nothing calls.</summary>
    public SymbolSet? Of(SymbolRef symbol)
    {
        var symbols = facts.Symbols(symbol.File);
        var named = TypeOfConstructor(symbols, symbol.Symbol) is >= 0 and var type ? new SymbolRef(symbol.File, type) : symbol;
        var sets = Named(symbols[named.Symbol].Name, symbols.Language.Family);
        return sets.ByKey.TryGetValue(KeyOf(named), out var set) && set.Members.BinarySearch(named) >= 0 ? set
            : Array.Find(sets.All, s => s.Members.Contains(named)) ?? Array.Find(sets.All, s => s.FullName == FullNameOf(symbols, named.Symbol));
    }

    /// <summary>The member of a set that an answer names: a type before its constructors, of others the first with a body.</summary>
    public SymbolRef Told(SymbolSet set)
    {
        var told = set.Members.FirstOrDefault(IsTold, set.Members[0]);
        return set.Members.Count == 1 || facts.Symbols(told.File).Language.Family != "go" ? told : set.Members.FirstOrDefault(m => IsTold(m) && IsBuilt(m.File), told);
    }

    /// <summary>Of Go's variants by tags the one of a plain build.</summary>
    private bool IsBuilt(int file)
    {
        if (!_built.TryGetValue(file, out var isBuilt))
        {
            _built.Add(file, isBuilt = GoBuild.IsDefault(facts.Path(file), facts.Text(file).Content.Span));
        }

        return isBuilt;
    }

    private bool IsTold(SymbolRef member)
    {
        var symbol = facts.Symbol(member);
        return symbol.IsType || (symbol.HasBody && (facts.Symbols(member.File).Language.Family != "c" || facts.EndsInBlock(member)));
    }

    /// <summary>What a container's members have as their owner.</summary>
    public string KeyOf(SymbolRef symbol) => KeyOf(facts.Symbols(symbol.File), symbol.Symbol);

    /// <summary>What a symbol's own scope is a member of: its container, or what its qualifier names.</summary>
    public string OwnerOf(SymbolRef symbol) => OwnerOf(facts.Symbols(symbol.File), symbol.Symbol);

    /// <summary>A constructor is called by the name of its type; -1 where it stands outside of it, or is none.</summary>
    private static int TypeOfConstructor(FileSymbols symbols, int symbol) =>
        symbols[symbol] is { Kind: SymbolKind.Constructor, Container: >= 0 and var type } && symbols[type].IsType ? type : -1;

    /// <summary>A C++ constructor that is defined outside of its type.</summary>
    private static bool IsOuterConstructor(FileSymbol symbol) => symbol is { Kind: SymbolKind.Constructor, Qualifier.Length: > 0 };

    private static string FullNameOf(FileSymbols symbols, int symbol) => IsOuterConstructor(symbols[symbol]) ? symbols.ChainOf(symbol) : symbols.FullName(symbol);

    /// <summary>The same, with what is asked of them at every use.</summary>
    public NamedSets Named(string name, string family)
    {
        if (!_sets.TryGetValue((name, family), out var sets))
        {
            _sets.Add((name, family), sets = Make(name, family));
        }

        return sets;
    }

    private NamedSets Make(string name, string family)
    {
        var sets = new Dictionary<string, SymbolSet>(StringComparer.Ordinal);
        foreach (var definition in facts.Definitions(name))
        {
            facts.Cancellation.ThrowIfCancellationRequested();
            var symbols = facts.Symbols(definition.File);
            if (symbols.Language.Family == family)
            {
                Add(sets, symbols, definition);
            }
        }

        var all = sets.Values.OrderBy(s => s.Members[0]).ToList();
        SymbolSet[] left = [.. family switch { "c" => WithoutDeclarations(all), "js" => all.SelectMany(Apart), _ => all }];
        return new NamedSets(left, left.Length == sets.Count ? sets : left.ToDictionary(s => s.Key));
    }

    /// <summary>JavaScript's functions within callbacks, which have no names, are known by the symbol around those: several with bodies are no overloads.</summary>
    private IEnumerable<SymbolSet> Apart(SymbolSet set) =>
        set.Members.Count < 2 || set.IsMember || set.Members.Count(HasBody) < 2 ? [set] : set.Members.Select(set.Part);

    private bool HasBody(SymbolRef function) =>
        facts.Symbol(function).Kind == SymbolKind.Function && (!facts.Symbols(function.File).Declares(function.Symbol, "function"u8) || facts.EndsInBlock(function));

    private void Add(Dictionary<string, SymbolSet> sets, FileSymbols symbols, SymbolRef definition)
    {
        var symbol = symbols[definition.Symbol];
        var isSpace = symbol.Kind == SymbolKind.Namespace && symbols.Language.Family == "js"; // A value, and one thing with the type of its name.
        if (!symbol.IsCallable && !symbol.IsType && !symbol.IsValue && !isSpace)
        {
            return;
        }

        var key = KeyOf(symbols, definition.Symbol);
        if (!sets.TryGetValue(key, out var set))
        {
            // A constructor whose type was not met yet makes the type's set.
            var named = TypeOfConstructor(symbols, definition.Symbol) is >= 0 and var type ? type : definition.Symbol;
            sets.Add(key, set = new SymbolSet(symbols[named].Name, key, OwnerOf(symbols, named), FullNameOf(symbols, named))
            {
                IsDeclaration = true,
                IsFileLocal = true,
                IsTop = IsTop(symbols, definition.Symbol),
                Arity = ArityOf(symbols, named),
                IsExplicit = IsExplicit(symbols, named),
            });
        }

        set.Members.Add(definition);
        set.IsTypeName |= symbol.IsType || isSpace;
        set.IsType |= symbol.IsType && IsConstructed(symbol, symbols.Language);
        set.IsVariant |= symbol.Kind == SymbolKind.EnumMember && symbols.Language.Family is "rust" or "js";
        set.IsCallable |= symbol.IsCallable || (set.IsVariant && symbols.Language.Id == "rust");
        set.IsValue |= symbol.IsValue || isSpace || (symbol.Kind == SymbolKind.Enum && symbols.Language.Family == "js");
        set.IsMember |= symbol.Kind != SymbolKind.Constructor && !symbol.IsType && IsMember(symbols, symbol);
        set.HasStatic |= (symbol.Flags & SymbolFlags.Static) != 0 || symbol.Kind is SymbolKind.EnumMember or SymbolKind.Constant;
        set.IsMacro |= symbol.Kind == SymbolKind.Macro && symbols.Language.Id == "rust";
        set.IsDeclaration &= symbol.Kind != SymbolKind.Constructor && IsDeclaration(symbols, definition.Symbol);
        set.IsFileLocal &= IsFileLocal(symbols, symbol);
    }

    /// <summary>Overloads have one key; what two files define under the same name has two, unless the language makes one thing of them.</summary>
    private string KeyOf(FileSymbols symbols, int symbol) => symbols.Key(symbol, MakeKey);

    private string MakeKey(FileSymbols symbols, int symbol)
    {
        var own = symbols[symbol];
        if (TypeOfConstructor(symbols, symbol) is >= 0 and var type)
        {
            return KeyOf(symbols, type);
        }

        var full = symbols.FullName(symbol);
        return symbols.Language.Family switch
        {
            "c" when own.IsTypeScope => symbols.Language.Id == "c" && !IsHeader(facts.Path(symbols.File)) && !IsDeclaration(symbols, symbol) ? $"struct {full}@{symbols.File}" : full,
            "c" when IsOuterConstructor(own) => symbols.ChainOf(symbol),
            "c" => IsDeclaration(symbols, symbol) ? full : $"{full}@{symbols.File}",
            "go" => $"{full}@{Folder(symbols.File)}",
            "csharp" => $"{CSharpPath(symbols, symbol)}{(IsPartial(symbols, symbol) ? "" : FileMark(symbols))}",
            "rust" when own.Container >= 0 && symbols[own.Container] is { Kind: SymbolKind.Implementation, Qualifier.Length: > 0 } block => $"{full}#{block.Qualifier}@{symbols.File}",
            _ => $"{full}{Space(own, symbols.Language)}@{symbols.File}",
        };
    }

    /// <summary>The full name, with the number of type parameters of each type in it; that of an explicit implementation with a mark.</summary>
    private string CSharpPath(FileSymbols symbols, int symbol)
    {
        var own = symbols[symbol];
        var outer = own.Container < 0 ? "" : KeyOf(symbols, own.Container);
        var path = outer.EndsWith(FileMark(symbols), StringComparison.Ordinal) ? outer[..^FileMark(symbols).Length] : outer;
        var arity = ArityOf(symbols, symbol);
        return $"{path}{(path.Length > 0 ? "." : "")}{own.Name}{(arity > 0 ? $"`{arity}" : "")}{(IsExplicit(symbols, symbol) ? "~" : "")}";
    }

    private static string FileMark(FileSymbols symbols) => $"@{symbols.File}";

    private static int ArityOf(FileSymbols symbols, int symbol) =>
        symbols.Language.Family == "csharp" && symbols[symbol].IsType && symbols.Declares(symbol, "<"u8) ? CSharpShape.Arity(symbols.Signature(symbol), symbols[symbol].Name) : 0;

    private static bool IsExplicit(FileSymbols symbols, int symbol) =>
        symbols.Language.Family == "csharp" && symbols[symbol].Kind is SymbolKind.Method or SymbolKind.Property or SymbolKind.Event && symbols.Declares(symbol, "."u8)
        && CSharpShape.IsExplicit(symbols.Signature(symbol), symbols[symbol].Name);

    /// <summary>Where types, methods and values have names of their own, a mark of which it is; in Rust methods and types cannot be mistaken for each other.</summary>
    private static string Space(FileSymbol symbol, LanguageTraits language) =>
        !language.SplitsNames ? "" : symbol.Kind == SymbolKind.Macro ? "!"
        : language.Id == "rust" ? (symbol.Kind == SymbolKind.Field ? "=" : "")
        : symbol.IsValue ? "=" : symbol.IsCallable ? "()" : "";

    private static bool IsTop(FileSymbols symbols, int symbol)
    {
        var own = symbols[symbol];
        var container = own.Kind == SymbolKind.Constructor && own.Container >= 0 && symbols[own.Container].IsType ? symbols[own.Container].Container : own.Container;
        return (own.Qualifier.Length == 0 || own.Kind == SymbolKind.Constructor) && (container < 0 || (symbols[container].IsNamespace && symbols.Language.Family != "js"));
    }

    private string OwnerOf(FileSymbols symbols, int symbol)
    {
        var own = symbols[symbol];
        if (own.Qualifier.Length > 0 && own.Kind != SymbolKind.Implementation)
        {
            return symbols.Language.Family == "go" ? $"{symbols.ChainOf(symbol)}@{Folder(symbols.File)}" : symbols.ChainOf(symbol);
        }

        return own.Container < 0 ? TopOf(symbols.File) : KeyOf(symbols, own.Container);
    }

    /// <summary>The folder makes a Go package.</summary>
    private string Folder(int file) => facts.Path(file) is var path && path.LastIndexOf('/') is >= 0 and var slash ? path[..slash] : "";

    /// <summary>A C# type that several files make up, or a member of one.</summary>
    private static bool IsPartial(FileSymbols symbols, int symbol) => symbols.TypeAround(symbol) is >= 0 and var type && symbols.Declares(type, "partial "u8);

    private static bool IsConstructed(FileSymbol symbol, LanguageTraits language) => symbol.Kind switch
    {
        SymbolKind.Trait => false,
        SymbolKind.Interface => language.Family == "go",
        SymbolKind.TypeAlias => language.Family is "go" or "python" or "c" or "php",
        SymbolKind.Enum => language.Family is "python",
        _ => true,
    };

    /// <summary>In JavaScript an object's functions are methods too, but may be taken out of it and called alone.</summary>
    private static bool IsMember(FileSymbols symbols, FileSymbol symbol) => symbol.Kind switch
    {
        SymbolKind.Function or SymbolKind.Macro => false,
        SymbolKind.Method or SymbolKind.Operator or SymbolKind.Destructor =>
            symbols.Language.Family != "js" || (symbol.Container >= 0 && symbols[symbol.Container].IsTypeScope),
        SymbolKind.EnumMember => symbols.Language.Family is not ("rust" or "c"),
        _ => symbol.Container >= 0 && symbols[symbol.Container].IsTypeScope,
    };

    private bool IsDeclaration(FileSymbols symbols, int symbol) =>
        symbols.Language.Family == "c" && symbols[symbol].Kind switch
        {
            SymbolKind.Function or SymbolKind.Method or SymbolKind.Constructor or SymbolKind.Destructor => !facts.EndsInBlock(new SymbolRef(symbols.File, symbol)),
            SymbolKind.TypeAlias => IsOpaque(symbols, symbol),
            SymbolKind.Variable or SymbolKind.Constant => symbols[symbol].Container < 0 && symbols.Declares(symbol, "extern "u8),
            _ => false,
        };

    /// <summary>C's <c>typedef struct Job Job;</c>: what it is made of may be in one file alone.</summary>
    private static bool IsOpaque(FileSymbols symbols, int symbol) =>
        symbols.Language.Id == "c" && System.Text.Encoding.UTF8.GetBytes($" {symbols[symbol].Name} {symbols[symbol].Name}") is var twice && symbols.Declares(symbol, twice);

    private bool IsFileLocal(FileSymbols symbols, FileSymbol symbol) =>
        symbols.Language.Family == "c" && symbol.Kind == SymbolKind.Function && (symbol.Flags & SymbolFlags.Static) != 0 && !IsHeader(facts.Path(symbols.File));

    private static bool IsHeader(string path) => path[(path.LastIndexOf('.') + 1)..] is "h" or "hh" or "hpp" or "hxx" or "h++" or "inl" or "ipp" or "tpp" or "cuh";

    /// <summary>A declaration is one thing with its definition; where there are several definitions, it is of one of them and counts no more. Macros and what only its own file can name define nothing that is declared elsewhere.</summary>
    private IEnumerable<SymbolSet> WithoutDeclarations(List<SymbolSet> sets)
    {
        var defined = sets.Where(s => !s.IsDeclaration && !s.IsFileLocal && facts.Symbol(s.Members[0]).Kind != SymbolKind.Macro).ToLookup(s => s.FullName);
        foreach (var set in sets)
        {
            var definitions = defined[set.FullName].ToList();
            if (!set.IsDeclaration || definitions.Count == 0)
            {
                yield return set;
            }
            else if (definitions is [var only])
            {
                only.Members.AddRange(set.Members);
                only.Members.Sort();
            }
        }
    }
}
