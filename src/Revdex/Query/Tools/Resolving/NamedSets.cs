namespace Revdex.Query.Tools.Resolving;

/// <summary>The sets of one name in one family of languages.</summary>
/// <param name="all">In order of their first members.</param>
internal sealed class NamedSets(SymbolSet[] all, Dictionary<string, SymbolSet> byKey)
{
    public SymbolSet[] All => all;

    public IReadOnlyDictionary<string, SymbolSet> ByKey => byKey;

    public bool HasTypes { get; } = Array.Exists(all, s => s.IsTypeName);

    public bool HasMacros { get; } = Array.Exists(all, s => s.IsMacro);

    public bool HasFileLocals { get; } = Array.Exists(all, s => s.IsFileLocal);
}
