namespace Revdex.Vectors;

/// <summary>The sections of a vector file in their order; the number in the file is one more.</summary>
internal enum VectorSection
{
    /// <summary>u32 dimensions, then the id of the model.</summary>
    Model,

    /// <summary>As in segments: a symbol's ordinal means something in the facts of one fingerprint only.</summary>
    Languages,

    /// <summary>As in segments (KeyedRows), each row ending with u32 end of its places, u16 language, u16 zero.</summary>
    Blobs,

    /// <summary>For each chunk of each blob: u32 row, u32 first line, u32 last line, u32 start byte, u32 end byte, i32 symbol or -1.</summary>
    Places,

    /// <summary>The chunk key of each row.</summary>
    Keys,

    /// <summary>Where rows do not ascend by key: the rows in that order (u32). Else empty.</summary>
    KeyOrder,

    /// <summary>For each row u32 end of its part of the next section.</summary>
    RowPlaceEnds,

    /// <summary>The places (u32) of each row.</summary>
    RowPlaces,

    /// <summary>Of the lists that rows are gathered in: u32 end of each. Empty where there are none.</summary>
    ListEnds,

    /// <summary>f32 for each list.</summary>
    CentroidScales,

    /// <summary>A row for each list, as in the next section.</summary>
    Centroids,

    /// <summary>i8 for each dimension, zeros up to the next multiple of 64 bytes.</summary>
    Rows,

    /// <summary>f32 for each row: what its numbers are to be multiplied with.</summary>
    Scales,
}
