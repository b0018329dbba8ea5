using System.Runtime.CompilerServices;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Vectors;

namespace Revdex.Query.Embedded;

/// <summary>The vectors that came with a snapshot. Safe for many threads; who uses the files holds a lease of each.</summary>
internal sealed class SnapshotVectors
{
    private readonly ConditionalWeakTable<View, VectorMount> _mounts = [];

    private SnapshotVectors(Manifest manifest, IReadOnlyList<VectorFile> files)
    {
        (Files, Provenance) = (files, manifest.Provenance);
        ModelPart = manifest.Parts.FirstOrDefault(part => part.Kind == ManifestPart.ModelKind && part.IsKnown);
    }

    /// <summary>Those that are here and whole; what was in others has no vectors.</summary>
    public IReadOnlyList<VectorFile> Files { get; }

    /// <summary>The model that goes with them; null: it is to be had elsewhere.</summary>
    public ManifestPart? ModelPart { get; }

    public Provenance Provenance { get; }

    /// <summary>Null where the snapshot has none.</summary>
    /// <param name="files">Those of its files that could be opened.</param>
    public static SnapshotVectors? Of(Manifest manifest, IReadOnlyList<VectorFile> files) =>
        manifest.Parts.Any(part => part.Kind == ManifestPart.VectorsKind && part.IsKnown) ? new SnapshotVectors(manifest, files) : null;

    public IEnumerable<SegmentLease> Leases() => Files.Select(file => file.Lease());

    /// <summary>What of the files counts in a view: made once for each view, when first asked for.</summary>
    /// <param name="model">Of those files that are wanted; always the same in one reader.</param>
    public VectorMount On(View view, VectorModel model)
    {
        var mount = _mounts.GetValue(view, v => VectorMount.Of(v, model, Files));
        return mount.Model == model ? mount : VectorMount.Of(view, model, Files);
    }
}
