using Revdex.Facts;

namespace Revdex.Query.Tools.Graph;

/// <summary>Looks a name up in what a file imports, and in the namespaces that it is in.</summary>
internal sealed class ImportScope(GraphFacts facts, ModuleFiles modules)
{
    /// <summary>Files that export what others export: followed so far.</summary>
    private const int ReexportsMax = 8;

    /// <summary>The one set that a name without a receiver is bound to; null where nothing proves one.</summary>
    /// <param name="name">What it is called where it is defined; the site may have an alias.</param>
    public SymbolSet? Find(in UseSite site, string name, List<SymbolSet> candidates) => facts.Symbols(site.File).Language.Family switch
    {
        "csharp" => InNamespaces(site, candidates, isNested: true) ?? ByUsing(site, candidates),
        "c" => InNamespaces(site, candidates, isNested: true),
        "java" => ByNamedImport(site, candidates, '.') ?? InNamespaces(site, candidates, isNested: false) ?? ByUsing(site, candidates),
        "php" => ByNamedImport(site, candidates, '\\') ?? InNamespaces(site, candidates, isNested: false),
        "python" or "js" or "rust" => ByModule(site, name, candidates),
        _ => null,
    };

    /// <summary>The one set at the top of a module's files; follows what a module only passes on.</summary>
    public SymbolSet? InModule(IReadOnlyList<int> files, string name, List<SymbolSet> candidates, int depth = 0)
    {
        var found = candidates.Where(s => s.Members.Exists(m => files.Contains(m.File) && IsTop(m))).Take(2).ToList();
        if (found.Count > 0 || depth == ReexportsMax)
        {
            return found is [var only] ? only : null;
        }

        // What is passed on by its name goes before what comes with all of a module.
        return PassedOn(files, name, candidates, depth, isWhole: false) ?? PassedOn(files, name, candidates, depth, isWhole: true);
    }

    private SymbolSet? PassedOn(IReadOnlyList<int> files, string name, List<SymbolSet> candidates, int depth, bool isWhole)
    {
        var passedOn = new HashSet<SymbolSet>();
        foreach (var file in files)
        {
            foreach (var import in facts.Imports(file).Where(i => isWhole ? i.Name == "*" && i.Alias.Length == 0 : i.Bound == name && i.Name == name))
            {
                var next = modules.Match(file, import.Module, isWhole ? "" : name);
                if (next.Files.Count > 0 && !next.Files.Contains(file) && InModule(next.Files, name, candidates, depth + 1) is { } set)
                {
                    passedOn.Add(set);
                }
            }
        }

        return passedOn.Count == 1 ? passedOn.First() : null;
    }

    private SymbolSet? ByModule(in UseSite site, string name, List<SymbolSet> candidates)
    {
        var bound = site.Name;
        SymbolSet? found = null;
        foreach (var import in facts.Imports(site.File).Where(i => i.Bound == bound && (i.Name == name || (i.Name.Length == 0 && i.ModuleTail == name))))
        {
            var match = modules.Match(site.File, import.Module, import.Name);
            var set = match.Known == Known.Ambiguous ? null : InModule(match.Files, name, candidates);
            if (set is null || (found is not null && found != set))
            {
                return null; // Bound twice, or to what is not here.
            }

            found = set;
        }

        return found;
    }

    /// <summary>Types and functions of the namespace around, nearest first; of other languages than C# and C++ in that namespace only.</summary>
    private SymbolSet? InNamespaces(in UseSite site, List<SymbolSet> candidates, bool isNested)
    {
        var space = facts.Symbols(site.File).NamespaceOf(site.Enclosing < facts.Symbols(site.File).Count ? site.Enclosing : -1);
        while (true)
        {
            var found = candidates.Where(s => IsTop(s.Members[0]) && s.OwnerFullName == space).Take(2).ToList();
            if (found.Count > 0 || !isNested || space.Length == 0)
            {
                // What stands in no namespace may be another program's.
                return found is [var only] && (space.Length > 0 || only.Members[0].File == site.File) ? only : null;
            }

            space = space[..Math.Max(0, space.LastIndexOf('.'))];
        }
    }

    /// <summary>What a using of a namespace, or a static one of a type, brings in.</summary>
    private SymbolSet? ByUsing(in UseSite site, List<SymbolSet> candidates)
    {
        var imports = facts.Imports(site.File);
        var found = candidates.Where(s => s.OwnerFullName.Length > 0 && Array.Exists(imports, i => i.Alias.Length == 0 && i.Name.Length == 0 && i.Module == s.OwnerFullName))
            .Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>An import that names the type, or the static member, in full.</summary>
    private SymbolSet? ByNamedImport(in UseSite site, List<SymbolSet> candidates, char separator)
    {
        var bound = site.Name;
        var full = facts.Imports(site.File).Where(i => i.Bound == bound || (i.Bound.Length == 0 && i.ModuleTail == bound))
            .Select(i => i.Name.Length > 0 ? $"{i.Module}{separator}{i.Name}" : i.Module).Select(m => FileSymbols.Dotted(m.TrimStart('\\'))).ToList();
        var found = candidates.Where(s => full.Contains(s.FullName)).Take(2).ToList();
        return found is [var only] ? only : null;
    }

    /// <summary>In no type or function.</summary>
    private bool IsTop(SymbolRef member)
    {
        var symbols = facts.Symbols(member.File);
        var symbol = symbols[member.Symbol];
        var container = symbol.Kind == SymbolKind.Constructor && symbol.Container >= 0 && symbols[symbol.Container].IsType ? symbols[symbol.Container].Container : symbol.Container;
        return (symbol.Qualifier.Length == 0 || symbol.Kind == SymbolKind.Constructor) && (container < 0 || symbols[container].IsNamespace);
    }
}
