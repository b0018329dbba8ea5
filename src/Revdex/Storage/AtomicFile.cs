using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Revdex.Storage;

/// <summary>
/// Lands a finished temporary file under its name in one step that survives a crash: flush, link or rename, flush of the folder.
/// The temporary file must be on the same file system. All methods throw <see cref="IOException"/> or
/// <see cref="UnauthorizedAccessException"/> as <see cref="File"/> does.
/// </summary>
internal static partial class AtomicFile
{
    private const int ErrnoPermission = 1;
    private const int ErrnoExists = 17;

    /// <summary>Windows replaces no file that somebody has open. Readers have a file that changes open for milliseconds: a second of tries, then it is a fault.</summary>
    private const int ReplaceTriesMax = 40;

    private const int ReplaceWaitMs = 25;

    /// <summary>
    /// Gives the file its name unless that is taken; false: it is taken, and the temporary file is still there. Exactly one of many racing
    /// processes wins: <c>link(2)</c>, because .NET's move without overwriting looks first and renames then. A file system without hard
    /// links (FAT) is left with that small race.
    /// </summary>
    public static bool TryLand(string temporaryPath, string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (OperatingSystem.IsWindows())
        {
            return TryMove(temporaryPath, path);
        }

        if (Link(temporaryPath, path) != 0)
        {
            var error = Marshal.GetLastPInvokeError();
            return error != ErrnoExists && (error == ErrnoPermission || IsUnsupported(error) ? TryMove(temporaryPath, path) : throw Failure(error, path));
        }

        File.Delete(temporaryPath);
        SyncFolder(path);
        return true;
    }

    /// <summary>Gives the file its name, replacing what has it. No handle to the file may be open for writing: on Windows its readers would be refused.</summary>
    /// <param name="isDurable">False: the name need not survive a crash of the machine.</param>
    public static void Replace(string temporaryPath, string path, bool isDurable = true)
    {
        for (var tries = 1; !TryReplace(temporaryPath, path, isDurable, isLast: tries == ReplaceTriesMax); tries++)
        {
            Thread.Sleep(ReplaceWaitMs);
        }
    }

    /// <summary>The same, once. False, and both files are as they were: somebody has the old one open or mapped, and the system (Windows) keeps it therefore.</summary>
    public static bool TryReplace(string temporaryPath, string path) => TryReplace(temporaryPath, path, isDurable: true, isLast: false);

    /// <summary>The whole file as it is at this moment; others may replace it meanwhile, on Windows too.</summary>
    public static byte[] ReadAllBytes(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>Deletes a temporary file or folder, as clean-up: what cannot be deleted now is swept later.</summary>
    public static void TryDelete(string path)
    {
        try
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A leftover carries its owner's identity in its name; the next sweep takes it.
        }
    }

    private static bool TryReplace(string temporaryPath, string path, bool isDurable, bool isLast)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        try
        {
            File.Move(temporaryPath, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && OperatingSystem.IsWindows() && !isLast && File.Exists(path) && File.Exists(temporaryPath))
        {
            return false;
        }

        if (isDurable)
        {
            SyncFolder(path);
        }

        return true;
    }

    private static bool TryMove(string temporaryPath, string path)
    {
        try
        {
            File.Move(temporaryPath, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }

        SyncFolder(path);
        return true;
    }

    /// <summary>Makes the new name itself durable. Best effort: some file systems refuse, and the data was flushed before.</summary>
    private static void SyncFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        using var folder = new SafeFileHandle(Open(Path.GetDirectoryName(path)!, 0), ownsHandle: true);
        if (!folder.IsInvalid)
        {
            _ = Sync(folder);
        }
    }

    /// <summary>ENOTSUP and EOPNOTSUPP (95 on Linux, 45 and 102 on macOS), ENOSYS, EMLINK.</summary>
    private static bool IsUnsupported(int error) => error is 95 or 45 or 102 or 38 or 78 or 31;

    private static IOException Failure(int error, string path) => new($"{Marshal.GetPInvokeErrorMessage(error)}: {path}");

    [LibraryImport("libc", EntryPoint = "link", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Link(string from, string to);

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
