namespace Revdex.Extraction.Masking;

/// <summary>What stands between braces. Two bits.</summary>
internal enum BraceKind : byte
{
    /// <summary>Declarations: of a file, a type, a namespace.</summary>
    Declarations,

    /// <summary>A function's statements.</summary>
    Body,

    /// <summary>Values, with commas between them.</summary>
    Values,

    /// <summary>Names, with commas between them.</summary>
    Enum,
}
