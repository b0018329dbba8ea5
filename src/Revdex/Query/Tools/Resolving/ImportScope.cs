using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Modules;

namespace Revdex.Query.Tools.Resolving;

/// <summary>Looks a name up in what a file imports, and in the namespaces that it is in.</summary>
internal sealed class ImportScope(StateFacts facts, SymbolSets sets, ModuleFiles modules)
{
    /// <summary>Files that export what others export: followed so far.</summary>
    private const int ReexportsMax = 8;

    /// <summary>Files that are looked into for the name that something has where it is defined.</summary>
    private const int FilesMax = 200;

    private readonly ScriptGlobals _globals = new(facts);
    private readonly IncludedNames _included = new(facts, sets, modules);
    private readonly Dictionary<(int File, string Name), List<string>> _passedOn = [];
    private readonly Dictionary<int, FileImport[]> _exports = [];

    public ProjectUsings Projects { get; } = new(facts);

    /// <summary>The one set that a name without a receiver is bound to; null where nothing proves one.</summary>
    /// <param name="name">What it is called where it is defined; the site may have an alias.</param>
    public SymbolSet? Find(in UseSite site, string name, Candidates candidates) => facts.Symbols(site.File).Language.Family switch
    {
        "csharp" when site.Name != name => ByAlias(site, candidates),
        "csharp" => InNamespaces(site, candidates, isNested: true, out var isBound) ?? (isBound ? null : ByUsing(site, candidates)),
        "c" => facts.Symbols(site.File).Language.Id == "c" ? _included.Find(site, candidates) : InNamespaces(site, candidates, isNested: true, out _),
        "java" => ByNamedImport(site, candidates, '.', out var isBound) ?? (isBound ? null : InNamespaces(site, candidates, isNested: false, out isBound) ?? (isBound ? null : ByUsing(site, candidates))),
        "php" => ByNamedImport(site, candidates, '\\', out var isBound) ?? (isBound || site.Name != name ? null : InNamespaces(site, candidates, isNested: false, out _)),
        "js" => ByModule(site, name, candidates, out var isBound) ?? (isBound || site.Name != name ? null : _globals.Find(site, candidates)),
        "python" or "rust" => ByModule(site, name, candidates, out _),
        _ => null,
    };

    /// <summary>What an import takes, where its own line names it, or gives it another name.</summary>
    public SymbolSet? OfImport(in UseSite site, Candidates candidates)
    {
        SymbolSet? found = null;
        foreach (var import in facts.Imports(site.File))
        {
            if (import.Line != site.Line || import.Name == "*" || ((import.Name.Length > 0 ? import.Name : import.ModuleTail) != site.Name && import.Alias != site.Name))
            {
                continue;
            }

            var set = facts.Symbols(site.File).Language.Family is "python" or "js" or "rust"
                ? Taken(import, site.File, candidates)
                : candidates.Sets.Where(s => s.FullName == FullNameOf(import)).Take(2).ToList() is [var only] ? only : null;
            if (set is null || (found is not null && found != set))
            {
                return null;
            }

            found = set;
        }

        return found;
    }

    /// <summary>The one set at the top of a module's files; follows what a module only passes on.</summary>
    /// <param name="name">As the module is asked for it: what it passes on may have another one where it is defined.</param>
    public SymbolSet? InModule(IReadOnlyList<int> files, string name, Candidates candidates, int depth = 0)
    {
        var (only, count) = candidates.Name == name ? candidates.InFiles(files) : default;
        if (count > 0 || depth == ReexportsMax)
        {
            return only;
        }

        // What is passed on by its name goes before what comes with all of a module.
        return PassedOn(files, name, candidates, depth, isWhole: false) ?? PassedOn(files, name, candidates, depth, isWhole: true);
    }

