using System.Runtime.CompilerServices;

namespace Revdex.Facts;

/// <summary>The bounds-checked position that the four run readers share. Bad bytes give <see cref="InvalidDataException"/>.</summary>
internal ref struct RunCursor(ReadOnlySpan<byte> run, ByteSource? source, long baseOffset)
{
    private readonly ReadOnlySpan<byte> _run = run;
    private readonly ByteSource? _source = source;
    private readonly long _baseOffset = baseOffset;
    private int _position;

    public readonly bool IsAtEnd => _position >= _run.Length;

    public byte NextByte() => (uint)_position < (uint)_run.Length ? _run[_position++] : throw Error("a run ends within an entry");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public uint NextVarint() => Varint.TryRead(_run, ref _position, out var value) ? value : throw Error("a run ends within an entry, or a number is over 32 bits");

    /// <summary>A number that is not negative as an int.</summary>
    public int NextNumber() => (int)NextVarint() is >= 0 and var value ? value : throw Error("a number is over 31 bits");

    /// <summary>Differences are taken modulo 2^32, so that a rare step back costs five bytes but has a form.</summary>
    public int NextAfter(int previous) => (int)((uint)previous + NextVarint()) is >= 0 and var value ? value : throw Error("a number is over 31 bits");

    public readonly InvalidDataException Error(string what) => (_source ?? Unnamed).Error(_baseOffset + _position, what);

    private static readonly ByteSource Unnamed = new("run", "postings");
}
