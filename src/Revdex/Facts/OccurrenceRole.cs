namespace Revdex.Facts;

/// <summary>How a name is used at one place. Stored in four bits (artifacts/FORMAT.md): add at the end, at most 16.</summary>
public enum OccurrenceRole : byte
{
    /// <summary>The place that defines a symbol; kept in the definitions table, not among the occurrences.</summary>
    Definition = 0,
    Call = 1,
    Type = 2,
    Import = 3,

    /// <summary>A base type or an implemented interface.</summary>
    Implements = 4,
    Read = 5,
    Write = 6,

    /// <summary>An attribute, annotation or decorator.</summary>
    Attribute = 7,

    /// <summary>A word in text the grammar does not look into, such as a macro's body.</summary>
    Text = 8,
}