    /// <summary>What things are called where they are defined that modules pass on under the name by which a file imports them.</summary>
    public IReadOnlyList<string> PassedOnAs(in UseSite site)
    {
        if (site.HasReceiver || !facts.Symbols(site.File).Language.PassesOnImports)
        {
            return [];
        }

        if (!_passedOn.TryGetValue((site.File, site.Name), out var names))
        {
            _passedOn.Add((site.File, site.Name), names = []);
            var bound = site.Name;
            foreach (var import in facts.Imports(site.File).Where(i => (i.Bound == bound || i.Name == bound) && i.Name is not ("" or "*")))
            {
                AddOriginals(modules.Match(site.File, import.Module, import.Name).Files, import.Name, names, [], 0);
            }
        }

        return names;
    }

    private void AddOriginals(IReadOnlyList<int> files, string name, List<string> names, HashSet<(int, string)> seen, int depth)
    {
        foreach (var file in depth < ReexportsMax && seen.Count < FilesMax ? files : [])
        {
            foreach (var import in seen.Add((file, name)) ? PassedOnBy(file) : [])
            {
                var isWhole = import.Name == "*" && import.Alias.Length == 0;
                if (isWhole || (import.Bound == name && import.Name is not ("" or "*")))
                {
                    var next = isWhole ? name : import.Name;
                    if (next != name && !names.Contains(next))
                    {
                        names.Add(next);
                    }

                    AddOriginals(SourceOf(file, import, isWhole ? "" : next), next, names, seen, depth + 1);
                }
            }
        }
    }

    /// <summary>What can be imported from a file that it has itself from others, or under another name.</summary>
    private FileImport[] PassedOnBy(int file)
    {
        if (facts.Symbols(file).Language is not { Family: "rust" or "js" } language)
        {
            return facts.Imports(file);
        }

        if (!_exports.TryGetValue(file, out var exports))
        {
            var (text, imports) = (facts.Text(file), facts.Imports(file));
            _exports.Add(file, exports = language.Family == "js" ? ScriptExports.Of(text, imports) : [.. imports, .. MacroImports.Of(text, imports)]);
        }

        return exports;
    }

    /// <summary>The names under which a file exports a definition of its own beside its own name.</summary>
    public IEnumerable<string> ExportedAs(int file, string name) =>
        facts.Symbols(file).Language.Family == "js" ? PassedOnBy(file).Where(e => e.Module.Length == 0 && e.Name == name).Select(e => e.Alias) : [];

    /// <summary>The files that something passed on comes from.</summary>
    private IReadOnlyList<int> SourceOf(int file, FileImport import, string name) => import.Module.Length == 0 ? [file] : modules.Match(file, import.Module, name).Files;

    private SymbolSet? PassedOn(IReadOnlyList<int> files, string name, Candidates candidates, int depth, bool isWhole)
    {
        var passedOn = new HashSet<SymbolSet>();
        foreach (var file in files)
        {
            foreach (var import in PassedOnBy(file).Where(i => isWhole ? i.Name == "*" && i.Alias.Length == 0 : i.Bound == name && i.Name is not ("" or "*")))
            {
                var next = SourceOf(file, import, isWhole ? "" : import.Name);
                if (next.Count > 0 && (!next.Contains(file) || import.Module.Length == 0) && InModule(next, isWhole ? name : import.Name, candidates, depth + 1) is { } set)
                {
                    passedOn.Add(set);
                }
            }
        }

        return passedOn.Count == 1 ? passedOn.First() : null;
    }

    /// <param name="isBound">An import gives the name.</param>
    private SymbolSet? ByModule(in UseSite site, string name, Candidates candidates, out bool isBound)
    {
        SymbolSet? found = null;
        isBound = false;
        foreach (var import in facts.Imports(site.File))
        {
            if (import.Bound != site.Name || import.Name is "" or "*")
            {
                continue;
            }

            isBound = true;
            var set = IsSeen(import, site) ? Taken(import, site.File, candidates) : null;
            if (set is null || (found is not null && found != set))
            {
                return null; // Bound twice, or to what is not here.
            }

            found = set;
        }

        return found;
    }

    /// <summary>What a name is in the module that it is taken from; nothing where it is a module itself.</summary>
    private SymbolSet? Taken(FileImport import, int file, Candidates candidates)
    {
        var match = modules.Match(file, import.Module, import.Name);
        return import.Name.Length > 0 && match.Known == Known.Resolved && match.Files.SequenceEqual(modules.Match(file, import.Module, "").Files)
            ? InModule(match.Files, import.Name, candidates) : null;
    }

