namespace Revdex.Extraction.Patterns;

/// <summary>Which text a predicate looks at.</summary>
internal enum TextPlace : byte
{
    /// <summary>The capture's own.</summary>
    Inside,

    /// <summary>What ends where the capture starts, blanks left out.</summary>
    Before,

    /// <summary>What starts where the capture ends, blanks left out.</summary>
    Behind,
}
