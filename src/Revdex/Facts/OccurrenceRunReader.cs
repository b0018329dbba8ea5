using System.Numerics;
using System.Runtime.Intrinsics;

namespace Revdex.Facts;

/// <summary>Reads one blob's uses of one name. Bad bytes give <see cref="InvalidDataException"/>.</summary>
public ref struct OccurrenceRunReader
{
    private RunCursor _cursor;

    public OccurrenceRunReader(ReadOnlySpan<byte> run)
        : this(run, null, 0)
    {
    }

    internal OccurrenceRunReader(ReadOnlySpan<byte> run, ByteSource? source, long baseOffset)
    {
        _cursor = new RunCursor(run, source, baseOffset);
        Enclosing = -1;
    }

    public OccurrenceRole Role { get; private set; }

    /// <summary>Index of the innermost symbol around the use, not checked against the facts message; -1 at the top level.</summary>
    public int Enclosing { get; private set; }

    public bool HasReceiver { get; private set; }

    /// <summary>From 1.</summary>
    public int Line { get; private set; }

    /// <summary>In bytes, from 0.</summary>
    public int Column { get; private set; }

    /// <summary>The number of uses in a run, without decoding it: an entry is three varints, and each varint ends in a byte below 0x80.</summary>
    public static int CountOf(ReadOnlySpan<byte> run)
    {
        var (ends, at) = (0, 0);
        for (; at <= run.Length - Vector128<byte>.Count; at += Vector128<byte>.Count)
        {
            ends += Vector128<byte>.Count - BitOperations.PopCount(Vector128.Create(run[at..]).ExtractMostSignificantBits());
        }

        for (; at < run.Length; at++)
        {
            ends += run[at] < 0x80 ? 1 : 0;
        }

        return ends / 3;
    }

    public bool MoveNext()
    {
        if (_cursor.IsAtEnd)
        {
            return false;
        }

        var header = _cursor.NextVarint();
        var enclosing = Enclosing + Varint.UnZigZag(header >> OccurrenceRunWriter.EnclosingShift);
        if (enclosing < -1)
        {
            throw _cursor.Error($"enclosing symbol {enclosing}");
        }

        Enclosing = enclosing;
        Role = (OccurrenceRole)(header & 0xF);
        HasReceiver = (header & OccurrenceRunWriter.ReceiverBit) != 0;
        Line = _cursor.NextAfter(Line);
        Column = _cursor.NextNumber();
        return true;
    }
}
