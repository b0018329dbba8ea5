namespace Revdex.Facts;

/// <summary>
/// Collects one blob's groups for one posting table (<see cref="BlobFacts.Groups"/>): for each key, in strictly ascending order of its
/// bytes, <see cref="BeginGroup"/>, the run through the table's run writer, <see cref="EndGroup"/>. Used again and again by one
/// thread: <see cref="Clear"/> keeps the memory, so that nothing is allocated once it has grown.
/// </summary>
public sealed class GroupWriter
{
    private const int InitialBytes = 1024;

    private byte[] _bytes = new byte[InitialBytes];
    private int _length;
    private int _keyStart = -1;
    private int _keyLength;
    private int _runStart = -1;

    /// <summary>The groups ended so far; valid until the next call.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    public void Clear()
    {
        _length = 0;
        _keyStart = -1;
        _runStart = -1;
    }

    /// <summary>A copy of <see cref="Written"/>, for <see cref="BlobFacts.Groups"/>.</summary>
    public byte[] ToArray() => Written.ToArray();

    /// <exception cref="ArgumentException">The key is longer than <see cref="Limits.NameMaxBytes"/> or not greater than the one before.</exception>
    /// <exception cref="InvalidOperationException">The group before is not ended.</exception>
    public void BeginGroup(ReadOnlySpan<byte> key)
    {
        if (_runStart >= 0)
        {
            throw new InvalidOperationException("a group was not ended");
        }

        if (key.Length > Limits.NameMaxBytes)
        {
            throw new ArgumentException($"a key of {key.Length} bytes", nameof(key));
        }

        if (_keyStart >= 0 && key.SequenceCompareTo(_bytes.AsSpan(_keyStart, _keyLength)) <= 0)
        {
            throw new ArgumentException("keys must ascend", nameof(key));
        }

        AppendVarint((uint)key.Length);
        _keyStart = _length;
        _keyLength = key.Length;
        key.CopyTo(Reserve(key.Length));
        _runStart = _length;
    }

    /// <exception cref="InvalidOperationException">No group was begun.</exception>
    public void EndGroup()
    {
        if (_runStart < 0)
        {
            throw new InvalidOperationException("no group was begun");
        }

        // The run's length comes before the run and is known only now: nearly every run is short, so the move is cheap.
        var runLength = _length - _runStart;
        var prefixLength = Varint.LengthOf((uint)runLength);
        Reserve(prefixLength);
        _bytes.AsSpan(_runStart, runLength).CopyTo(_bytes.AsSpan(_runStart + prefixLength));
        Varint.Write(_bytes.AsSpan(_runStart), (uint)runLength);
        _runStart = -1;
    }

    internal void AppendVarint(uint value) => _length += Varint.Write(FreeFor(Varint.LengthMax), value);

    internal void AppendByte(byte value) => Reserve(1)[0] = value;

    private Span<byte> Reserve(int length)
    {
        var free = FreeFor(length);
        _length += length;
        return free[..length];
    }

    private Span<byte> FreeFor(int length)
    {
        if (_bytes.Length - _length < length)
        {
            Grow(length);
        }

        return _bytes.AsSpan(_length);
    }

    private void Grow(int length) => Array.Resize(ref _bytes, checked(Math.Max(_bytes.Length * 2, _length + length)));
}
