namespace Revdex.Facts;

/// <summary>What the grammar shows of a symbol. The bits are stored (artifacts/FORMAT.md): add, never renumber.</summary>
[Flags]
public enum SymbolFlags
{
    None = 0,

    /// <summary>Public or exported.</summary>
    Exported = 1,
    Static = 2,
    Abstract = 4,
    Async = 8,
    Test = 16,
    Deprecated = 32,
}
