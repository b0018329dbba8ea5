namespace Revdex.Snapshots;

/// <summary>
/// What a manifest of a store claims that whoever fetches it would have to make room for: sizes and counts must fit each other. Held before
/// anything is fetched or allocated; what arrives is held against the same figures again.
/// </summary>
internal static class PublishedSizes
{
    /// <summary>Facts pack to a third, the most repetitive to a twentieth: what unpacks to more than this many times its size is a trap.</summary>
    private const int UnpackRatioMax = 100;

    /// <summary>Small segments are mostly header and may pack better.</summary>
    private const long UnpackAllowanceBytes = 1 << 20;

    /// <summary>A row of the blobs table in a SHA-1 repository.</summary>
    private const int BlobRowMinBytes = 48;

    /// <param name="name">What the manifest is called in errors.</param>
    /// <exception cref="InvalidDataException">They do not.</exception>
    public static void Check(Manifest manifest, string name)
    {
        for (var i = 0; i < manifest.Segments.Count; i++)
        {
            if (Complaint(manifest.Segments[i]) is { } complaint)
            {
                throw new InvalidDataException($"manifest {name}: segments[{i}].{complaint}");
            }
        }

        for (var i = 0; i < manifest.Parts.Count; i++)
        {
            if (Complaint(manifest.Parts[i].File) is { } complaint)
            {
                throw new InvalidDataException($"manifest {name}: parts[{i}].{complaint}");
            }
        }
    }

    private static string? Complaint(ManifestSegment segment) => Complaint(segment.File) ?? segment switch
    {
        { BlobCount: var count } when count > segment.SizeBytes / BlobRowMinBytes => $"blob_count: {count} blobs do not fit into {segment.SizeBytes} bytes",
        { Blobs.SizeBytes: var blobs } when blobs > segment.SizeBytes => "blobs: larger than the segment that it is a part of",
        _ => null,
    };

    private static string? Complaint(PackedFile file) => file switch
    {
        { Bundle.SizeBytes: var bundle } when bundle > file.SizeBytes + Bundle.OverheadMaxBytes(file.SizeBytes) => "bundle: larger than what it holds",
        { Bundle.SizeBytes: var bundle } when !IsPlausible(bundle, file.SizeBytes) => $"size_bytes: {file.SizeBytes} bytes do not come out of a bundle of {bundle}",
        { Head.SizeBytes: var head } when head > BundleHead.SizeMaxBytes(file.SizeBytes) || head > file.Bundle?.SizeBytes => $"bundle_head: {head} bytes are too many",
        _ => null,
    };

    private static bool IsPlausible(long bundleSizeBytes, long segmentSizeBytes) =>
        segmentSizeBytes <= UnpackAllowanceBytes || (segmentSizeBytes - UnpackAllowanceBytes) / UnpackRatioMax <= bundleSizeBytes;
}
