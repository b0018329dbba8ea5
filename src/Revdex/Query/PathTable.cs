using System.Runtime.CompilerServices;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Query;

/// <summary>The paths of a view in one array, sorted bytewise; shared by views whose files differ only in content.</summary>
internal sealed class PathTable(byte[] bytes, int[] starts)
{
    private readonly byte[] _bytes = bytes;
    private readonly int[] _starts = starts;
    private StrongBox<ContentHash>? _identity;

    /// <summary><paramref name="starts"/> has one more entry than there are paths.</summary>
    public int Count => _starts.Length - 1;

    public int SizeBytes => _starts[^1];

    /// <summary>Tells apart tables with other paths: a hash of them, made when first asked for.</summary>
    public ContentHash Identity => (_identity ??= new(ViewIdentity.OfPaths(_bytes.AsSpan(0, SizeBytes), _starts))).Value;

    public ReadOnlySpan<byte> this[int index] => _bytes.AsSpan(_starts[index].._starts[index + 1]);

    public bool HasSame(PathTable other) =>
        ReferenceEquals(this, other) || (_starts.AsSpan().SequenceEqual(other._starts) && _bytes.AsSpan(0, SizeBytes).SequenceEqual(other._bytes.AsSpan(0, SizeBytes)));

    /// <summary>The bytes of some paths in a row, and where each starts; one more start than there are paths.</summary>
    public (ReadOnlyMemory<byte> Bytes, ArraySegment<int> Starts) Block(int from, int end) =>
        (_bytes.AsMemory(_starts[from].._starts[end]), new ArraySegment<int>(_starts, from, end - from + 1));

    /// <summary>The first path from an index on that contains the bytes, ignoring ASCII case; -1: none. Scans the paths as one text.</summary>
    /// <param name="part">Not empty.</param>
    public int NextContaining(ReadOnlySpan<byte> part, int from)
    {
        var bytes = _bytes.AsSpan(0, SizeBytes);
        for (var at = _starts[from]; (at = KeyScan.IndexOf(bytes, at, part, ignoreAsciiCase: true)) >= 0; at++)
        {
            var found = Array.BinarySearch(_starts, from, _starts.Length - from, at);
            from = found < 0 ? ~found - 1 : found;
            if (at + part.Length <= _starts[from + 1])
            {
                return from;
            }
        }

        return -1;
    }

    /// <summary>The index of the path, or the bitwise complement of where it would be.</summary>
    public int Find(ReadOnlySpan<byte> path)
    {
        var (low, high) = (0, Count - 1);
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = this[middle].SequenceCompareTo(path);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle - 1);
        }

        return ~low;
    }

    /// <summary>The paths below a folder ('/' at its end or not; empty is the root), as a range.</summary>
    public (int Start, int End) Under(ReadOnlySpan<byte> folder)
    {
        folder = folder.TrimEnd((byte)'/');
        return folder.IsEmpty ? (0, Count) : (FirstAfter(folder, (byte)'/'), FirstAfter(folder, (byte)'/' + 1));
    }

    /// <summary>The first path that is not before <paramref name="folder"/> followed by <paramref name="next"/>.</summary>
    private int FirstAfter(ReadOnlySpan<byte> folder, byte next)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) >>> 1;
            if (IsBefore(this[middle], folder, next))
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }

    private static bool IsBefore(ReadOnlySpan<byte> path, ReadOnlySpan<byte> folder, byte next)
    {
        var order = path[..Math.Min(path.Length, folder.Length)].SequenceCompareTo(folder);
        return order != 0 ? order < 0 : path.Length == folder.Length || path[folder.Length] < next;
    }
}
