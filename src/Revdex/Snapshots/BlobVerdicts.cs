using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// One byte that was found out of each of many blobs, kept in one file of the cache: a SHA-256 over the rest, then of each blob the length of its oid, the oid and
/// the byte, ascending. A file that is damaged is nothing, and made anew; of two processes that save at once one may lose what it added. Safe for many threads.
/// </summary>
internal sealed class BlobVerdicts
{
    /// <summary>4 MB; beyond it the file begins anew with what is asked about now.</summary>
    private const int CountMax = 200_000;

    private readonly Lock _lock = new();
    private readonly Func<byte[]?> _read;
    private readonly Action<byte[]> _write;
    private readonly Dictionary<Oid, byte> _known;
    private readonly Dictionary<Oid, byte> _added = [];

    /// <param name="read">The file; null where there is none.</param>
    /// <param name="write">In place of the file.</param>
    public BlobVerdicts(Func<byte[]?> read, Action<byte[]> write)
    {
        (_read, _write) = (read, write);
        _known = Read();
    }

    public bool TryGet(in Oid oid, out byte verdict)
    {
        lock (_lock)
        {
            return _known.TryGetValue(oid, out verdict);
        }
    }

    public void Add(in Oid oid, byte verdict)
    {
        lock (_lock)
        {
            _known[oid] = verdict;
            _added[oid] = verdict;
        }
    }

    /// <summary>Writes what was added, upon what others saved meanwhile. Where that is not possible the blobs are looked at again another time.</summary>
    public void Save()
    {
        lock (_lock)
        {
            if (_added.Count == 0)
            {
                return;
            }

            var all = Read();
            all = all.Count + _added.Count > CountMax ? [] : all;
            foreach (var (oid, verdict) in _added)
            {
                all[oid] = verdict;
            }

            try
            {
                _write(ToBytes(all));
                _added.Clear();
            }
            catch (RevdexException)
            {
                // Whoever needs the cache says what is wrong with it.
            }
        }
    }

    private Dictionary<Oid, byte> Read()
    {
        var result = new Dictionary<Oid, byte>();
        var bytes = _read() ?? [];
        if (bytes.Length < ContentHash.Length || ContentHash.Of(bytes.AsSpan(ContentHash.Length)) != new ContentHash(bytes.AsSpan(0, ContentHash.Length)))
        {
            return result;
        }

        for (var rest = bytes.AsSpan(ContentHash.Length); !rest.IsEmpty; rest = rest[(rest[0] + 2)..])
        {
            if (rest[0] is not (20 or 32) || rest.Length < rest[0] + 2)
            {
                return [];
            }

            result[new Oid(rest.Slice(1, rest[0]))] = rest[rest[0] + 1];
        }

        return result;
    }

    private static byte[] ToBytes(Dictionary<Oid, byte> all)
    {
        var bytes = new byte[ContentHash.Length + all.Keys.Sum(oid => oid.Length + 2)];
        var rest = bytes.AsSpan(ContentHash.Length);
        foreach (var (oid, verdict) in all.OrderBy(e => e.Key))
        {
            rest[0] = (byte)oid.Length;
            oid.Span.CopyTo(rest[1..]);
            rest[oid.Length + 1] = verdict;
            rest = rest[(oid.Length + 2)..];
        }

        ContentHash.Of(bytes.AsSpan(ContentHash.Length)).Span.CopyTo(bytes);
        return bytes;
    }
}
