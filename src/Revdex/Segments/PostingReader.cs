using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// Reads the postings of one key: call <see cref="MoveNext"/>, then read the blob and its run with the run reader of the table's kind.
/// Bad bytes give <see cref="InvalidDataException"/>; a blob is always one the segment has.
/// </summary>
public ref struct PostingReader
{
    private readonly ReadOnlySpan<byte> _postings;
    private readonly ByteSource _source;
    private readonly long _baseOffset;
    private readonly int _blobCount;
    private int _position;
    private int _runLength;

    internal PostingReader(ReadOnlySpan<byte> postings, int blobCount, ByteSource source, long baseOffset)
    {
        _postings = postings;
        _blobCount = blobCount;
        _source = source;
        _baseOffset = baseOffset;
        Blob = -1;
    }

    /// <summary>The blob's number in the segment.</summary>
    public int Blob { get; private set; }

    /// <summary>The blob's bytes under this key.</summary>
    public readonly ReadOnlySpan<byte> Run => _postings.Slice(_position - _runLength, _runLength);

    /// <summary>The run, of the definitions table, ready to read; its errors name the segment.</summary>
    public readonly DefinitionRunReader Definitions => new(Run, _source, RunOffset);

    /// <summary>The run, of the occurrences table, ready to read.</summary>
    public readonly OccurrenceRunReader Occurrences => new(Run, _source, RunOffset);

    /// <summary>The run, of the imports table, ready to read.</summary>
    public readonly ImportRunReader Imports => new(Run, _source, RunOffset);

    /// <summary>The run, of the implements table, ready to read.</summary>
    public readonly ImplementsRunReader Implements => new(Run, _source, RunOffset);

    /// <summary>The run with its length before it, as a merge copies it.</summary>
    internal readonly ReadOnlySpan<byte> CountedRun => _postings[CountedStart.._position];

    /// <summary>Where <see cref="CountedRun"/> starts among the key's postings.</summary>
    internal int CountedStart { get; private set; }

    private readonly long RunOffset => _baseOffset + _position - _runLength;

    /// <summary>A part of the key's postings, by what <see cref="CountedStart"/> said.</summary>
    internal readonly ReadOnlySpan<byte> Bytes(int start, int length) => _postings.Slice(start, length);

    /// <summary>The run of a posting, by what <see cref="CountedStart"/> said; its errors name the segment.</summary>
    internal readonly OccurrenceRunReader RunAt(int countedStart)
    {
        var at = countedStart;
        return Varint.TryRead(_postings, ref at, out var length) && length <= (uint)(_postings.Length - at)
            ? new OccurrenceRunReader(_postings.Slice(at, (int)length), _source, _baseOffset + at)
            : throw _source.Error(_baseOffset + countedStart, "a run's length is not within its key's postings");
    }

    public bool MoveNext()
    {
        if (_position >= _postings.Length)
        {
            return false;
        }

        var start = _position;
        if (!Varint.TryRead(_postings, ref _position, out var delta) || (delta == 0 && start != 0) || delta >= (uint)(_blobCount - Math.Max(Blob, 0)))
        {
            throw _source.Error(_baseOffset + start, $"a posting's blob is not one of {_blobCount} or not ascending");
        }

        Blob = Math.Max(Blob, 0) + (int)delta;
        CountedStart = _position;
        if (!Varint.TryRead(_postings, ref _position, out var length) || length > (uint)(_postings.Length - _position))
        {
            throw _source.Error(_baseOffset + CountedStart, $"a run's length is not within the {_postings.Length - CountedStart} bytes left");
        }

        _runLength = (int)length;
        _position += _runLength;
        return true;
    }
}
