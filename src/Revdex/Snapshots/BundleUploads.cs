using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>Packs files of the cache and has their bundles sent: while one is compressed, those before it are on their way.</summary>
/// <param name="folder">For the bundles; deleted by the caller when all are sent.</param>
internal sealed class BundleUploads(LocalCache cache, SnapshotStore store, ObjectUploads uploads, string folder, IProgress<WorkProgress>? progress)
{
    /// <param name="path">Of the file.</param>
    public PackedBundle Add(PackedFile file, string path, CancellationToken cancellationToken)
    {
        var bundle = Path.Combine(folder, $"{file.Id}.bundle");
        progress?.Report(new WorkProgress("compress", 0, file.SizeBytes, "bytes"));
        PackedBundle packed;
        using (var to = new FileStream(bundle, FileMode.CreateNew, FileAccess.ReadWrite))
        {
            packed = Bundle.Pack(path, file.Id, to, cancellationToken: cancellationToken);
        }

        progress?.Report(new WorkProgress("compress", file.SizeBytes, file.SizeBytes, "bytes"));
        uploads.AddFile(packed.Bundle, bundle);
        return packed;
    }

    /// <summary>The parts as they are published: those that are not yet are sent, unless the cache lost them.</summary>
    public IReadOnlyList<ManifestPart> AddParts(IReadOnlyList<ManifestPart> parts, CancellationToken cancellationToken)
    {
        var published = new List<ManifestPart>();
        foreach (var part in parts)
        {
            using var file = part.IsPublished ? null : cache.TryOpenSegment(part.Id);
            if (file is not null)
            {
                var (bundle, head) = Add(part.File, file.Path, cancellationToken);
                published.Add(part with { Bundle = bundle, Head = head });
            }
            else if (part.IsPublished)
            {
                published.Add(part);
            }
            else
            {
                store.Report($"part {part.Id} ({part.Kind}) is not in the cache any more; it is not published");
            }
        }

        return published;
    }
}
