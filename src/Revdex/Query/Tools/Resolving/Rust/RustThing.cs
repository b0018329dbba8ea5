namespace Revdex.Query.Tools.Resolving.Rust;

/// <summary>What a part of a path is: a module, or something that a module or type has.</summary>
/// <param name="IsBound">The name is taken, by this or by what is not known.</param>
internal readonly record struct RustThing(RustModule? Module, SymbolSet? Set, bool IsBound)
{
    public static readonly RustThing Unknown = new(null, null, true);

    public bool IsKnown => Module is not null || Set is not null;

    public static RustThing Of(RustModule? module) => new(module, null, module is not null);

    public static RustThing Of(SymbolSet? set) => new(null, set, set is not null);
}
