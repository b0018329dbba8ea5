namespace Revdex.Extraction;

/// <summary>
/// The structural hash: a polynomial hash over a file's leaves (their type, their text, how the depth changed since the leaf
/// before), kept as prefixes so that any symbol's hash is one subtraction. White space and comments do not count.
/// </summary>
internal sealed unsafe class LeafHashes
{
    private const ulong Base = 0x9e3779b97f4a7c15;

    private uint[] _starts = new uint[4096];
    private ulong[] _prefixes = new ulong[4097];
    private ulong[] _powers = [1];
    private int _count;
    private uint _end;
    private int _depth;

    public void Begin()
    {
        _count = 0;
        _end = 0;
        _depth = 0;
    }

    /// <summary>Bytes between leaves that are no white space (a grammar may leave them out) count as a leaf of their own.</summary>
    public void Add(byte* content, uint start, uint end, ushort symbol, int depth, ulong textHash)
    {
        if (start > _end)
        {
            AddGap(content, _end, start);
        }

        Append(start, ByteHash.Mix(textHash, ((ulong)symbol << 32) ^ (uint)(depth - _depth)));
        _depth = depth;
        _end = Math.Max(_end, end);
    }

    /// <summary>A comment: neither a leaf nor a gap.</summary>
    public void Skip(byte* content, uint start, uint end)
    {
        if (start > _end)
        {
            AddGap(content, _end, start);
        }

        _end = Math.Max(_end, end);
    }

    /// <summary>The hash of the leaves that start in [start, end).</summary>
    public ulong Of(uint start, uint end)
    {
        var from = LowerBound(start);
        var to = LowerBound(end);
        return _prefixes[to] - (_prefixes[from] * Power(to - from));
    }

    private void AddGap(byte* content, uint from, uint to)
    {
        while (from < to && content[from] <= ' ')
        {
            from++;
        }

        if (from == to)
        {
            return;
        }

        ulong hash = 0;
        for (var i = from; i < to; i++)
        {
            hash = content[i] > ' ' ? ByteHash.Mix(hash, content[i]) : hash;
        }

        Append(from, hash);
    }

    private void Append(uint start, ulong hash)
    {
        if (_count == _starts.Length)
        {
            Array.Resize(ref _starts, _count * 2);
            Array.Resize(ref _prefixes, (_count * 2) + 1);
        }

        _starts[_count] = start;
        _prefixes[_count + 1] = (_prefixes[_count] * Base) + hash;
        _count++;
    }

    private int LowerBound(uint position)
    {
        var index = _starts.AsSpan(0, _count).BinarySearch(position);
        if (index < 0)
        {
            return ~index;
        }

        while (index > 0 && _starts[index - 1] == position)
        {
            index--;
        }

        return index;
    }

    private ulong Power(int exponent)
    {
        var known = _powers.Length;
        if (exponent >= known)
        {
            Array.Resize(ref _powers, Math.Max(exponent + 1, known * 2));
            for (var i = known; i < _powers.Length; i++)
            {
                _powers[i] = _powers[i - 1] * Base;
            }
        }

        return _powers[exponent];
    }
}
