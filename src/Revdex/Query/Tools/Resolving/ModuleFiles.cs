using System.Text.RegularExpressions;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query.Tools.Resolving.Modules;
using static Revdex.Query.Tools.Resolving.Modules.ModulePaths;

namespace Revdex.Query.Tools.Resolving;

/// <summary>
/// Matches modules as imports write them with files of the view: by path where a language's modules are paths, by declared namespace else.
/// Of the settings of build tools these are read: module lines of go.mod, <see cref="ScriptPackages"/>, <see cref="CargoPackages"/>.
/// </summary>
internal sealed partial class ModuleFiles(StateFacts facts)
{
    private static readonly string[] ScriptEndings = [".ts", ".tsx", ".mts", ".cts", ".d.ts", ".js", ".jsx", ".mjs", ".cjs"];

    private readonly Dictionary<(string Folder, string Family, string Module, string Name), ModuleMatch> _matches = [];
    private Dictionary<string, List<int>>? _byName;
    private List<(string Module, string Folder)>? _goModules;
    private ScriptPackages? _scripts;
    private CargoPackages? _crates;

    /// <param name="file">The one that imports.</param>
    /// <param name="name">What is taken from the module; empty for the whole.</param>
    public ModuleMatch Match(int file, string module, string name)
    {
        var family = facts.Symbols(file).Language.Family;
        var key = (family == "rust" ? facts.Path(file) : Folder(file), family, module, name);
        if (!_matches.TryGetValue(key, out var match))
        {
            _matches.Add(key, match = family switch
            {
                "js" => Script(file, module),
                "python" => Python(file, module, name),
                "go" => Go(module),
                "rust" => Rust(file, module, name),
                "c" => Path(file, module, []),
                "ruby" => Path(file, module, [".rb"]),
                "php" when module.EndsWith(".php", StringComparison.Ordinal) => Path(file, module.TrimStart('/'), []),
                "csharp" or "java" or "php" => Declared(family, module, name),
                _ => ModuleMatch.None,
            });
        }

        return match;
    }

    /// <summary>Whether a module is one of the view, or of a language whose modules are not matched.</summary>
    public bool MayHave(int file, string module, string name) =>
        Match(file, module, name).Files.Count > 0 || facts.Symbols(file).Language.Family is not ("js" or "python" or "go" or "rust" or "php" or "csharp");

    /// <summary>The file of a Rust path such as <c>crate::io::util</c>, or of a module beside; none where no part of it is a file, or a crate's name alone agrees.</summary>
    public IReadOnlyList<int> RustPath(int file, string path) => Rust(file, path, "") is { Known: Known.Resolved } match ? match.Files : [];

    /// <summary>The root file of the crate that a Rust file calls so, by its package's manifest; -1 where that tells of none.</summary>
    public int RustCrate(int file, string name)
    {
        _crates ??= new CargoPackages(facts, EndingIn("Cargo.toml"));
        return _crates.SourceOf(FolderOf(facts.Path(file)), name) is { } source ? RootFile(source) : -1;
    }

    private int Find(string path) => ModulePaths.Find(facts.View, path);

    private string Folder(int file) => FolderOf(facts.Path(file));

    private static ModuleMatch One(int file, Known known = Known.Resolved) => file < 0 ? ModuleMatch.None : new ModuleMatch(known, [file]);

    /// <summary>Files whose paths end in one of these.</summary>
    private List<int> EndingIn(params IEnumerable<string> ends)
    {
        _byName ??= Enumerable.Range(0, facts.View.Count).GroupBy(f => facts.Path(f)[(facts.Path(f).LastIndexOf('/') + 1)..]).ToDictionary(g => g.Key, g => g.ToList());
        return [.. ends.SelectMany(end => _byName.GetValueOrDefault(end[(end.LastIndexOf('/') + 1)..], []).Where(f => facts.Path(f) is var p && (p == end || p.EndsWith($"/{end}", StringComparison.Ordinal)))).Distinct().Order()];
    }

    private static ModuleMatch ByEnding(List<int> files) => files.Count == 0 ? ModuleMatch.None : new ModuleMatch(files.Count == 1 ? Known.ByName : Known.Ambiguous, files);

