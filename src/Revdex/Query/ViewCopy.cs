namespace Revdex.Query;

/// <summary>Copies a view's files in blocks while paths are left out and put in. Walks once, forwards.</summary>
internal sealed class ViewCopy(View from, int count, int pathsSizeMaxBytes, int oidLength)
{
    private readonly byte[] _paths = new byte[pathsSizeMaxBytes];
    private readonly int[] _starts = new int[count + 1];
    private int _next;
    private int _count;

    public ViewFiles Files { get; } = new(oidLength, new byte[count * oidLength], new byte[count], new byte[count], new ushort[count]);

    /// <summary>Old file → new file, -1 for one left out.</summary>
    public int[] Renumber { get; } = new int[from.Count];

    /// <summary>Copies the files that were not walked yet, up to and without <paramref name="end"/>.</summary>
    public void UpTo(int end)
    {
        var length = end - _next;
        if (length <= 0)
        {
            return;
        }

        CopyPaths(end);
        from.Files.Oids.AsSpan(_next * oidLength, length * oidLength).CopyTo(Files.Oids.AsSpan(_count * oidLength));
        from.Files.LanguageOrdinals.AsSpan(_next, length).CopyTo(Files.LanguageOrdinals.AsSpan(_count));
        from.Files.Marks.AsSpan(_next, length).CopyTo(Files.Marks.AsSpan(_count));
        from.Files.Modes.AsSpan(_next, length).CopyTo(Files.Modes.AsSpan(_count));
        for (var i = 0; i < length; i++)
        {
            Renumber[_next + i] = _count + i;
        }

        (_next, _count) = (end, _count + length);
    }

    /// <summary>Leaves the next file out.</summary>
    public void Skip() => Renumber[_next++] = -1;

    /// <summary>Puts a path in; its columns are the caller's to write.</summary>
    public int AddPath(ReadOnlySpan<byte> path)
    {
        path.CopyTo(_paths.AsSpan(_starts[_count]));
        _starts[_count + 1] = _starts[_count] + path.Length;
        return _count++;
    }

    public PathTable ToPaths() => new(_paths, _starts);

    private void CopyPaths(int end)
    {
        var (source, starts) = from.Paths.Block(_next, end);
        source.Span.CopyTo(_paths.AsSpan(_starts[_count]));
        var shift = _starts[_count] - starts[0];
        for (var i = 1; i < starts.Count; i++)
        {
            _starts[_count + i] = starts[i] + shift;
        }
    }
}
