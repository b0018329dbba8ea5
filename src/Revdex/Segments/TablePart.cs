namespace Revdex.Segments;

/// <summary>The four sections of a posting table, in file order.</summary>
internal enum TablePart
{
    /// <summary>For each key <c>{ varint blob delta, varint run length, run }</c> repeated.</summary>
    Postings = 0,

    /// <summary>All keys, sorted, end to end.</summary>
    Keys = 1,

    /// <summary>u32 for each key and one for the end.</summary>
    KeyOffsets = 2,

    /// <summary>u64 for each key and one for the end.</summary>
    PostingOffsets = 3,
}