    /// <summary>A path beside the file or, for what is sought on a search path, at the end of any.</summary>
    private ModuleMatch Path(int file, string module, string[] endings)
    {
        string[] written = [module, .. endings.Select(e => module + e)];
        foreach (var name in written)
        {
            if (Normal(Join(Folder(file), name)) is { } path && Find(path) is >= 0 and var found)
            {
                return One(found);
            }
        }

        return ByEnding(EndingIn(written.Where(w => !w.Contains("..", StringComparison.Ordinal))));
    }

    private ModuleMatch Script(int file, string module)
    {
        if (module is "." or ".." || module.StartsWith("./", StringComparison.Ordinal) || module.StartsWith("../", StringComparison.Ordinal))
        {
            return Normal(Join(Folder(file), module)) is { } path ? One(ScriptAt(path)) : ModuleMatch.None;
        }

        _scripts ??= new ScriptPackages(facts, name => EndingIn(name));
        return _scripts.Of(Folder(file), module).Select(ScriptAt).FirstOrDefault(f => f >= 0, -1) is >= 0 and var found ? One(found) : One(ScriptAt(module), Known.ByName);
    }

    private int ScriptAt(string path)
    {
        var stem = ScriptEnding().Replace(path, "");
        string[] names =
        [
            path, .. ScriptEndings.Select(e => path + e),
            .. stem.Length < path.Length ? ScriptEndings.Select(e => stem + e) : [],
            .. ScriptEndings.Select(e => Join(path, $"index{e}")),
        ];
        return names.Select(Find).FirstOrDefault(f => f >= 0, -1);
    }

    private ModuleMatch Python(int file, string module, string name)
    {
        var dots = module.Length - module.TrimStart('.').Length;
        var rest = module[dots..].Replace('.', '/');
        if (dots > 0)
        {
            var folder = Normal(Join(Folder(file), string.Concat(Enumerable.Repeat("../", dots - 1))));
            return folder is null ? ModuleMatch.None : One(PythonNames(Join(folder, rest), name).Select(Find).FirstOrDefault(f => f >= 0, -1));
        }

        foreach (var end in PythonNames(rest, name))
        {
            // A search path's folder is no package itself.
            var found = EndingIn(end).FindAll(f => Find(Join(facts.Path(f)[..^end.Length].TrimEnd('/'), "__init__.py")) < 0);
            if (found.Count > 0)
            {
                var near = found.FindAll(f => Join(Folder(file), "").StartsWith(facts.Path(f)[..^end.Length].TrimEnd('/'), StringComparison.Ordinal));
                return found is [var only] ? One(only) : near is [var nearest] ? One(nearest) : new ModuleMatch(Known.Ambiguous, found);
            }
        }

        return ModuleMatch.None;
    }

    /// <summary>A module in a package comes before what the package itself defines.</summary>
    private static IEnumerable<string> PythonNames(string path, string name)
    {
        string[] whole = name is "" or "*" ? [path] : [Join(path, name), path];
        return whole.Where(p => p.Length > 0).SelectMany(p => new[] { $"{p}.py", $"{p}.pyi", $"{p}/__init__.py" });
    }

    private ModuleMatch Go(string module)
    {
        _goModules ??= [.. EndingIn("go.mod").SelectMany(GoModule).OrderByDescending(m => m.Module.Length)];
        foreach (var (prefix, folder) in _goModules)
        {
            if (module == prefix || module.StartsWith($"{prefix}/", StringComparison.Ordinal))
            {
                return Package(Join(folder, module[prefix.Length..].TrimStart('/')));
            }
        }

        return Package($"vendor/{module}");
    }

    private IEnumerable<(string Module, string Folder)> GoModule(int file)
    {
        var text = System.Text.Encoding.UTF8.GetString(facts.Text(file).Content.Span);
        return GoModuleLine().Match(text) is { Success: true } line ? [(line.Groups[1].Value, Folder(file))] : [];
    }

    private ModuleMatch Package(string folder)
    {
        var (start, end) = facts.View.Under(GitPath.Parse(folder));
        List<int> files = [.. Enumerable.Range(start, end - start).Where(f => Folder(f) == folder && facts.Path(f) is var p && p.EndsWith(".go", StringComparison.Ordinal) && !p.EndsWith("_test.go", StringComparison.Ordinal))];
        return files.Count == 0 ? ModuleMatch.None : new ModuleMatch(Known.Resolved, files, folder);
    }

