namespace Revdex.Query.Tools.Resolving;

/// <summary>The sets of one name in one family of languages.</summary>
/// <param name="all">In order of their first members.</param>
internal sealed class NamedSets(SymbolSet[] all, Dictionary<string, SymbolSet> byKey)
{
    public SymbolSet[] All => all;

    public IReadOnlyDictionary<string, SymbolSet> ByKey => byKey;

    public bool HasTypes { get; } = Array.Exists(all, s => s.IsTypeName);

    /// <summary>Some are types with type parameters, which a use tells by its type arguments.</summary>
    public bool HasGenerics { get; } = Array.Exists(all, s => s.Arity > 0);

    public bool HasMacros { get; } = Array.Exists(all, s => s.IsMacro);

    public bool HasFileLocals { get; } = Array.Exists(all, s => s.IsFileLocal);
}
