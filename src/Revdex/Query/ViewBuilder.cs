using Revdex.Git;

namespace Revdex.Query;

/// <summary>Makes a view of files added in bytewise order of their paths.</summary>
internal sealed class ViewBuilder
{
    /// <summary>What paths take on average in real repositories; only a first guess.</summary>
    private const int PathLengthGuess = 48;

    private readonly LanguageDetection _detection;
    private byte[] _paths;
    private int[] _starts;
    private byte[] _oids = [];
    private ushort[] _modes;
    private int _oidLength;
    private int _count;

    public ViewBuilder(LanguageDetection detection, int countGuess)
    {
        _detection = detection;
        _paths = new byte[countGuess * PathLengthGuess];
        _starts = new int[countGuess + 1];
        _modes = new ushort[countGuess];
    }

    /// <exception cref="InvalidDataException">Not after the path before: whoever lists files has them in order.</exception>
    public void Add(ReadOnlySpan<byte> path, in Oid oid, int mode)
    {
        if (_count > 0 && Last.SequenceCompareTo(path) >= 0)
        {
            throw new InvalidDataException($"file {_count} of a view: its path is not after the one before");
        }

        Grow(path.Length, oid.Length);
        path.CopyTo(_paths.AsSpan(_starts[_count]));
        oid.Span.CopyTo(_oids.AsSpan(_count * _oidLength));
        _modes[_count] = (ushort)mode;
        _starts[_count + 1] = _starts[_count] + path.Length;
        _count++;
    }

    /// <exception cref="RevdexException">Git fails.</exception>
    public View Build()
    {
        Array.Resize(ref _paths, _starts[_count]);
        Array.Resize(ref _starts, _count + 1);
        Array.Resize(ref _oids, _count * _oidLength);
        Array.Resize(ref _modes, _count);
        var paths = new PathTable(_paths, _starts);
        var files = new ViewFiles(_oidLength, _oids, new byte[_count], new byte[_count], _modes);
        return LanguagePass.Run(paths, files, _detection);
    }

    private ReadOnlySpan<byte> Last => _paths.AsSpan(_starts[_count - 1].._starts[_count]);

    private void Grow(int pathLength, int oidLength)
    {
        _oidLength = _oidLength == 0 ? oidLength : _oidLength;
        if (_count == _modes.Length)
        {
            var capacity = Math.Max(16, _count * 2);
            Array.Resize(ref _starts, capacity + 1);
            Array.Resize(ref _modes, capacity);
        }

        if (_oids.Length < _modes.Length * _oidLength)
        {
            Array.Resize(ref _oids, _modes.Length * _oidLength);
        }

        if (_starts[_count] + pathLength > _paths.Length)
        {
            Array.Resize(ref _paths, Math.Max(_starts[_count] + pathLength, _paths.Length * 2));
        }
    }
}
