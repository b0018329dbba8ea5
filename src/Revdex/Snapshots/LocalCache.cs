using System.Collections.Concurrent;
using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// The user's cache of segments and manifests, shared by all clones, worktrees and processes without a lock: files are named by content,
/// written elsewhere and renamed, so that a kill at any point leaves either the whole entry or nothing. Whatever is corrupt is set aside,
/// reported and then simply absent. Budget and time to live are kept after writes, at most once an hour or after a tenth of the budget.
/// Safe for many threads. Methods throw <see cref="RevdexException"/> (<see cref="ExitCode.Environment"/>) where the folder cannot be used.
/// </summary>
public sealed partial class LocalCache : IDisposable
{
    /// <summary>Last-use times are this coarse, so that reading costs no write.</summary>
    private static readonly TimeSpan UseResolution = TimeSpan.FromHours(1);

    private readonly CacheFolder _folder;
    private readonly CacheLeases _leases;
    private readonly CacheMaintenance _maintenance;
    private readonly TemporaryFiles _temporary;
    private readonly Action<string> _report;
    private readonly ConcurrentDictionary<ContentHash, Lazy<bool>> _verified = new();

    private LocalCache(CacheOptions options)
    {
        Options = options;
        _folder = new CacheFolder(options.Folder);
        _leases = new CacheLeases(_folder);
        _temporary = new TemporaryFiles(_folder.Temporary);
        _maintenance = new CacheMaintenance(_folder, _temporary, options);
        _report = options.Report ?? (_ => { });
        Hints = new HintMemory(_folder.Hints, Write);
    }

    public CacheOptions Options { get; }

    internal HintMemory Hints { get; }

    /// <summary>Makes the folder where it is not there.</summary>
    public static LocalCache Open(CacheOptions? options = null)
    {
        var cache = new LocalCache(options ?? new CacheOptions());
        cache._folder.Create();
        return cache;
    }

    /// <summary>Begins a segment; dispose the draft also after landing.</summary>
    public SegmentDraft NewSegment() => Guard(() => new SegmentDraft(this, _temporary.Create()));

    /// <summary>A path for a file that is only needed for a while; the caller deletes it, or a later process does.</summary>
    internal string NewTemporaryPath() => Guard(_temporary.NextPath);

    /// <summary>Whether an entry ever had parts: what was answered without may not be answered so again.</summary>
    internal bool HasHadParts => File.Exists(_folder.PartsMark);

    public bool HasSegment(ContentHash id) => File.Exists(_folder.Segment(id));

    /// <summary>
    /// The segment, leased, or null where it is not there (any more). The file is checked when this process first asks for it; a corrupt
    /// one is set aside and absent.
    /// </summary>
    public CachedSegment? TryOpenSegment(ContentHash id)
    {
        var path = _folder.Segment(id);
        if (!File.Exists(path))
        {
            return null;
        }

        Guard(() => _leases.Take(id));
        if (IsIntact(id, path))
        {
            Touch(path);
            return new CachedSegment(_leases, id, path, new FileInfo(path).Length);
        }

        _leases.Release(id);
        return null;
    }

    /// <summary>A small object of a store that was kept, or null.</summary>
    public byte[]? TryReadObject(ObjectRef reference)
    {
        var path = _folder.Object(reference.Sha256);
        var info = new FileInfo(path);
        if (!info.Exists)
        {
            return null;
        }

        var bytes = info.Length == reference.SizeBytes ? TryReadAll(path) : [];
        if (bytes is null || ContentHash.Of(bytes) == reference.Sha256)
        {
            Touch(path);
            return bytes;
        }

        SetAside(path, "its bytes do not have its hash");
        return null;
    }

    /// <summary>Keeps a small object of a store, its hash checked by the caller.</summary>
    internal void SaveObject(ContentHash hash, ReadOnlyMemory<byte> bytes) => Write(_folder.Object(hash), bytes);

    /// <summary>Applies budget and time to live now.</summary>
    public CacheUsage Maintain() => Guard(() => _maintenance.Run());

