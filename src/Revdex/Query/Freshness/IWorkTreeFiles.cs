using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// The files below the top of a working tree, by repository path. A path that leads through a symlink, that is a folder, a pipe
/// or a device, that is not there or may not be read, is absent: as git sees it. Safe for many threads.
/// </summary>
internal interface IWorkTreeFiles : IDisposable
{
    /// <summary>Whether the top is still there, and the one that was opened.</summary>
    bool IsThere { get; }

    /// <summary>A file with its name as a blob.</summary>
    /// <param name="path">Of it.</param>
    /// <param name="format">Of names.</param>
    /// <param name="wholeMaxBytes">A larger one comes without its content.</param>
    /// <param name="into">Room for the content, which is good until that is used again; null: its own.</param>
    WorkTreeFile? Read(ReadOnlySpan<byte> path, ObjectFormat format, int wholeMaxBytes = Limits.BlobSizeMaxBytes, ReadBuffer? into = null);

    FileStamp? Stamp(ReadOnlySpan<byte> path);

    /// <summary>The entries of a folder (empty path: the top), in no order; null where it is not one.</summary>
    List<FolderEntry>? List(ReadOnlySpan<byte> folder);
}
