using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>
/// What a name means in Rust by the scopes and modules around it: what a block, a module and their <c>use</c> declarations have of it. What two of them have is not known, and
/// neither is what a declaration brings from a crate that is not here. Which of their definitions a condition leaves out is not looked into.
/// </summary>
internal sealed class RustScope(StateFacts facts, SymbolSets sets, RustCode code, RustModules modules)
{
    /// <summary>Declarations that bring what others bring, and paths that begin with what a declaration brings.</summary>
    private const int DepthMax = 24;

    private readonly Dictionary<string, Candidates> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<(RustModule Module, string Name), RustThing> _things = [];
    private readonly HashSet<RustUse> _active = [];
    private int _depth;

    public RustModules Modules => modules;

    /// <summary>What a name means where it stands alone.</summary>
    /// <param name="symbol">What is around it.</param>
    /// <param name="at">Where it stands, in bytes.</param>
    /// <param name="wanted">What it may be; null: what other names are reached through, a module, type or variant.</param>
    public RustThing Plain(int file, int symbol, int at, string name, Candidates? wanted)
    {
        var symbols = facts.Symbols(file);
        var module = modules.At(file, symbol);
        for (var scope = symbol; scope >= 0 && scope != module.Symbol; scope = symbols[scope].Container)
        {
            var own = symbols[scope].IsTypeScope ? default : Own(sets.KeyOf(new SymbolRef(file, scope)), name, wanted);
            if (own.IsBound)
            {
                return own;
            }
        }

        foreach (var block in code.Uses(file).Where(u => IsInBlock(file, u, module, at)).GroupBy(u => u.Block).OrderByDescending(b => b.Key))
        {
            if (Brought(block, file, module, name, wanted, isBlock: true) is { IsBound: true } brought)
            {
                return brought;
            }
        }

        var found = In(module, name, wanted, module);
        return found.IsBound || wanted is not null ? found : RustThing.Of(modules.Crate(file, name));
    }

    /// <summary>What a module has, of its own or brought.</summary>
    /// <param name="from">Who asks: of what a glob brings it gets what it sees.</param>
    public RustThing In(RustModule module, string name, Candidates? wanted, RustModule from)
    {
        if (_depth >= DepthMax)
        {
            return RustThing.Unknown;
        }

        if (wanted is null && module == from && _things.TryGetValue((module, name), out var known))
        {
            return known;
        }

        _depth++;
        var found = Own(OwnerKey(module), name, wanted);
        found = found.IsBound || wanted is not null ? found : RustThing.Of(modules.Child(module, name));
        found = found.IsBound ? found : Brought(code.Uses(module.File).Where(u => IsOf(module.File, u, module)), module.File, from, name, wanted, isBlock: false);
        _depth--;
        if (wanted is null && module == from && _depth == 0)
        {
            _things[(module, name)] = found;
        }

        return found;
    }

    /// <summary>What a path is behind its first part.</summary>
    /// <param name="wanted">As in <see cref="Plain"/>.</param>
    public RustThing Along(RustThing first, IReadOnlyList<string> path, int next, RustModule from, Candidates? wanted)
    {
        var thing = first;
        for (; next < path.Count && thing.IsKnown; next++)
        {
            var isLast = next == path.Count - 1;
            thing = Step(thing, path[next], isLast ? wanted : null, from);
        }

        return thing;
    }

    /// <summary>What one part of a path is, after another.</summary>
    public RustThing Step(RustThing thing, string name, Candidates? wanted, RustModule from) =>
        thing.Module is { } module ? (name == "super" ? RustThing.Of(modules.Parent(module)) : name == "self" ? thing : In(module, name, wanted, from))
        : thing.Set is { } type ? Own(type.Key, name, wanted) : RustThing.Unknown;

    /// <summary>What a path begins with that is no name of the program: <c>crate</c>, <c>super</c>; unbound for others.</summary>
    public RustThing Keyword(string first, RustModule module) => first switch
    {
        "crate" or "$crate" => RustThing.Of(modules.Root(module)),
        "self" => RustThing.Of(module),
        "super" => modules.Parent(module) is { } parent ? RustThing.Of(parent) : RustThing.Unknown,
        _ => default,
    };

    /// <summary>Types and variants of a name.</summary>
    public Candidates Types(string name)
    {
        if (!_types.TryGetValue(name, out var types))
        {
            _types.Add(name, types = new Candidates(Array.FindAll(sets.Of(name, "rust"), s => s.IsTypeName || s.IsVariant)));
        }

        return types;
    }

    private string OwnerKey(RustModule module) => module.Symbol < 0 ? SymbolSets.TopOf(module.File) : sets.KeyOf(new SymbolRef(module.File, module.Symbol));

