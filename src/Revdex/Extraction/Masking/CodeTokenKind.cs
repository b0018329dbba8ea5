namespace Revdex.Extraction.Masking;

/// <summary>As far as masks tell tokens apart.</summary>
internal enum CodeTokenKind : byte
{
    /// <summary>Names and keywords.</summary>
    Word,

    /// <summary>A string, a character, a number.</summary>
    Literal,

    /// <summary>One byte that is neither, or <c>::</c>.</summary>
    Punctuation,

    /// <summary>A line of the preprocessor, with the lines that continue it.</summary>
    Directive,
}
