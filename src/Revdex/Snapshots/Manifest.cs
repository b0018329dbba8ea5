using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>
/// What a snapshot is made of: the commit, its tree, and the segments that cover the tree. Its bytes are canonical (FORMAT.md): equal
/// manifests have equal bytes, and <see cref="ManifestReader"/> refuses every other spelling. Compare <see cref="ToBytes"/>, not records.
/// </summary>
public sealed record Manifest
{
    /// <summary>1: first. 2: <c>bundle_head</c>, <c>parts</c>.</summary>
    public const int FormatVersion = 2;

    /// <summary>Larger files are not read: 8 segments take 5 KB.</summary>
    public const int SizeMaxBytes = 1024 * 1024;

    /// <summary>What a reader accepts. A writer keeps to fewer (SegmentPolicy).</summary>
    public const int SegmentCountMax = 64;

    public const int PartCountMax = 64;

    public const int FingerprintCountMax = 256;

    public const int TableCountMax = 16;

    /// <summary>The object among <see cref="Tables"/> that has answers about the commit.</summary>
    public const string AnswersName = "answers";

    /// <summary>The name that <see cref="Notes"/> has among <see cref="Tables"/>.</summary>
    public const string NotesName = "notes";

    public required Oid Commit { get; init; }

    public required Oid Tree { get; init; }

    public ObjectFormat ObjectFormat => (ObjectFormat)Commit.Length;

    /// <summary>Of every language that the publishing build knew, also those without a file in the tree.</summary>
    public required FingerprintSet Fingerprints { get; init; }

    /// <summary>The base first, then increments by falling size, then by id. Empty where no file of the tree is in a known language.</summary>
    public required IReadOnlyList<ManifestSegment> Segments { get; init; }

    /// <summary>By kind, then by falling size, then by id. Empty: none.</summary>
    public IReadOnlyList<ManifestPart> Parts { get; init; } = [];

    /// <summary>Objects that belong to the commit, by name: the <c>tree</c> table in its parts, answers, notes. Null or empty: none.</summary>
    public IReadOnlyDictionary<string, ObjectRef>? Tables { get; init; }

    /// <summary>Notes that were published with it; null: none.</summary>
    public ObjectRef? Notes => Tables is not null && Tables.TryGetValue(NotesName, out var notes) ? notes : null;

    /// <summary>Not part of its bytes: how it came here.</summary>
    public Provenance Provenance { get; init; } = Provenance.Here;

    /// <summary>Whether everything it lists is in the store it was published to.</summary>
    public bool IsPublished => Segments.All(s => s.IsPublished) && Parts.All(p => p.IsPublished);

    /// <summary>Every object of the store that it names, each once.</summary>
    public IReadOnlyCollection<ObjectRef> Objects => Segments.SelectMany(s => s.Objects).Concat(Parts.Select(p => p.Bundle).OfType<ObjectRef>()).Concat(Tables?.Values ?? []).ToHashSet();

    /// <summary>The order that <see cref="Segments"/> must be in.</summary>
    public static IReadOnlyList<ManifestSegment> Order(IEnumerable<ManifestSegment> segments) =>
        [.. segments.OrderBy(s => s.Kind).ThenByDescending(s => s.SizeBytes).ThenBy(s => s.Id)];

    /// <summary>The same of <see cref="Parts"/>.</summary>
    public static IReadOnlyList<ManifestPart> Order(IEnumerable<ManifestPart> parts) =>
        [.. parts.OrderBy(p => p.Kind, StringComparer.Ordinal).ThenByDescending(p => p.SizeBytes).ThenBy(p => p.Id)];

    public byte[] ToBytes() => ManifestWriter.ToBytes(this);
}
