using Revdex.Facts;
using static Revdex.Query.Tools.Resolving.Modules.ModulePaths;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>The modules of Rust crates: by their files' paths, and by the declarations within files. A module whose path an attribute gives is not known.</summary>
internal sealed class RustModules(StateFacts facts, ModuleFiles files)
{
    /// <summary>Of modules within modules.</summary>
    private const int DepthMax = 64;

    private static readonly string[] CrateFolders = ["tests", "examples", "benches", "bin"];

    private readonly Dictionary<(RustModule Module, string Name), RustModule?> _children = [];
    private readonly Dictionary<int, RustModule?> _parents = [];

    /// <summary>The module that a symbol stands in, or is.</summary>
    public RustModule At(int file, int symbol)
    {
        var symbols = facts.Symbols(file);
        for (; symbol >= 0; symbol = symbols[symbol].Container)
        {
            if (symbols[symbol].Kind == SymbolKind.Module && facts.EndsInBlock(new SymbolRef(file, symbol)))
            {
                return new RustModule(file, symbol);
            }
        }

        return new RustModule(file, -1);
    }

    public RustModule Root(RustModule module)
    {
        for (var depth = 0; depth < DepthMax && Parent(module) is { } parent; depth++)
        {
            module = parent;
        }

        return module;
    }

    /// <summary>Null at a crate's root.</summary>
    public RustModule? Parent(RustModule module)
    {
        if (module.Symbol >= 0)
        {
            return At(module.File, facts.Symbols(module.File)[module.Symbol].Container);
        }

        if (!_parents.TryGetValue(module.File, out var parent))
        {
            _parents.Add(module.File, parent = ParentOf(facts.Path(module.File)));
        }

        return parent;
    }

    /// <summary>What a module declares as a module of its own; null where there is none, or its file is not here.</summary>
    public RustModule? Child(RustModule module, string name)
    {
        if (!_children.TryGetValue((module, name), out var child))
        {
            _children.Add((module, name), child = FindChild(module, name));
        }

        return child;
    }

    /// <summary>The root of another crate of the view by the name that a file has for it.</summary>
    public RustModule? Crate(int file, string name) => files.RustCrate(file, name) is >= 0 and var root ? new RustModule(root, -1) : null;

    public bool IsWithin(RustModule module, RustModule outer)
    {
        RustModule? at = module;
        for (var depth = 0; depth < DepthMax && at is { } inner; depth++)
        {
            if (inner == outer)
            {
                return true;
            }

            at = Parent(inner);
        }

        return false;
    }

    private RustModule? FindChild(RustModule module, string name)
    {
        var symbols = facts.Symbols(module.File);
        if (facts.Definitions(name).Where(d => d.File == module.File && symbols[d.Symbol] is { Kind: SymbolKind.Module } s && s.Container == module.Symbol).Take(2).ToList() is not [var declared])
        {
            return null; // Of several a condition takes one.
        }

        if (facts.EndsInBlock(declared))
        {
            return new RustModule(module.File, declared.Symbol);
        }

        var folder = FolderOf(module);
        var file = Find(facts.View, Join(folder, $"{name}.rs")) is >= 0 and var plain ? plain : Find(facts.View, Join(folder, $"{name}/mod.rs"));
        return file >= 0 ? new RustModule(file, -1) : null;
    }

    /// <summary>Where the files of its modules lie.</summary>
    private string FolderOf(RustModule module)
    {
        var path = facts.Path(module.File);
        var folder = IsRoot(path) || path.EndsWith("/mod.rs", StringComparison.Ordinal) ? Modules.ModulePaths.FolderOf(path) : path[..^".rs".Length];
        var inner = "";
        for (var at = module.Symbol; at >= 0; at = facts.Symbols(module.File)[at].Container)
        {
            inner = Join(facts.Symbols(module.File)[at].Name, inner);
        }

        return Join(folder, inner);
    }

    private RustModule? ParentOf(string path)
    {
        if (IsRoot(path) || !path.EndsWith(".rs", StringComparison.Ordinal))
        {
            return null;
        }

        var isFolder = path.EndsWith("/mod.rs", StringComparison.Ordinal);
        var own = isFolder ? Modules.ModulePaths.FolderOf(path) : path[..^".rs".Length];
        var folder = Modules.ModulePaths.FolderOf(own);
        var name = own[(own.LastIndexOf('/') + 1)..];
        foreach (var outer in new[] { Join(folder, "mod.rs"), $"{folder}.rs", Join(folder, "lib.rs"), Join(folder, "main.rs") })
        {
            if (outer != path && Find(facts.View, outer) is >= 0 and var file && facts.Definitions(name).Any(d => d.File == file && facts.Symbol(d).Kind == SymbolKind.Module))
            {
                return new RustModule(file, -1);
            }
        }

        return null;
    }

    /// <summary>A crate's own file, by Cargo's customs.</summary>
    private static bool IsRoot(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var folder = Modules.ModulePaths.FolderOf(path);
        return name is "lib.rs" or "main.rs" or "build.rs" || (name != "mod.rs" && CrateFolders.Contains(folder[(folder.LastIndexOf('/') + 1)..]));
    }
}
