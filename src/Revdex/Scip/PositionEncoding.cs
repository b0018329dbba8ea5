namespace Revdex.Scip;

/// <summary>What the columns of a SCIP document count. Numbers are scip.proto's.</summary>
internal enum PositionEncoding
{
    /// <summary>Older indexers do not say it: what strings are made of in the language that they are written in.</summary>
    Unspecified = 0,

    Utf8 = 1,

    Utf16 = 2,

    Utf32 = 3,
}
