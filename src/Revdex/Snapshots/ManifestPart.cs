using System.Globalization;
using Revdex.Embedding;
using Revdex.Scip;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Snapshots;

/// <summary>
/// Something that a snapshot has besides facts: one immutable file, keyed to blobs, so that it goes along with what is built upon the snapshot. Who does not know
/// a kind or its version passes it over.
/// </summary>
public sealed record ManifestPart
{
    /// <summary>What compilers say.</summary>
    public const string ScipKind = "scip";

    /// <summary>Vectors of one model: several of a snapshot, the largest first, each of other blobs.</summary>
    public const string VectorsKind = "vectors";

    /// <summary>The model of the vectors that go with it, where it was learnt and nobody has it otherwise.</summary>
    public const string ModelKind = "model";

    /// <summary>Digits of a model's id in a version: enough to tell models apart without looking into the file, which has all of it.</summary>
    private const int ModelDigits = 16;

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
    public bool IsKnown => Kind switch
    {
        ScipKind => Version == ScipVersion,
        VectorsKind => Version.StartsWith(VectorsVersion, StringComparison.Ordinal),
        ModelKind => Version == ModelVersion,
        _ => false,
    };

    /// <summary>What is replaced together: vectors are nothing without their model.</summary>
    internal string Family => Kind == ModelKind ? VectorsKind : Kind;

    /// <summary>The first digits of the id of the model that vectors are of; null for other kinds, and versions that are not known.</summary>
    internal string? VectorModel => Kind == VectorsKind && IsKnown ? Version[VectorsVersion.Length..] : null;

    internal PackedFile File => new("part", Id, SizeBytes, Bundle, Head);

    private static string ScipVersion => ScipFormat.Version.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of the format, before the dash and the model.</summary>
    private static string VectorsVersion => $"{VectorFormat.Version.ToString(CultureInfo.InvariantCulture)}-";

    private static string ModelVersion => ModelPart.Version.ToString(CultureInfo.InvariantCulture);

    internal static ManifestPart OfVectors(CachedSegment file, VectorModel model) =>
        new() { Kind = VectorsKind, Version = VectorsVersionOf(model.Id), Id = file.Id, SizeBytes = file.SizeBytes };

    internal static ManifestPart OfModel(CachedSegment file) => new() { Kind = ModelKind, Version = ModelVersion, Id = file.Id, SizeBytes = file.SizeBytes };

    /// <summary>The version that parts of this model's vectors have.</summary>
    internal static string VectorsVersionOf(string modelId) => $"{VectorsVersion}{modelId[..Math.Min(ModelDigits, modelId.Length)]}";

    internal static ManifestPart OfScip(CachedSegment file) => new() { Kind = ScipKind, Version = ScipVersion, Id = file.Id, SizeBytes = file.SizeBytes };

    /// <summary>With these vectors, and their model, in place of those that are there.</summary>
    internal static IReadOnlyList<ManifestPart> WithVectors(IReadOnlyList<ManifestPart> parts, IReadOnlyList<ManifestPart> vectors) =>
        Manifest.Order(parts.Where(p => p.Family != VectorsKind).Concat(vectors));

    /// <summary>Those of the first, and of the second the families that the first has none of.</summary>
    internal static IReadOnlyList<ManifestPart> Join(IReadOnlyList<ManifestPart> first, IReadOnlyList<ManifestPart> second) =>
        Manifest.Order(first.Concat(second.Where(part => first.All(p => p.Family != part.Family))));
}