    private RustThing Own(string owner, string name, Candidates? wanted)
    {
        var candidates = wanted ?? Types(name);
        var (only, count) = candidates.Name == name ? candidates.OwnedBy(owner) : default;
        return count == 0 ? default : only is null ? RustThing.Unknown : RustThing.Of(only);
    }

    /// <summary>What declarations of one scope bring: those that name it before those that bring all there is.</summary>
    private RustThing Brought(IEnumerable<RustUse> scope, int file, RustModule from, string name, Candidates? wanted, bool isBlock)
    {
        var (found, uses) = (default(RustThing), scope.Where(u => !_active.Contains(u)).ToList());
        foreach (var use in uses.Where(u => u.Bound == name))
        {
            found = Merged(found, Followed(file, use, () => Target(file, use, wanted)));
        }

        foreach (var use in found.IsBound ? [] : uses.Where(u => u.IsGlob))
        {
            found = Merged(found, Followed(file, use, () => All(file, use, name, wanted, from, isBlock)));
        }

        return found;
    }

    /// <summary>A declaration is not looked up by itself.</summary>
    private RustThing Followed(int file, RustUse use, Func<RustThing> follow)
    {
        _active.Add(use);
        try
        {
            return follow();
        }
        finally
        {
            _active.Remove(use);
        }
    }

    private static RustThing Merged(RustThing one, RustThing other) => !one.IsBound || one == other ? other : !other.IsBound ? one : RustThing.Unknown;

    private RustThing Target(int file, RustUse use, Candidates? wanted)
    {
        var found = Path(use.Path, ModuleOf(file, use), wanted);
        return found.IsKnown ? found : RustThing.Unknown;
    }

    private RustThing All(int file, RustUse use, string name, Candidates? wanted, RustModule from, bool isBlock)
    {
        var module = ModuleOf(file, use);
        var whole = Path(use.Path, module, null);
        if (!whole.IsKnown)
        {
            return isBlock ? RustThing.Unknown : default; // What is nearer than a module's own may hide it.
        }

        var found = Step(whole, name, wanted, module);
        return found.Set is null || whole.Module is not { } source || use.IsPublic || modules.IsWithin(from, source) || IsPublic(found.Set) ? found : default;
    }

    /// <summary>What a declaration's path is.</summary>
    private RustThing Path(IReadOnlyList<string> path, RustModule module, Candidates? wanted)
    {
        if (path.Count == 0)
        {
            return RustThing.Unknown;
        }

        var isRooted = path[0].Length == 0 && path.Count > 1;
        var first = isRooted ? RustThing.Of(modules.Crate(module.File, path[1])) : First(path[0], module, path.Count == 1 ? wanted : null);
        return Along(first, path, isRooted ? 2 : 1, module, wanted);
    }

    private RustThing First(string name, RustModule module, Candidates? wanted)
    {
        var found = Keyword(name, module);
        found = found.IsBound ? found : In(module, name, wanted, module);
        return found.IsBound ? found : RustThing.Of(modules.Crate(module.File, name));
    }

    private bool IsPublic(SymbolSet set) =>
        set.IsVariant || (facts.Symbol(set.Members[0]).Flags & SymbolFlags.Exported) != 0 || facts.Signature(set.Members[0]).StartsWith("pub", StringComparison.Ordinal);

    private RustModule ModuleOf(int file, RustUse use)
    {
        var symbols = facts.Symbols(file);
        return modules.At(file, symbols.InnermostAt(use.At, s => s.Kind == SymbolKind.Module));
    }

    /// <summary>Whether a declaration is one of the module itself, and in no block of it.</summary>
    private bool IsOf(int file, RustUse use, RustModule module)
    {
        if (module.Symbol < 0 || use.Block < 0)
        {
            return module.Symbol < 0 && use.Block < 0;
        }

        var own = facts.Symbols(file)[module.Symbol];
        var tokens = code.Tokens(file);
        return tokens[use.Block].Start > own.StartByte && use.At < own.EndByte && tokens.Is(use.Block - 1, System.Text.Encoding.UTF8.GetBytes(own.Name)) && tokens.Is(use.Block - 2, "mod"u8)
            && ModuleOf(file, use) == module;
    }

    /// <summary>Whether a declaration holds at a place because of a block around both.</summary>
    private bool IsInBlock(int file, RustUse use, RustModule module, int at)
    {
        var tokens = code.Tokens(file);
        return use.Block >= 0 && tokens[use.Block].Start < at && tokens.Partner(use.Block) is >= 0 and var close && at < tokens[close].Start && !tokens.Is(use.Block - 2, "mod"u8)
            && ModuleOf(file, use) == module;
    }
}
