namespace Revdex.Segments;

/// <summary>
/// Sorted keys, each with its postings. Look-ups allocate nothing, take no lock and read only the pages they touch. Reading needs the
/// segment to be held (<see cref="Segment"/>). Keys are the table's own: an index is good for this table only.
/// </summary>
public readonly struct PostingTable
{
    private readonly TableData _data;

    internal PostingTable(TableData data) => _data = data;

    public int KeyCount => _data.KeyCount;

    /// <summary>A key's UTF-8 bytes; keys ascend by bytes with the index.</summary>
    public ReadOnlySpan<byte> Key(int index) => _data.Key(index);

    /// <summary>The key's index, or the bitwise complement of where it would be inserted.</summary>
    public int Find(ReadOnlySpan<byte> key)
    {
        var (low, high) = (0, KeyCount);
        while (low < high)
        {
            var middle = (int)(((uint)low + (uint)high) >> 1);
            var order = _data.Key(middle).SequenceCompareTo(key);
            if (order == 0)
            {
                return middle;
            }

            (low, high) = order < 0 ? (middle + 1, high) : (low, middle);
        }

        return ~low;
    }

    /// <summary>The keys that begin with the bytes: from Start up to, not including, End. An empty prefix: all.</summary>
    public (int Start, int End) PrefixRange(ReadOnlySpan<byte> prefix)
    {
        var found = Find(prefix);
        var start = found < 0 ? ~found : found;

        // Few keys share a prefix as a rule: widen from the start before halving.
        long step = 1, low = start, high = start;
        while (high < KeyCount && _data.Key((int)high).StartsWith(prefix))
        {
            (low, high, step) = (high + 1, high + step, step * 2);
        }

        high = Math.Min(high, KeyCount);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _data.Key((int)middle).StartsWith(prefix) ? (middle + 1, high) : (low, middle);
        }

        return (start, (int)low);
    }

    /// <summary>
    /// The first key from <paramref name="fromKey"/> on that contains the bytes anywhere, or -1. Scans the keys as one text, tens of
    /// bytes at a time. <paramref name="ignoreAsciiCase"/>: A–Z and a–z are the same; other letters compare by their bytes.
    /// </summary>
    public int NextContaining(ReadOnlySpan<byte> needle, bool ignoreAsciiCase, int fromKey) => NextContaining(needle, ignoreAsciiCase, fromKey, KeyCount);

    /// <summary>The same among the keys before <paramref name="endKey"/>.</summary>
    public int NextContaining(ReadOnlySpan<byte> needle, bool ignoreAsciiCase, int fromKey, int endKey) =>
        KeyScan.Next(_data, needle, ignoreAsciiCase, fromKey, endKey);

    /// <summary>The postings of a key, in ascending order of blobs.</summary>
    public PostingReader Postings(int index) => _data.Postings(index);

    internal InvalidDataException KeyError(int index, string what) => _data.KeyError(index, what);
}
