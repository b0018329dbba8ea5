using System.Text;
using Revdex.Storage;

namespace Revdex.Cli.Clients;

/// <summary>
/// A file on disk as text, and its replacement in one step. A symlink stays one: what it leads to is replaced (dotfile managers).
/// </summary>
internal sealed class ConfigurationFile
{
    /// <summary>Claude Code's own file grows to some megabytes.</summary>
    private const long SizeMaxBytes = 64 << 20;

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly string _target;
    private readonly byte[]? _bytes;

    private ConfigurationFile(string path, string target, byte[]? bytes) => (Path, _target, _bytes) = (path, target, bytes);

    /// <summary>As the client knows it.</summary>
    public string Path { get; }

    /// <summary>All of it, a byte order mark included; null: there is none.</summary>
    public string? Text { get; private init; }

    /// <exception cref="RevdexException">It is not UTF-8, or far too large.</exception>
    public static ConfigurationFile Read(string path)
    {
        var target = Target(path);
        if (!File.Exists(target))
        {
            return Directory.Exists(target) ? throw new RevdexException($"'{path}' is a folder") : new ConfigurationFile(path, target, null);
        }

        if (new FileInfo(target).Length > SizeMaxBytes)
        {
            throw new RevdexException($"'{path}' has more than {SizeMaxBytes >> 20} MiB: nothing was written");
        }

        var bytes = File.ReadAllBytes(target);
        try
        {
            return new ConfigurationFile(path, target, bytes) { Text = Utf8.GetString(bytes) };
        }
        catch (DecoderFallbackException e)
        {
            throw new RevdexException($"'{path}' is not UTF-8: nothing was written", ExitCode.Environment, e);
        }
    }

    /// <summary>Gives the file another text; null deletes it, and folders that are empty then, up to one that stays.</summary>
    /// <param name="stop">The folder that stays.</param>
    /// <param name="isPrivate">A new file is readable by its owner alone.</param>
    /// <exception cref="RevdexException">It cannot be written, or somebody else wrote it since it was read.</exception>
    public void Write(string? text, string stop, bool isPrivate)
    {
        try
        {
            if (text is null)
            {
                Delete(stop);
            }
            else
            {
                Replace(Utf8.GetBytes(text), isPrivate);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new RevdexException($"'{Path}' cannot be written: {e.Message}", ExitCode.Environment, e);
        }
    }

    private void Replace(byte[] content, bool isPrivate)
    {
        var folder = System.IO.Path.GetDirectoryName(_target)!; // Not null: the path is absolute and a file's.
        Directory.CreateDirectory(folder);
        var temporary = System.IO.Path.Combine(folder, $".{System.IO.Path.GetFileName(_target)}.{Environment.ProcessId}.tmp");
        try
        {
            // Never wider than the file is, from the first moment on: it may hold somebody's keys.
            var options = _bytes is not null || isPrivate ? PrivateFile.Options(FileMode.Create) : new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
            using (var stream = new FileStream(temporary, options))
            {
                stream.Write(content);
                stream.Flush(flushToDisk: true);
            }

            RequireUnchanged();
            if (!OperatingSystem.IsWindows() && _bytes is not null)
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(_target));
            }

            AtomicFile.Replace(temporary, _target);
        }
        finally
        {
            AtomicFile.TryDelete(temporary);
        }
    }

    private void Delete(string stop)
    {
        RequireUnchanged();
        File.Delete(_target);
        var within = System.IO.Path.TrimEndingDirectorySeparator(stop) + System.IO.Path.DirectorySeparatorChar;
        for (var folder = System.IO.Path.GetDirectoryName(Path);
             folder is not null && folder.StartsWith(within, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any();
             folder = System.IO.Path.GetDirectoryName(folder))
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Clients write their files too, at any time.</summary>
    private void RequireUnchanged()
    {
        var now = File.Exists(_target) ? File.ReadAllBytes(_target) : null;
        if (!(now ?? []).AsSpan().SequenceEqual(_bytes ?? []) || now is null != _bytes is null)
        {
            throw new RevdexException($"'{Path}' was written by another program just now: nothing was written; try again");
        }
    }

    /// <summary>Where a chain of symlinks leads to, also where nothing is there yet.</summary>
    private static string Target(string path) =>
        new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;
}
