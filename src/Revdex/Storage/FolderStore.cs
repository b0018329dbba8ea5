using System.Buffers;
using System.Runtime.CompilerServices;

namespace Revdex.Storage;

/// <summary>
/// A store in a folder, local or on a shared drive: each object is a file under its key. Writing goes through <c>.tmp/</c> in the
/// folder, flush, and a link or rename, so that a reader never sees half an object. The folder is created by the first put.
/// </summary>
public sealed class FolderStore : IObjectStore
{
    private const int CopySizeBytes = 256 * 1024;

    private readonly string _root;
    private readonly TemporaryFiles _temporaryFiles;

    public FolderStore(string folder)
    {
        _root = Path.GetFullPath(folder);
        _temporaryFiles = new TemporaryFiles(Path.Combine(_root, ".tmp"));
    }

    public string Name => new Uri(_root).AbsoluteUri;

    /// <summary>A local disk; a shared drive is slower, but then parsing its clone is too.</summary>
    public StoreSpeed Speed => new(BytesPerSecond: 300_000_000, LatencyMs: 0);

    public bool CanList => true;

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult<Stream?>(TryOpen(key, FileOptions.Asynchronous | FileOptions.SequentialScan));
    }

    public async Task<ReadOnlyMemory<byte>?> GetRangeAsync(string key, long offset, int length, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        await using var file = TryOpen(key, FileOptions.Asynchronous);
        if (file is null)
        {
            return null;
        }

        var buffer = new byte[Math.Min(length, Math.Max(0, file.Length - offset))];
        file.Position = offset;
        var read = await file.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return buffer.AsMemory(0, read);
    }

    public async Task<bool> PutIfAbsentAsync(string key, Stream content, Action<long>? sent, CancellationToken cancellationToken)
    {
        var path = PathOf(key);
        return !File.Exists(path) && await WriteAsync(content, temporary => AtomicFile.TryLand(temporary, path), sent, cancellationToken).ConfigureAwait(false);
    }

    public async Task PutAsync(string key, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        StoreKey.CheckMutable(key);
        var path = PathOf(key);
        using var content = new MemoryStream(bytes.ToArray(), writable: false);
        await WriteAsync(content, Replace, sent: null, cancellationToken).ConfigureAwait(false);

        bool Replace(string temporary)
        {
            AtomicFile.Replace(temporary, path);
            return true;
        }
    }

    public async IAsyncEnumerable<StoredObject> ListAsync(string prefix, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StoreKey.CheckPrefix(prefix);
        await Task.CompletedTask.ConfigureAwait(false);
        var folderKey = prefix[..(prefix.LastIndexOf('/') + 1)];
        foreach (var found in Walk(new DirectoryInfo(Path.Combine(_root, folderKey)), folderKey, prefix))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return found;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var path = PathOf(key);
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Absent is what was asked for.
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Fault(e);
        }

        return Task.CompletedTask;
    }

    public Task<bool> ExistsAsync(string key, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(File.Exists(PathOf(key)));
    }

    private FileStream? TryOpen(string key, FileOptions options)
    {
        var path = PathOf(key);
        try
        {
            return File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, options) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Fault(e);
        }
    }

    private async Task<bool> WriteAsync(Stream content, Func<string, bool> land, Action<long>? sent, CancellationToken cancellationToken)
    {
        string? temporary = null;
        try
        {
            await using (var file = _temporaryFiles.Create())
            {
                temporary = file.Name;
                await CopyAsync(content, file, sent, cancellationToken).ConfigureAwait(false);
                file.Flush(flushToDisk: true);
            }

            return land(temporary);
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Fault(e);
        }
        finally
        {
            if (temporary is not null)
            {
                AtomicFile.TryDelete(temporary);
            }
        }
    }

    private static async Task CopyAsync(Stream content, FileStream file, Action<long>? sent, CancellationToken cancellationToken)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(CopySizeBytes);
        for (int count; (count = await content.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; sent?.Invoke(count))
        {
            await file.WriteAsync(buffer.AsMemory(0, count), cancellationToken).ConfigureAwait(false);
        }

        ArrayPool<byte>.Shared.Return(buffer);
    }

    /// <summary>Depth first; a folder sorts as its name with a slash, which makes the whole walk ordinal by key.</summary>
    private IEnumerable<StoredObject> Walk(DirectoryInfo folder, string folderKey, string prefix)
    {
        foreach (var (key, entry) in Entries(folder, folderKey))
        {
            if (entry is FileInfo file && key.StartsWith(prefix, StringComparison.Ordinal))
            {
                yield return new StoredObject(key, file.Length, file.LastWriteTimeUtc);
            }
            else if (entry is DirectoryInfo inner && (key.StartsWith(prefix, StringComparison.Ordinal) || prefix.StartsWith(key, StringComparison.Ordinal)))
            {
                foreach (var found in Walk(inner, key, prefix))
                {
                    yield return found;
                }
            }
        }
    }

    private IEnumerable<(string Key, FileSystemInfo Entry)> Entries(DirectoryInfo folder, string folderKey)
    {
        try
        {
            return folder.EnumerateFileSystemInfos()
                .Where(e => StoreKey.IsValid(e.Name))
                .Select(e => (Key: folderKey + e.Name + (e is DirectoryInfo ? "/" : ""), e))
                .OrderBy(e => e.Key, StringComparer.Ordinal)
                .ToList();
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (IsFault(e))
        {
            throw Fault(e);
        }
    }

    private string PathOf(string key)
    {
        StoreKey.Check(key);
        return Path.Combine(_root, key);
    }

    private static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException;

    private RevdexException Fault(Exception e) => new($"store {Name}: {e.Message}", ExitCode.Store, e);
}
