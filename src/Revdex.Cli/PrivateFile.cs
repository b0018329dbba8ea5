using System.Text;

namespace Revdex.Cli;

/// <summary>Files that only their owner can read, from the first moment on.</summary>
internal static class PrivateFile
{
    /// <summary>How such a file is opened for writing; on Windows the folder decides who reads it.</summary>
    public static FileStreamOptions Options(FileMode mode)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        return options;
    }

    /// <summary>Writes a new file, and flushes it to the disk.</summary>
    /// <param name="text">ASCII.</param>
    /// <exception cref="IOException">It is there already, or cannot be written.</exception>
    public static void WriteNew(string path, string text)
    {
        using var stream = new FileStream(path, Options(FileMode.CreateNew));
        stream.Write(Encoding.ASCII.GetBytes(text));
        stream.Flush(flushToDisk: true);
    }
}
