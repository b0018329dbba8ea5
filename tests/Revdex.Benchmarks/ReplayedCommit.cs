using System.Text.Json;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>What publishing one commit took.</summary>
internal sealed record ReplayedCommit
{
    public required string Commit { get; init; }

    /// <summary>As the executable counts them: objects and manifest, not the branch hint.</summary>
    public required long BytesPut { get; init; }

    public required long BytesGot { get; init; }

    public required int ObjectsPut { get; init; }

    /// <summary>Of new segments: bundles and blobs tables.</summary>
    public required long SegmentBytesPut { get; init; }

    public required long TableBytesPut { get; init; }

    public required long TreeBytes { get; init; }

    public required int Segments { get; init; }

    public required long ManifestBytes { get; init; }

    public required double WallSeconds { get; init; }

    public required double CpuSeconds { get; init; }

    /// <param name="json">Of <c>revdex publish --json</c>.</param>
    /// <param name="known">Objects that were in the store before.</param>
    public static ReplayedCommit Of(string commit, JsonElement json, MeasuredProcess run, (Manifest Manifest, long SizeBytes) manifest, HashSet<ObjectRef> known)
    {
        var fresh = manifest.Manifest.Segments.Where(s => s.Bundle is { } bundle && known.Add(bundle)).ToList();
        return new ReplayedCommit
        {
            Commit = commit,
            BytesPut = json.GetProperty("bytes_put").GetInt64(),
            BytesGot = json.GetProperty("bytes_got").GetInt64(),
            ObjectsPut = json.GetProperty("objects_put").GetInt32(),
            SegmentBytesPut = fresh.Sum(s => (s.Bundle?.SizeBytes ?? 0) + (s.Blobs?.SizeBytes ?? 0)),
            TableBytesPut = fresh.Sum(s => s.Tables?.Values.Sum(t => t.SizeBytes) ?? 0),
            TreeBytes = manifest.Manifest.Tables?.Values.Where(known.Add).Sum(t => t.SizeBytes) ?? 0,
            Segments = manifest.Manifest.Segments.Count,
            ManifestBytes = manifest.SizeBytes,
            WallSeconds = run.WallSeconds,
            CpuSeconds = run.CpuSeconds,
        };
    }
}