    /// <summary>An import in a function, or in a module within a file, holds there alone.</summary>
    private bool IsSeen(FileImport import, in UseSite site)
    {
        var symbols = facts.Symbols(site.File);
        var uses = facts.UsesIn(import.Bound, site.File);
        while (uses.MoveNext())
        {
            if (uses.Line == import.Line && uses.Role == OccurrenceRole.Import && uses.Enclosing >= 0 && uses.Enclosing < symbols.Count)
            {
                return symbols.IsWithin(symbols.Around(site), uses.Enclosing);
            }
        }

        return true;
    }

    /// <summary>Types and functions of the namespace around, nearest first; of other languages than C# and C++ in that namespace only.</summary>
    /// <param name="isBound">A namespace around has the name.</param>
    private SymbolSet? InNamespaces(in UseSite site, Candidates candidates, bool isNested, out bool isBound)
    {
        var symbols = facts.Symbols(site.File);
        var space = symbols.NamespaceOf(symbols.Around(site));
        while (true)
        {
            var (only, count) = candidates.InNamespace(space);
            isBound = count > 0;
            if (isBound || !isNested || space.Length == 0)
            {
                // What stands in no namespace may be another program's.
                return space.Length > 0 || only?.Members[0].File == site.File ? only : isBound && symbols.Language.Id == "csharp" ? Projects.OnlyTop(site.File, candidates) : null;
            }

            space = space[..Math.Max(0, space.LastIndexOf('.'))];
        }
    }

    /// <summary>What a using of a namespace, or a static one of a type, brings in; in C# also those of the whole project.</summary>
    private SymbolSet? ByUsing(in UseSite site, Candidates candidates)
    {
        var found = default(Candidates.Match);
        foreach (var import in facts.Imports(site.File))
        {
            if (import.Alias.Length == 0 && import.Name.Length == 0)
            {
                found = Brought(found, import.Module, candidates);
            }
        }

        foreach (var module in facts.Symbols(site.File).Language.Family == "csharp" ? Projects.Of(site.File) : [])
        {
            found = Brought(found, module, candidates);
        }

        return found.Only;
    }

    private static Candidates.Match Brought(Candidates.Match found, string module, Candidates candidates)
    {
        var match = candidates.OwnedByFullName(module);
        return match.Count == 0 || (found.Count > 0 && match.Only == found.Only) ? found
            : found.Count == 0 ? match : new Candidates.Match(null, found.Count + match.Count);
    }

    private SymbolSet? ByAlias(in UseSite site, Candidates candidates)
    {
        var alias = site.Name;
        var full = facts.Imports(site.File).Where(i => i.Alias == alias).Select(FullNameOf).ToList();
        return candidates.Sets.Where(s => full.Contains(s.FullName)).Take(2).ToList() is [var only] ? only : null;
    }

    /// <summary>An import that names the type, or the static member, in full.</summary>
    /// <param name="isBound">One names something so, here or elsewhere.</param>
    private SymbolSet? ByNamedImport(in UseSite site, Candidates candidates, char separator, out bool isBound)
    {
        isBound = false;
        List<string>? full = null;
        foreach (var import in facts.Imports(site.File))
        {
            // Java's imports without a name are of all that is in a package or type.
            if (import.Name != "*" && (import.Bound == site.Name || (import.Bound.Length == 0 && separator != '.' && import.ModuleTail == site.Name)))
            {
                (full ??= []).Add(FileSymbols.Dotted((import.Name.Length > 0 ? $"{import.Module}{separator}{import.Name}" : import.Module).TrimStart('\\')));
            }
        }

        isBound = full is not null;
        return full is not null && candidates.Sets.Where(s => full.Contains(s.FullName)).Take(2).ToList() is [var only] ? only : null;
    }

    private static string FullNameOf(FileImport import) => FileSymbols.Dotted((import.Name.Length > 0 ? $"{import.Module}.{import.Name}" : import.Module).TrimStart('\\'));
}
