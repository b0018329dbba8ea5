using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>Decides what a use in Rust means by its path, by what is around it, or as a field of the value that it is written in. What stands behind a dot is not for it to say.</summary>
internal sealed class RustResolver
{
    private readonly StateFacts _facts;
    private readonly SymbolSets _sets;
    private readonly RustCode _code;
    private readonly RustScope _scope;
    private readonly RustMembers _members;

    public RustResolver(StateFacts facts, SymbolSets sets, ModuleFiles files)
    {
        (_facts, _sets, _code) = (facts, sets, new RustCode(facts));
        _scope = new RustScope(facts, sets, _code, new RustModules(facts, files));
        _members = new RustMembers(facts, sets, _code, TypeAt);
    }

    public RustMembers Members => _members;

    /// <summary>Null where nothing proves what is meant.</summary>
    public SymbolSet? Find(in UseSite site, Candidates candidates)
    {
        var code = _code.Tokens(site.File);
        var at = code.At(_facts.Text(site.File).At(site));
        if (at < 0 || code.Is(at - 1, "."u8))
        {
            return null;
        }

        var isImport = site.Role == OccurrenceRole.Import;
        at -= isImport && code.Is(at - 1, "as"u8) ? 2 : 0;
        var written = code.Text(at); // A module may pass it on under this name.
        var path = RustPaths.Before(code, at, isImport, out var first);
        if (path is not { Count: > 0 })
        {
            return path is null ? null : !isImport && site.HasReceiver ? FieldAt(code, at, site, candidates) : Alone(site, written, code[at].Start, candidates);
        }

        var symbol = Around(site);
        var module = _scope.Modules.At(site.File, symbol);
        var owner = ThingOf(site.File, symbol, code, first, path, isImport);
        return owner.Module is { } inner ? _scope.In(inner, written, candidates, module).Set : owner.Set is { } type ? _members.Of(type, candidates) : null;
    }

    /// <summary>The type around a use.</summary>
    public SymbolSet? SelfAt(in UseSite site)
    {
        var symbols = _facts.Symbols(site.File);
        return symbols.TypeAround(symbols.Around(site)) is >= 0 and var type ? _members.TypeOf(new SymbolRef(site.File, type)) : null;
    }

    private SymbolSet? Alone(in UseSite site, string name, int at, Candidates candidates)
    {
        var symbol = Around(site);
        var module = _scope.Modules.At(site.File, symbol);
        return site.Role == OccurrenceRole.Import ? _scope.In(module, name, candidates, module).Set : _scope.Plain(site.File, symbol, at, name, candidates).Set;
    }

    private int Around(in UseSite site)
    {
        var symbols = _facts.Symbols(site.File);
        var symbol = symbols.Around(site);
        return site.Role == OccurrenceRole.Implements && symbol >= 0 ? symbols[symbol].Container : symbol;
    }

    /// <summary>What a path is.</summary>
    private RustThing ThingOf(int file, int symbol, CodeTokens code, int start, List<string> path, bool isImport)
    {
        if (!isImport && IsTypeParameter(file, code, start, path[0]))
        {
            return default;
        }

        var module = _scope.Modules.At(file, symbol);
        if (path is ["", var crate, ..])
        {
            return _scope.Along(RustThing.Of(_scope.Modules.Crate(file, crate)), path, 2, module, null);
        }

        var first = path[0] == "Self" ? RustThing.Of(_facts.Symbols(file).TypeAround(symbol) is >= 0 and var type ? _members.TypeOf(new SymbolRef(file, type)) : null) : _scope.Keyword(path[0], module);
        first = first.IsBound || path[0] == "Self" ? first : isImport ? _scope.In(module, path[0], null, module) : _scope.Plain(file, symbol, code[start].Start, path[0], null);
        first = first.IsBound || path[0] == "Self" ? first : RustThing.Of(_scope.Modules.Crate(file, path[0]));
        return _scope.Along(first, path, 1, module, null);
    }

    /// <summary>A name in upper case of which no use is stored is one of the function's or type's own.</summary>
    private bool IsTypeParameter(int file, CodeTokens code, int start, string name)
    {
        var (line, column) = _facts.Text(file).PlaceOf(code[start].Start);
        return name is [>= 'A' and <= 'Z', ..] and not "Self" && !_facts.IsUsedAt(name, file, line, column);
    }

    /// <summary>The type that a name means where it stands.</summary>
    private SymbolSet? TypeAt(UseSite site) => _sets.Of(site.Name, "rust").Length == 0 ? null : Find(site, _scope.Types(site.Name)) is { IsTypeName: true } type ? type : null;

    /// <summary>The field of a value or pattern that is written with its names: <c>Point { x: 1, y }</c>.</summary>
    private SymbolSet? FieldAt(CodeTokens code, int at, in UseSite site, Candidates candidates)
    {
        var open = code.Outer(at);
        if (!code.IsMark(open, "{"u8) || !(code.IsMark(at + 1, ":,}"u8)))
        {
            return null;
        }

        var name = code.BeforeArguments(open - 1);
        name -= code.Is(name, "::"u8) ? 1 : 0;
        if (!code.IsName(name) || TypeSyntax.IsWord(code, name) || RustPaths.Before(code, name, isImport: false, out var first) is not { } path)
        {
            return null;
        }

        path.Add(code.Text(name));
        var owner = ThingOf(site.File, Around(site), code, first, path, isImport: false).Set;
        owner = owner is null ? null : _members.Meant(owner);
        return owner is null ? null : candidates.OwnedBy(owner.Key).Only;
    }
}
