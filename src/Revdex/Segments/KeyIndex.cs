using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// Gathers the keys of one table over all blobs: a hash table of the distinct keys, which stay where they are in the blobs' groups,
/// and for each (blob, key) where its run is. Then it gives the keys in order, each with its blobs in order. About 40 bytes a key
/// and 16 a pair.
/// </summary>
internal sealed class KeyIndex
{
    private const int BucketsMin = 1 << 10;

    /// <summary>Different in each process, so that no repository can be made whose names all collide. Order does not depend on it.</summary>
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private readonly IReadOnlyList<BlobFacts> _blobs;
    private readonly TableKind _table;
    private readonly List<DistinctKey> _keys = [];
    private readonly List<Pair> _pairs = [];
    private int[] _buckets = new int[BucketsMin];

    /// <param name="blobs">In the segment's order.</param>
    /// <param name="table">Whose groups to gather.</param>
    /// <exception cref="InvalidDataException">A blob's groups are damaged or out of order.</exception>
    public KeyIndex(IReadOnlyList<BlobFacts> blobs, TableKind table)
    {
        (_blobs, _table) = (blobs, table);
        for (var blob = 0; blob < blobs.Count; blob++)
        {
            var bytes = GroupsOf(blob);
            if (bytes.IsEmpty)
            {
                continue;
            }

            var groups = new GroupReader(bytes, new ByteSource($"facts of {blobs[blob].Oid}", $"{table} groups"));
            while (groups.MoveNext())
            {
                var key = KeyOf(blob, groups);
                CollectionsMarshal.AsSpan(_keys)[key].PairCount++;
                _pairs.Add(new Pair(key, blob, groups.KeyStart + groups.Key.Length));
            }
        }
    }

    public void WriteTo(TableWriter to)
    {
        var keys = CollectionsMarshal.AsSpan(_keys);
        var pairs = CollectionsMarshal.AsSpan(_pairs);
        var starts = PairStarts(out var ordered);
        foreach (var key in KeysInOrder())
        {
            foreach (var pair in ordered.AsSpan(starts[key], keys[key].PairCount))
            {
                to.AddPosting(pairs[pair].Blob, CountedRun(pairs[pair]));
            }

            to.EndKey(KeyBytes(keys[key]));
        }
    }

    private ReadOnlySpan<byte> GroupsOf(int blob) => _blobs[blob].Groups[(int)_table].Span;

    private ReadOnlySpan<byte> KeyBytes(in DistinctKey key) => GroupsOf(key.Blob).Slice(key.Start, key.Length);

    private ReadOnlySpan<byte> CountedRun(in Pair pair)
    {
        var bytes = GroupsOf(pair.Blob)[pair.RunAt..];
        var position = 0;
        return Varint.TryRead(bytes, ref position, out var length)
            ? bytes[..(position + (int)length)]
            : throw new InvalidOperationException("groups changed while they were written");
    }

    private int KeyOf(int blob, in GroupReader groups)
    {
        var hash = Hash(groups.Key);
        for (var key = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; key >= 0; key = _keys[key].Next)
        {
            if (_keys[key].Hash == hash && KeyBytes(_keys[key]).SequenceEqual(groups.Key))
            {
                return key;
            }
        }

        if (_keys.Count == _buckets.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _keys.Add(new DistinctKey { Hash = hash, Next = bucket - 1, Blob = blob, Start = groups.KeyStart, Length = groups.Key.Length });
        bucket = _keys.Count;
        return _keys.Count - 1;
    }

    private void Grow()
    {
        _buckets = new int[_buckets.Length * 2];
        var keys = CollectionsMarshal.AsSpan(_keys);
        for (var i = 0; i < keys.Length; i++)
        {
            ref var bucket = ref _buckets[keys[i].Hash & (uint)(_buckets.Length - 1)];
            (keys[i].Next, bucket) = (bucket - 1, i + 1);
        }
    }

    /// <summary>Orders the pairs by key, those of a key by blob as they came: counts are known, so that each has its place.</summary>
    private int[] PairStarts(out int[] ordered)
    {
        var starts = new int[_keys.Count];
        var next = new int[_keys.Count];
        var sum = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = next[i] = sum;
            sum += _keys[i].PairCount;
        }

        ordered = new int[_pairs.Count];
        for (var i = 0; i < ordered.Length; i++)
        {
            ordered[next[_pairs[i].Key]++] = i;
        }

        return starts;
    }

    /// <summary>Sorts by the first eight bytes as a number, then those that are equal in them by all their bytes.</summary>
    private int[] KeysInOrder()
    {
        var prefixes = new ulong[_keys.Count];
        var order = new int[_keys.Count];
        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        for (var i = 0; i < order.Length; i++)
        {
            var bytes = KeyBytes(_keys[i]);
            padded.Clear();
            bytes[..Math.Min(bytes.Length, padded.Length)].CopyTo(padded);
            (prefixes[i], order[i]) = (BinaryPrimitives.ReadUInt64BigEndian(padded), i);
        }

        Array.Sort(prefixes, order);
        for (int start = 0, end; start < order.Length; start = end)
        {
            for (end = start + 1; end < order.Length && prefixes[end] == prefixes[start];)
            {
                end++;
            }

            order.AsSpan(start, end - start).Sort(new ByBytes(this));
        }

        return order;
    }

    private static uint Hash(ReadOnlySpan<byte> key)
    {
        const ulong Multiplier = 0x9E37_79B9_7F4A_7C15;
        var hash = Seed ^ (ulong)key.Length;
        for (; key.Length >= sizeof(ulong); key = key[sizeof(ulong)..])
        {
            hash = BitOperations.RotateLeft((hash ^ BinaryPrimitives.ReadUInt64LittleEndian(key)) * Multiplier, 29);
        }

        ulong rest = 0;
        foreach (var value in key)
        {
            rest = (rest << 8) | value;
        }

        hash = (hash ^ rest) * Multiplier;
        return (uint)(hash >> 32);
    }

    private struct DistinctKey
    {
        public uint Hash;
        public int Next;
        public int Blob;
        public int Start;
        public int Length;
        public int PairCount;
    }

    private readonly record struct Pair(int Key, int Blob, int RunAt);

    private readonly struct ByBytes(KeyIndex index) : IComparer<int>
    {
        public int Compare(int left, int right) => index.KeyBytes(index._keys[left]).SequenceCompareTo(index.KeyBytes(index._keys[right]));
    }
}
