using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>A path of which the disk has something else than the index: other content, nothing (no oid), or a file that is not tracked.</summary>
/// <param name="ReadAt">When the file was about to be read.</param>
internal sealed record DiskEntry(Oid? Oid, int Mode, FileStamp? Stamp, DateTime ReadAt)
{
    public static DiskEntry Absent { get; } = new(null, 0, null, default);
}
