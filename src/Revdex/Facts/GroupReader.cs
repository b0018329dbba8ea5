namespace Revdex.Facts;

/// <summary>Reads one blob's groups of one table in order. Bad bytes give <see cref="InvalidDataException"/>.</summary>
public ref struct GroupReader
{
    private static readonly ByteSource Unnamed = new("blob facts", "groups");

    private readonly ReadOnlySpan<byte> _groups;
    private readonly ByteSource _source;
    private int _position;
    private bool _hasKey;

    public GroupReader(ReadOnlySpan<byte> groups)
        : this(groups, Unnamed)
    {
    }

    internal GroupReader(ReadOnlySpan<byte> groups, ByteSource source)
    {
        _groups = groups;
        _source = source;
    }

    public ReadOnlySpan<byte> Key { get; private set; }

    public ReadOnlySpan<byte> Run { get; private set; }

    /// <summary>Where the key and the run begin in the groups.</summary>
    internal int KeyStart { get; private set; }

    internal int RunStart { get; private set; }

    public bool MoveNext()
    {
        if (_position >= _groups.Length)
        {
            return false;
        }

        var start = _position;
        var key = Next("key");
        if (key.Length > Limits.NameMaxBytes || (_hasKey && key.SequenceCompareTo(Key) <= 0))
        {
            throw _source.Error(start, key.Length > Limits.NameMaxBytes ? $"a key of {key.Length} bytes" : "keys do not ascend");
        }

        Key = key;
        KeyStart = _position - key.Length;
        _hasKey = true;
        Run = Next("run");
        RunStart = _position - Run.Length;
        return true;
    }

    private ReadOnlySpan<byte> Next(string what)
    {
        var start = _position;
        if (!Varint.TryRead(_groups, ref _position, out var length) || length > (uint)(_groups.Length - _position))
        {
            throw _source.Error(start, $"the length of a {what} is not within the {_groups.Length - start} bytes left");
        }

        _position += (int)length;
        return _groups.Slice(_position - (int)length, (int)length);
    }
}
