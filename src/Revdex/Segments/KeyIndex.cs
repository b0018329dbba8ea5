using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Segments;

/// <summary>
/// Gathers the keys of one table over all blobs: a hash table of the distinct keys, and for each (blob, key) where its run is. Then it
/// gives the keys in order, each with its blobs in order. About 30 bytes and its text for a key, 20 bytes for a pair; the distinct
/// keys are copied to one place because that is read over and over, the runs stay where they are.
/// </summary>
internal sealed class KeyIndex
{
    private const int BucketsMin = 1 << 10;

    /// <summary>Different in each process, so that no repository can be made whose names all collide. Order does not depend on it.</summary>
    private static readonly ulong Seed = (ulong)Random.Shared.NextInt64();

    private readonly ReadOnlyMemory<byte>[] _groups;
    private readonly TableKind _table;
    private readonly List<DistinctKey> _keys = [];
    private readonly List<Pair> _pairs = [];
    private readonly ArrayBufferWriter<byte> _text = new();
    private int[] _buckets = new int[BucketsMin];

    /// <param name="blobs">In the segment's order.</param>
    /// <param name="table">Whose groups to gather.</param>
    /// <exception cref="InvalidDataException">A blob's groups are damaged or out of order.</exception>
    public KeyIndex(IReadOnlyList<BlobFacts> blobs, TableKind table)
    {
        _table = table;
        _groups = [.. blobs.Select(b => b.Groups[(int)table])];
        for (var blob = 0; blob < _groups.Length; blob++)
        {
            if (!_groups[blob].IsEmpty)
            {
                Add(blob, blobs[blob].Oid);
            }
        }
    }

    public void WriteTo(TableWriter to)
    {
        var keys = CollectionsMarshal.AsSpan(_keys);
        var postings = PostingsByKey(out var starts);
        foreach (var key in KeysInOrder())
        {
            foreach (ref readonly var posting in postings.AsSpan(starts[key], keys[key].PairCount))
            {
                to.AddPosting(posting.Blob, CountedRun(posting));
            }

            to.EndKey(KeyBytes(keys[key]));
        }
    }

    private void Add(int blob, Oid oid)
    {
        var groups = new GroupReader(_groups[blob].Span, new ByteSource($"facts of {oid}", $"{_table} groups"));
        while (groups.MoveNext())
        {
            var key = KeyOf(groups.Key);
            CollectionsMarshal.AsSpan(_keys)[key].PairCount++;
            _pairs.Add(new Pair(key, new Posting(blob, groups.KeyStart + groups.Key.Length)));
        }
    }

    private ReadOnlySpan<byte> KeyBytes(in DistinctKey key) => _text.WrittenSpan.Slice(key.Start, key.Length);

    private ReadOnlySpan<byte> CountedRun(in Posting posting)
    {
        var bytes = _groups[posting.Blob].Span[posting.RunAt..];
        var position = 0;
        return Varint.TryRead(bytes, ref position, out var length)
            ? bytes[..(position + (int)length)]
            : throw new InvalidOperationException("groups changed while they were written");
    }

    private int KeyOf(ReadOnlySpan<byte> text)
    {
        var hash = Hash(text);
        var keys = CollectionsMarshal.AsSpan(_keys);
        for (var key = _buckets[hash & (uint)(_buckets.Length - 1)] - 1; key >= 0; key = keys[key].Next)
        {
            if (keys[key].Hash == hash && KeyBytes(keys[key]).SequenceEqual(text))
            {
                return key;
            }
        }

        if (_keys.Count == _buckets.Length)
        {
            Grow();
        }

        ref var bucket = ref _buckets[hash & (uint)(_buckets.Length - 1)];
        _keys.Add(new DistinctKey { Hash = hash, Next = bucket - 1, Start = _text.WrittenCount, Length = text.Length });
        _text.Write(text);
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
    private Posting[] PostingsByKey(out int[] starts)
    {
        starts = new int[_keys.Count];
        var next = new int[_keys.Count];
        var sum = 0;
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = next[i] = sum;
            sum += _keys[i].PairCount;
        }

        var postings = new Posting[_pairs.Count];
        foreach (ref readonly var pair in CollectionsMarshal.AsSpan(_pairs))
        {
            postings[next[pair.Key]++] = pair.Posting;
        }

        return postings;
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

            if (end > start + 1)
            {
                order.AsSpan(start, end - start).Sort(new ByBytes(this));
            }
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
        public int Start;
        public int Length;
        public int PairCount;
    }

    private readonly record struct Posting(int Blob, int RunAt);

    private readonly record struct Pair(int Key, Posting Posting);

    private readonly struct ByBytes(KeyIndex index) : IComparer<int>
    {
        public int Compare(int left, int right) => index.KeyBytes(index._keys[left]).SequenceCompareTo(index.KeyBytes(index._keys[right]));
    }
}
