using System.Text;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Which segments this process uses, in one small file that clean-up in other processes honours: a segment id a line, the process named
/// by the file name. The kernel needs no telling when a process dies; a lease of a dead one counts for nothing. Safe for many threads.
/// </summary>
internal sealed class CacheLeases(CacheFolder folder) : IDisposable
{
    private const string Suffix = ".lease";

    private static int _lastNumber;

    private readonly Lock _lock = new();
    private readonly Dictionary<ContentHash, int> _counts = [];
    private readonly string _path = Path.Combine(folder.Leases, $"{ProcessIdentity.Current}-{Interlocked.Increment(ref _lastNumber)}{Suffix}");

    /// <summary>Must come before the segment is looked for, so that clean-up either sees the lease or wins and the segment is absent.</summary>
    public void Take(ContentHash id)
    {
        lock (_lock)
        {
            var count = _counts.GetValueOrDefault(id);
            _counts[id] = count + 1;
            if (count == 0)
            {
                Save();
            }
        }
    }

    public void Release(ContentHash id)
    {
        lock (_lock)
        {
            if (--_counts[id] == 0)
            {
                _counts.Remove(id);
                Save();
            }
        }
    }

    /// <summary>What living processes hold, this one included. Lease files of dead ones are deleted.</summary>
    public static HashSet<ContentHash> ReadAll(CacheFolder folder)
    {
        var held = new HashSet<ContentHash>();
        foreach (var file in CacheFolder.FilesIn(folder.Leases))
        {
            if (ProcessIdentity.MayOwn(file))
            {
                held.UnionWith(Read(file.FullName));
            }
            else
            {
                AtomicFile.TryDelete(file.FullName);
            }
        }

        return held;
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _counts.Clear();
            AtomicFile.TryDelete(_path);
        }
    }

    private static List<ContentHash> Read(string path)
    {
        var ids = new List<ContentHash>();
        try
        {
            foreach (var line in Encoding.ASCII.GetString(AtomicFile.ReadAllBytes(path)).AsSpan().EnumerateLines())
            {
                if (ContentHash.TryParse(line, out var id))
                {
                    ids.Add(id);
                }
            }
        }
        catch (IOException)
        {
            // Its process let go of everything between the listing and now.
        }

        return ids;
    }

    /// <summary>Not flushed to disk: after a power cut the process is gone too.</summary>
    private void Save()
    {
        if (_counts.Count == 0)
        {
            AtomicFile.TryDelete(_path);
            return;
        }

        Directory.CreateDirectory(folder.Leases);
        var temporary = _path + ".new";
        File.WriteAllLines(temporary, _counts.Keys.Select(id => id.ToString()));
        AtomicFile.Replace(temporary, _path, isDurable: false);
    }
}