    private ModuleMatch Rust(int file, string module, string name)
    {
        var parts = (name.Length == 0 ? module : $"{module}::{name}").Split("::", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var path = facts.Path(file);
        var own = path.EndsWith("/mod.rs", StringComparison.Ordinal) || path.EndsWith("/lib.rs", StringComparison.Ordinal) || path.EndsWith("/main.rs", StringComparison.Ordinal)
            ? Folder(file) : path[..Math.Max(0, path.Length - ".rs".Length)];
        var (at, found, known) = (0, -1, Known.Resolved);
        var folder = own;
        switch (parts.FirstOrDefault())
        {
            case null:
                return ModuleMatch.None;
            case "crate":
                (folder, at) = (CrateRoot(path) ?? "", 1);
                found = RootFile(folder);
                break;
            case "self" or "super":
                for (; at < parts.Length && parts[at] is "self" or "super"; at++)
                {
                    folder = parts[at] == "super" ? FolderOf(folder) : folder;
                }

                found = ModuleAt(folder);
                break;
            default:
                if (ModuleAt(Join(folder, parts[0])) >= 0)
                {
                    break;
                }

                _crates ??= new CargoPackages(facts, EndingIn("Cargo.toml"));
                if (_crates.SourceOf(FolderOf(path), parts[0]) is { } source && RootFile(source) is >= 0 and var crate)
                {
                    (folder, found, at) = (source, crate, 1);
                }
                else
                {
                    var roots = EndingIn($"{parts[0]}/src/lib.rs", $"{parts[0].Replace('_', '-')}/src/lib.rs");
                    if (roots is not [var root])
                    {
                        return ByEnding(roots);
                    }

                    (folder, found, known, at) = (Folder(root), root, Known.ByName, 1);
                }

                break;
        }

        for (; at < parts.Length && ModuleAt(Join(folder, parts[at])) is >= 0 and var next; at++)
        {
            (folder, found) = (Join(folder, parts[at]), next);
        }

        return One(found, known);
    }

    private int ModuleAt(string path) => Find($"{path}.rs") is >= 0 and var file ? file : Find($"{path}/mod.rs") is >= 0 and var inner ? inner : RootFile(path);

    private int RootFile(string folder) => Find(Join(folder, "lib.rs")) is >= 0 and var lib ? lib : Find(Join(folder, "main.rs"));

    /// <summary>The nearest folder above that has a root file; null where none has.</summary>
    private string? CrateRoot(string path)
    {
        for (var folder = FolderOf(path); ; folder = FolderOf(folder))
        {
            if (RootFile(folder) >= 0)
            {
                return folder;
            }

            if (folder.Length == 0)
            {
                return null;
            }
        }
    }

    /// <summary>The files that declare a type by its full name or, if none does, the namespace.</summary>
    private ModuleMatch Declared(string family, string module, string name)
    {
        var dotted = FileSymbols.Dotted(module.TrimStart('\\'));
        var full = name is "" or "*" ? dotted : $"{dotted}.{FileSymbols.Dotted(name)}";
        var types = Declaring(family, full[(full.LastIndexOf('.') + 1)..], full, s => s.IsType);
        if (types.Count > 0)
        {
            return new ModuleMatch(Known.Resolved, types);
        }

        // A namespace is named in one piece or by nested declarations; PHP's separator is kept in its name.
        var spaces = Declaring(family, module.TrimStart('\\'), full, s => s.IsNamespace);
        spaces = spaces.Count > 0 ? spaces : Declaring(family, full[(full.LastIndexOf('.') + 1)..], full, s => s.IsNamespace);
        return spaces.Count == 0 ? ModuleMatch.None : new ModuleMatch(spaces.Count == 1 ? Known.Resolved : Known.Ambiguous, spaces);
    }

    private List<int> Declaring(string family, string name, string fullName, Func<FileSymbol, bool> isWanted) =>
    [
        .. facts.Definitions(name).Where(d => facts.Symbols(d.File) is var symbols && symbols.Language.Family == family && isWanted(symbols[d.Symbol])
            && FileSymbols.Dotted(symbols.FullName(d.Symbol)) == fullName).Select(d => d.File).Distinct(),
    ];

    [GeneratedRegex(@"\.(js|jsx|mjs|cjs)$")]
    private static partial Regex ScriptEnding();

    [GeneratedRegex(@"^module\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex GoModuleLine();
}
