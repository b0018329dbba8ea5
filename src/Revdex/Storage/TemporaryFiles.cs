using System.Globalization;

namespace Revdex.Storage;

/// <summary>A folder of files being written, each named after the process that writes it. Safe for many threads and processes.</summary>
internal sealed class TemporaryFiles(string folder)
{
    private static long _lastNumber;
    private int _isSwept;

    public string Folder => folder;

    /// <summary>A path, for a file or a folder, that nobody else will use. The folder is there; before its first path a process clears leftovers of dead ones.</summary>
    public string NextPath()
    {
        Directory.CreateDirectory(folder);
        if (Interlocked.Exchange(ref _isSwept, 1) == 0)
        {
            Sweep();
        }

        return Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{ProcessIdentity.Current}-{Interlocked.Increment(ref _lastNumber)}"));
    }

    /// <summary>Deletes what dead processes left behind.</summary>
    public void Sweep()
    {
        var folderInfo = new DirectoryInfo(folder);
        foreach (var entry in folderInfo.Exists ? folderInfo.EnumerateFileSystemInfos() : [])
        {
            if (!ProcessIdentity.MayOwn(entry))
            {
                AtomicFile.TryDelete(entry.FullName);
            }
        }
    }

    /// <summary>Writes a file, whole, under the name, replacing what has it.</summary>
    /// <param name="path">On the same file system as the folder.</param>
    /// <param name="isDurable">False: after a crash of the machine the file may be absent, or not what was written.</param>
    public void Replace(string path, Action<FileStream> write, bool isDurable = true)
    {
        var temporary = NextPath();
        try
        {
            using (var file = Create(temporary))
            {
                write(file);
                if (isDurable)
                {
                    file.Flush(flushToDisk: true);
                }
            }

            AtomicFile.Replace(temporary, path, isDurable);
        }
        finally
        {
            AtomicFile.TryDelete(temporary);
        }
    }

    /// <summary>Opens a new temporary file for writing and reading back.</summary>
    public FileStream Create() => Create(NextPath());

    private static FileStream Create(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew,
        Access = FileAccess.ReadWrite,
        Share = FileShare.Read | FileShare.Delete,
        BufferSize = 0,
        Options = FileOptions.Asynchronous,
    });
}
