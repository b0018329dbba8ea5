using System.Buffers.Binary;

namespace Revdex.Extraction;

/// <summary>Orders names by their bytes: by the first eight, then the few that agree in these by the rest. Reused, for one thread.</summary>
internal sealed class NameOrder
{
    private ulong[] _keys = [];
    private int[] _order = [];

    /// <summary>The numbers of all names in order; valid until the next call.</summary>
    public ReadOnlySpan<int> Sort(NameTable names)
    {
        var count = names.Count;
        if (_keys.Length < count)
        {
            (_keys, _order) = (new ulong[count * 2], new int[count * 2]);
        }

        for (var name = 0; name < count; name++)
        {
            _order[name] = name;
            _keys[name] = Prefix(names[name]);
        }

        Array.Sort(_keys, _order, 0, count);
        for (var start = 0; start < count;)
        {
            var end = start + 1;
            while (end < count && _keys[end] == _keys[start])
            {
                end++;
            }

            if (end - start > 1)
            {
                _order.AsSpan(start, end - start).Sort((a, b) => names[a].SequenceCompareTo(names[b]));
            }

            start = end;
        }

        return _order.AsSpan(0, count);
    }

    private static ulong Prefix(ReadOnlySpan<byte> name)
    {
        if (name.Length >= sizeof(ulong))
        {
            return BinaryPrimitives.ReadUInt64BigEndian(name);
        }

        Span<byte> padded = stackalloc byte[sizeof(ulong)];
        padded.Clear();
        name.CopyTo(padded);
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }
}
