namespace Revdex.Git;

/// <summary>Collects entries in a few growing arrays; sorts only what a malformed tree has out of order.</summary>
internal sealed class TreeListingBuilder(ObjectFormat format)
{
    private readonly int _oidLength = (int)format;
    private byte[] _paths = new byte[64 * 1024];
    private byte[] _oids = new byte[1024 * (int)format];
    private int[] _offsets = new int[1025];
    private ushort[] _modes = new ushort[1024];
    private int _count;
    private bool _isUnsorted;

    public bool IsLast(ReadOnlySpan<byte> path) => _count > 0 && Path(_count - 1).SequenceEqual(path);

    public void Add(int mode, in Oid oid, ReadOnlySpan<byte> path)
    {
        if (oid.Length != _oidLength)
        {
            throw new InvalidDataException($"git's listing has an object id of {oid.Length} bytes where {_oidLength} were expected");
        }

        _isUnsorted |= _count > 0 && Path(_count - 1).SequenceCompareTo(path) >= 0;
        Reserve(path.Length);
        path.CopyTo(_paths.AsSpan(_offsets[_count]));
        oid.Span.CopyTo(_oids.AsSpan(_count * _oidLength));
        _modes[_count] = (ushort)mode;
        _offsets[_count + 1] = _offsets[_count] + path.Length;
        _count++;
    }

    public TreeListing ToListing() => _isUnsorted ? Sorted() : new TreeListing(
        _paths[.._offsets[_count]], _offsets[..(_count + 1)], _oids[..(_count * _oidLength)], _modes[.._count], format);

    /// <summary>Of two entries with one path the first stays, as git itself would take it.</summary>
    private TreeListing Sorted()
    {
        var order = Enumerable.Range(0, _count).ToArray();
        Array.Sort(order, (a, b) => Path(a).SequenceCompareTo(Path(b)) is var c && c != 0 ? c : a.CompareTo(b));
        var sorted = new TreeListingBuilder(format);
        foreach (var entry in order)
        {
            if (!sorted.IsLast(Path(entry)))
            {
                sorted.Add(_modes[entry], new Oid(_oids.AsSpan(entry * _oidLength, _oidLength)), Path(entry));
            }
        }

        return sorted.ToListing();
    }

    private ReadOnlySpan<byte> Path(int entry) => _paths.AsSpan(_offsets[entry].._offsets[entry + 1]);

    private void Reserve(int pathLength)
    {
        if (_count == _modes.Length)
        {
            Array.Resize(ref _modes, _count * 2);
            Array.Resize(ref _offsets, (_count * 2) + 1);
            Array.Resize(ref _oids, _count * 2 * _oidLength);
        }

        var needed = checked(_offsets[_count] + pathLength);
        if (needed > _paths.Length)
        {
            Array.Resize(ref _paths, (int)Math.Min(Math.Max(needed, _paths.Length * 2L), Array.MaxLength));
        }
    }
}
