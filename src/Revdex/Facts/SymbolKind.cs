namespace Revdex.Facts;

/// <summary>What a symbol is. The numbers are stored (artifacts/FORMAT.md): add at the end, never renumber.</summary>
public enum SymbolKind : byte
{
    Unknown = 0,
    Namespace = 1,
    Module = 2,
    Class = 3,
    Struct = 4,
    Interface = 5,
    Trait = 6,
    Enum = 7,
    EnumMember = 8,
    Record = 9,
    Delegate = 10,
    TypeAlias = 11,
    Function = 12,
    Method = 13,
    Constructor = 14,
    Destructor = 15,
    Operator = 16,
    Property = 17,
    Indexer = 18,
    Event = 19,
    Field = 20,
    Constant = 21,
    Variable = 22,
    Macro = 23,
    Extension = 24,
    Implementation = 25,
    Union = 26,
    TypeParameter = 27,

    /// <summary>A named part of a document: a heading with what it is over, a TOML table.</summary>
    Section = 28,
}
