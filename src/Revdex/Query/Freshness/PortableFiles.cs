using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>By .NET's own calls, where file names are Unicode (Windows, macOS); a name that is not is absent.</summary>
internal sealed class PortableFiles(string top) : IWorkTreeFiles
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public bool IsThere => Directory.Exists(top);

    public WorkTreeFile? Read(ReadOnlySpan<byte> path, ObjectFormat format, int wholeMaxBytes = Limits.BlobSizeMaxBytes, ReadBuffer? into = null)
    {
        try
        {
            if (Find(path) is not { } info || StampOf(info) is not { } stamp)
            {
                return null;
            }

            if (info.LinkTarget is { } target)
            {
                var bytes = Encoding.UTF8.GetBytes(target.Replace('\\', '/'));
                return new WorkTreeFile(GitMode.Symlink, Oid.OfBlob(bytes, format), stamp, bytes);
            }

            if (stamp.SizeBytes == 0)
            {
                // Not opened: a pipe looks like this, and opening one may wait for ever.
                return new WorkTreeFile(ModeOf(info), Oid.OfBlob([], format), stamp, default);
            }

            using var file = File.OpenHandle(info.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return FileHash.Read(file, ModeOf(info), stamp, format, wholeMaxBytes, into);
        }
        catch (Exception e) when (IsAbsence(e))
        {
            return null;
        }
    }

    public FileStamp? Stamp(ReadOnlySpan<byte> path)
    {
        try
        {
            return Find(path) is { } info ? StampOf(info) : null;
        }
        catch (Exception e) when (IsAbsence(e))
        {
            return null;
        }
    }

    public List<FolderEntry>? List(ReadOnlySpan<byte> folder)
    {
        try
        {
            if (FullPath(folder) is not { } path)
            {
                return null;
            }

            var entries = new List<FolderEntry>();
            foreach (var entry in new DirectoryInfo(path).EnumerateFileSystemInfos())
            {
                var isFolder = (entry.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory;
                entries.Add(new FolderEntry(Encoding.UTF8.GetBytes(entry.Name), isFolder));
            }

            return entries;
        }
        catch (Exception e) when (IsAbsence(e))
        {
            return null;
        }
    }

    public void Dispose()
    {
    }

    private FileInfo? Find(ReadOnlySpan<byte> path) => FullPath(path) is { } full ? new FileInfo(full) : null;

    /// <summary>Null where a folder on the way is a link.</summary>
    private string? FullPath(ReadOnlySpan<byte> path)
    {
        var full = top;
        var parts = Strict.GetString(path).Split('/', StringSplitOptions.RemoveEmptyEntries);
        for (var i = 0; i < parts.Length; i++)
        {
            full = Path.Combine(full, parts[i]);
            if (i < parts.Length - 1 && (File.GetAttributes(full) & FileAttributes.ReparsePoint) != 0)
            {
                return null;
            }
        }

        return full;
    }

    /// <summary>Null for what is neither a regular file nor a link.</summary>
    private static FileStamp? StampOf(FileInfo info)
    {
        const FileAttributes NoFile = FileAttributes.Directory | FileAttributes.Device;
        var isLink = (info.Attributes & FileAttributes.ReparsePoint) != 0;
        var isFile = info.Exists && (info.Attributes & NoFile) == 0;
        return isLink || isFile
            ? new FileStamp(0, isLink ? 0 : info.Length, (info.LastWriteTimeUtc - DateTime.UnixEpoch).Ticks * 100, 0)
            : null;
    }

    private static int ModeOf(FileInfo info) =>
        !OperatingSystem.IsWindows() && (info.UnixFileMode & UnixFileMode.UserExecute) != 0 ? GitMode.Executable : GitMode.Regular;

    private static bool IsAbsence(Exception e) =>
        e is IOException or UnauthorizedAccessException or DecoderFallbackException or ArgumentException or System.Security.SecurityException;
}
