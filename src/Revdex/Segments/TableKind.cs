namespace Revdex.Segments;

/// <summary>The posting tables of a segment, in their stored order.</summary>
public enum TableKind : byte
{
    /// <summary>Symbol name → where it is defined.</summary>
    Definitions = 0,

    /// <summary>Name → every use of it.</summary>
    Occurrences = 1,

    /// <summary>Module or namespace as written → who imports it.</summary>
    Imports = 2,

    /// <summary>Base type's name → the types that name it as a base.</summary>
    Implements = 3,

    /// <summary>Word of the text (<see cref="Facts.WordRules"/>) that no other table has as a key for the blob → the blob alone: runs are empty.</summary>
    Words = 4,
}