    /// <summary>Moves a corrupt file out of the way and says so.</summary>
    internal void SetAside(string path, string reason)
    {
        try
        {
            Directory.CreateDirectory(_folder.Quarantine);
            File.Move(path, _folder.QuarantinePath(path), overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            AtomicFile.TryDelete(path); // Another process set it aside already, or it cannot be moved: then it must go.
        }

        _report($"cache entry {path} is corrupt ({reason}); it was set aside and is made or fetched again");
    }

    internal CachedSegment Land(SegmentDraft draft, ContentHash id, long sizeBytes, ContentHash? expected)
    {
        if (expected is { } hash && hash != id)
        {
            throw new InvalidDataException($"segment {hash}: its bytes hash to {id}");
        }

        var path = _folder.Segment(id);
        Guard(() => _leases.Take(id));
        Guard(() => Place(draft.Path, path, id));
        _verified[id] = new Lazy<bool>(() => true);
        SegmentChecksum.Note(_folder.Checksum(id), path, Write);
        _maintenance.NoteWritten(sizeBytes);
        return new CachedSegment(_leases, id, path, sizeBytes);
    }

    public void Dispose() => _leases.Dispose();

    /// <summary>What has the name already and is being read stays where the system keeps it: it is the same, unless it was damaged.</summary>
    private static void Place(string temporary, string path, ContentHash id)
    {
        if (!AtomicFile.TryReplace(temporary, path) && ContentHash.OfFile(path) != id)
        {
            throw new IOException($"segment {id} is damaged, and another program reads it");
        }
    }

    private bool IsIntact(ContentHash id, string path)
    {
        var check = _verified.GetOrAdd(id, _ => new Lazy<bool>(() => Verify(id, path)));
        if (check.Value && File.Exists(path))
        {
            return true;
        }

        _verified.TryRemove(id, out _);
        return false;
    }

    private bool Verify(ContentHash id, string path)
    {
        try
        {
            if (SegmentChecksum.IsAsNoted(_folder.Checksum(id), path))
            {
                return true;
            }

            if (ContentHash.OfFile(path) == id)
            {
                SegmentChecksum.Note(_folder.Checksum(id), path, Write);
                return true;
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return false;
        }
        catch (IOException e)
        {
            SetAside(path, e.Message);
            return false;
        }

        SetAside(path, "its bytes do not have its hash");
        return false;
    }

    private Manifest? TryReadManifest(string path)
    {
        if (TryReadAll(path) is not { } bytes)
        {
            return null;
        }

        try
        {
            var manifest = CacheEntry.Read(bytes, path, Options.Trust);
            Touch(path);
            return manifest.Provenance.IsTrustedBy(Options.Trust) && manifest.Segments.All(s => HasSegment(s.Id)) ? manifest : null;
        }
        catch (InvalidDataException e)
        {
            SetAside(path, e.Message);
            return null;
        }
    }

    private static byte[]? TryReadAll(string path)
    {
        try
        {
            return AtomicFile.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    internal void Write(string path, ReadOnlyMemory<byte> bytes) => Write(path, bytes, isDurable: true);

    /// <param name="isDurable">False: after a crash of the machine the file may be absent, or not what was written.</param>
    private void Write(string path, ReadOnlyMemory<byte> bytes, bool isDurable) => Guard(() =>
    {
        _temporary.Replace(path, file => file.Write(bytes.Span), isDurable);
        _maintenance.NoteWritten(bytes.Length);
    });

    /// <summary>The time of the last use is the file's time: the only one that every file system keeps.</summary>
    private static void Touch(string path)
    {
        try
        {
            if (DateTime.UtcNow - File.GetLastWriteTimeUtc(path) > UseResolution)
            {
                File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A read-only cache, or the entry was just evicted: either way it can be read now.
        }
    }

    private void Guard(Action action) => Guard(() =>
    {
        action();
        return true;
    });

    private T Guard<T>(Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw _folder.Fault(e);
        }
    }
}
