namespace Revdex.Segments;

/// <summary>
/// The version of the segment file and of the blobs table (artifacts/FORMAT.md). A reader accepts its own version only: segments are
/// derived data, an unknown one is made again.
/// <list type="bullet"><item>1: first.</item><item>2: the words table.</item><item>3: the facts come last.</item></list>
/// </summary>
public static class SegmentFormat
{
    public const int Version = 3;

    internal const int TableCount = 5;

    /// <summary>A fingerprint or id of a language is a short word; this bounds what a hostile list can make us hold.</summary>
    internal const int LanguageTextMaxBytes = 256;

    /// <summary>Hundreds of languages in a handful of fingerprints each.</summary>
    internal const int LanguagesMax = 4096;

    /// <summary>Keys of one table must fit in a span: two billion bytes are a hundred million names.</summary>
    internal const int KeysMaxBytes = int.MaxValue - 64;

    internal static ContainerFormat Segment { get; } = new("RVDXSEG\0"u8, "segment", Version, [Languages, Blobs, .. Enumerable.Range(0, TableCount).SelectMany(Table), Facts]);

    internal static ContainerFormat BlobsTable { get; } = new("RVDXBLB\0"u8, "blobs table", Version, [Languages, Blobs]);

    internal static SectionKind Languages => new(1, "languages");

    internal static SectionKind Blobs => new(2, "blobs");

    internal static SectionKind Facts => new(3, "facts");

    /// <summary>Where a part of a table is among the segment's sections.</summary>
    internal static int IndexOf(TableKind table, TablePart part) => 2 + (int)table * 4 + (int)part;

    /// <summary>Where the facts are among the segment's sections: last, since they are most of it and of few files at a time.</summary>
    internal const int FactsIndex = 2 + TableCount * 4;

    private static IEnumerable<SectionKind> Table(int table) =>
        Enum.GetValues<TablePart>().Select(part => new SectionKind((uint)(16 + table * 4 + (int)part), $"{(TableKind)table} {part}".ToLowerInvariant()));
}
