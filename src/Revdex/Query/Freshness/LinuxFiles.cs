using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using Microsoft.Win32.SafeHandles;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>
/// Linux: names as bytes, each part of a path opened from its folder's descriptor without following links, so that nothing
/// outside the working tree is ever read, and so that a top that was moved is still the one that was opened.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed unsafe class LinuxFiles : IWorkTreeFiles
{
    private const int FolderType = 0x4000;
    private const int RegularType = 0x8000;
    private const int LinkType = 0xA000;
    private const int OwnerExecutes = 0x40;
    private const int LinkTargetMaxBytes = 4096; // PATH_MAX

    /// <summary>On the stack for each path; git itself stops at 4,096.</summary>
    private const int PathMaxBytes = 4096;

    private readonly SafeFileHandle _top;
    private readonly string _path;

    private LinuxFiles(SafeFileHandle top, string path) => (_top, _path) = (top, path);

    /// <summary>Null where the folder cannot be opened.</summary>
    public static LinuxFiles? TryOpen(string path)
    {
        fixed (byte* pointer = Terminated(path))
        {
            var top = Libc.OpenAt(Libc.CurrentFolder, pointer, Libc.PathOnly | Libc.Folder | Libc.CloseOnExec, 0);
            return top < 0 ? null : new LinuxFiles(new SafeFileHandle(top, ownsHandle: true), path);
        }
    }

    public bool IsThere
    {
        get
        {
            StatxBuffer opened, named;
            fixed (byte* path = Terminated(_path))
            {
                return Stat(Descriptor(_top), Libc.EmptyPath, "\0"u8, &opened)
                    && Libc.Statx(Libc.CurrentFolder, path, 0, Libc.StatxBasic, &named) == 0
                    && (opened.Inode, opened.DeviceMajor, opened.DeviceMinor) == (named.Inode, named.DeviceMajor, named.DeviceMinor);
            }
        }
    }

    public WorkTreeFile? Read(ReadOnlySpan<byte> path, ObjectFormat format, int wholeMaxBytes = Limits.BlobSizeMaxBytes, ReadBuffer? into = null)
    {
        Span<byte> buffer = stackalloc byte[PathMaxBytes];
        using var folder = OpenFolderOf(path, buffer, out var name);
        StatxBuffer stat;
        if (folder is null || !Stat(Descriptor(folder), Libc.SymlinkNoFollow, name, &stat))
        {
            return null;
        }

        return stat.Type switch
        {
            LinkType => ReadLink(folder, name, format, StampOf(stat)),
            RegularType => ReadRegular(folder, name, format, wholeMaxBytes, into),
            _ => null,
        };
    }

    public FileStamp? Stamp(ReadOnlySpan<byte> path)
    {
        Span<byte> buffer = stackalloc byte[PathMaxBytes];
        using var folder = OpenFolderOf(path, buffer, out var name);
        StatxBuffer stat;
        return folder is not null && Stat(Descriptor(folder), Libc.SymlinkNoFollow, name, &stat) && stat.Type is LinkType or RegularType
            ? StampOf(stat)
            : null;
    }

    public List<FolderEntry>? List(ReadOnlySpan<byte> folder)
    {
        Span<byte> buffer = stackalloc byte[PathMaxBytes];
        using var parent = OpenFolderOf(folder.IsEmpty ? "."u8 : folder, buffer, out var name);
        if (parent is null)
        {
            return null;
        }

        fixed (byte* pointer = name)
        {
            var descriptor = Libc.OpenAt(Descriptor(parent), pointer, Libc.ReadOnly | Libc.Folder | Libc.NoFollow | Libc.CloseOnExec, 0);
            return descriptor < 0 ? null : List(descriptor);
        }
    }

    public void Dispose() => _top.Dispose();

    /// <summary>The folder that holds the path's last part, and that part with its NUL; null where the path leads nowhere or through a link.</summary>
    private SafeFileHandle? OpenFolderOf(ReadOnlySpan<byte> path, Span<byte> buffer, out ReadOnlySpan<byte> name)
    {
        name = default;
        if (path.Length >= buffer.Length || _top.IsClosed)
        {
            return null;
        }

        path.CopyTo(buffer);
        buffer[path.Length] = 0;
        var handle = Duplicate(_top);
        var start = 0;
        for (int slash; handle is not null && (slash = path[start..].IndexOf((byte)'/')) >= 0; start += slash + 1)
        {
            buffer[start + slash] = 0;
            var next = OpenFolder(handle, buffer[start..]);
            handle.Dispose();
            handle = next;
        }

        name = buffer[start..(path.Length + 1)];
        return handle;
    }

    private static SafeFileHandle? Duplicate(SafeFileHandle folder) => OpenFolder(folder, ".\0"u8);

    private static SafeFileHandle? OpenFolder(SafeFileHandle folder, ReadOnlySpan<byte> name)
    {
        fixed (byte* pointer = name)
        {
            const int Flags = Libc.PathOnly | Libc.CloseOnExec;
            var descriptor = Libc.OpenAt(Descriptor(folder), pointer, Flags | Libc.Folder | Libc.NoFollow, 0);
            return descriptor < 0 ? null : new SafeFileHandle(descriptor, ownsHandle: true);
        }
    }

    private static WorkTreeFile? ReadLink(SafeFileHandle folder, ReadOnlySpan<byte> name, ObjectFormat format, FileStamp stamp)
    {
        var target = new byte[LinkTargetMaxBytes];
        fixed (byte* pointer = name, buffer = target)
        {
            var length = (int)Libc.ReadLinkAt(Descriptor(folder), pointer, buffer, target.Length);
            return length < 0
                ? null
                : new WorkTreeFile(GitMode.Symlink, Oid.OfBlob(target.AsSpan(0, length), format), stamp, target.AsMemory(0, length));
        }
    }

    /// <summary>Opened without blocking: the name may have become a pipe since it was looked at.</summary>
    private static WorkTreeFile? ReadRegular(SafeFileHandle folder, ReadOnlySpan<byte> name, ObjectFormat format, int wholeMaxBytes, ReadBuffer? into)
    {
        fixed (byte* pointer = name)
        {
            const int Flags = Libc.ReadOnly | Libc.NonBlocking | Libc.CloseOnExec;
            var descriptor = Libc.OpenAt(Descriptor(folder), pointer, Flags | Libc.NoFollow, 0);
            if (descriptor < 0)
            {
                return null;
            }

            using var file = new SafeFileHandle(descriptor, ownsHandle: true);
            StatxBuffer stat;
            if (!Stat(descriptor, Libc.EmptyPath, "\0"u8, &stat) || stat.Type != RegularType)
            {
                return null;
            }

            var mode = (stat.Mode & OwnerExecutes) != 0 ? GitMode.Executable : GitMode.Regular;
            return FileHash.Read(file, mode, StampOf(stat), format, wholeMaxBytes, into);
        }
    }

    private static List<FolderEntry> List(int descriptor)
    {
        var stream = Libc.FdOpenDir(descriptor);
        if (stream == 0)
        {
            Libc.Close(descriptor);
            return [];
        }

        var entries = new List<FolderEntry>();
        for (var entry = Libc.ReadDir(stream); entry != null; entry = Libc.ReadDir(stream))
        {
            // struct dirent: 8 bytes inode, 8 offset, 2 length, 1 type, the name.
            const int TypeAt = 18, NameAt = 19, UnknownEntry = 0, FolderEntryType = 4;
            var name = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(entry + NameAt);
            if (!name.SequenceEqual("."u8) && !name.SequenceEqual(".."u8))
            {
                var isFolder = entry[TypeAt] == FolderEntryType || (entry[TypeAt] == UnknownEntry && IsFolder(descriptor, entry + NameAt));
                entries.Add(new FolderEntry(name.ToArray(), isFolder));
            }
        }

        Libc.CloseDir(stream);
        return entries;
    }

    private static bool IsFolder(int folder, byte* name)
    {
        StatxBuffer stat;
        return Libc.Statx(folder, name, Libc.SymlinkNoFollow, Libc.StatxBasic, &stat) == 0 && stat.Type == FolderType;
    }

    private static bool Stat(int folder, int flags, ReadOnlySpan<byte> name, StatxBuffer* stat)
    {
        fixed (byte* pointer = name)
        {
            return Libc.Statx(folder, pointer, flags, Libc.StatxBasic, stat) == 0;
        }
    }

    private static FileStamp StampOf(in StatxBuffer stat) =>
        new(
            stat.Inode,
            (long)stat.SizeBytes,
            (stat.ModifySeconds * 1_000_000_000) + stat.ModifyNanoseconds,
            (stat.ChangeSeconds * 1_000_000_000) + stat.ChangeNanoseconds);

    private static byte[] Terminated(string path) => Encoding.UTF8.GetBytes(path + '\0');

    /// <summary>The handle is open as long as the caller holds it.</summary>
    private static int Descriptor(SafeFileHandle handle) => (int)handle.DangerousGetHandle();
}
