using System.Globalization;
using Revdex.Scip;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Something that a snapshot has besides facts: one immutable file, keyed to blobs, so that it goes along with what is built upon the snapshot. Who does not know
/// a kind or its version passes it over.
/// </summary>
public sealed record ManifestPart
{
    /// <summary>What compilers say.</summary>
    public const string ScipKind = "scip";

    /// <summary>A plain word.</summary>
    public required string Kind { get; init; }

    /// <summary>A plain word: of the format, or of what else makes two of a kind differ.</summary>
    public required string Version { get; init; }

    /// <summary>SHA-256 of the file.</summary>
    public required ContentHash Id { get; init; }

    /// <summary>Of the file.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The transfer form in the store; null while it was never published.</summary>
    public ObjectRef? Bundle { get; init; }

    /// <summary>The first bytes of the bundle; no object of its own. Null while it was never published.</summary>
    public ObjectRef? Head { get; init; }

    public bool IsPublished => Bundle is not null && Head is not null;

    /// <summary>Whether this program reads it.</summary>
    public bool IsKnown => Kind == ScipKind && Version == ScipVersion;

    internal PackedFile File => new("part", Id, SizeBytes, Bundle, Head);

    private static string ScipVersion => ScipFormat.Version.ToString(CultureInfo.InvariantCulture);

    internal static ManifestPart OfScip(CachedSegment file) => new() { Kind = ScipKind, Version = ScipVersion, Id = file.Id, SizeBytes = file.SizeBytes };

    /// <summary>Those of the first, and of the second the kinds that the first has none of.</summary>
    internal static IReadOnlyList<ManifestPart> Join(IReadOnlyList<ManifestPart> first, IReadOnlyList<ManifestPart> second) =>
        Manifest.Order(first.Concat(second.Where(part => first.All(p => p.Kind != part.Kind))));
}
