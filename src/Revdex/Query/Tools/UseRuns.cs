using System.Buffers;

namespace Revdex.Query.Tools;

/// <summary>The run of one name in one file: bytes [<see cref="Start"/>, + <see cref="Length"/>) of <see cref="UseRuns"/>' buffer.</summary>
/// <param name="Written">The name as these uses have it; null: as it was asked for.</param>
/// <param name="Roles">A bit for each role that counts: of those written otherwise some are no uses.</param>
/// <param name="IsAlias">Of these no member is a use.</param>
/// <param name="Rank">Of the file: code, then documents, then what people did not write here.</param>
internal readonly record struct UseRun(int File, int Segment, int Blob, int Start, int Length, bool IsDefinition, string? Written, uint Roles, bool IsAlias, byte Rank) : IComparable<UseRun>
{
    public int CompareTo(UseRun other) =>
        Rank != other.Rank ? Rank.CompareTo(other.Rank) : File != other.File ? File.CompareTo(other.File) : IsDefinition.CompareTo(other.IsDefinition);
}

/// <summary>
/// Collects the runs of one name from all segments. They come by blob and are answered by path, so they are copied (a few bytes
/// each) and sorted; what a mapped segment gave out need not stay put.
/// </summary>
internal struct UseRuns() : IDisposable
{
    private UseRun[] _runs = ArrayPool<UseRun>.Shared.Rent(256);
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(4096);
    private int _count;
    private int _length;

    /// <summary>Keeps a run's bytes; returns where they are, for <see cref="Add"/>.</summary>
    public int Keep(ReadOnlySpan<byte> run)
    {
        if (_length + run.Length > _bytes.Length)
        {
            Grow(ref _bytes, _length, _length + run.Length);
        }

        run.CopyTo(_bytes.AsSpan(_length));
        _length += run.Length;
        return _length - run.Length;
    }

    public void Add(in UseRun run)
    {
        if (_count == _runs.Length)
        {
            Grow(ref _runs, _count, _count + 1);
        }

        _runs[_count++] = run;
    }

    public readonly ReadOnlySpan<byte> Bytes(in UseRun run) => _bytes.AsSpan(run.Start, run.Length);

    /// <summary>By rank, then by file, that is by path; definitions after uses.</summary>
    public readonly ReadOnlySpan<UseRun> Sorted()
    {
        var runs = _runs.AsSpan(0, _count);
        runs.Sort();
        return runs;
    }

    public readonly void Dispose()
    {
        ArrayPool<UseRun>.Shared.Return(_runs);
        ArrayPool<byte>.Shared.Return(_bytes);
    }

    private static void Grow<T>(ref T[] array, int used, int needed)
    {
        var larger = ArrayPool<T>.Shared.Rent(Math.Max(needed, array.Length * 2));
        array.AsSpan(0, used).CopyTo(larger);
        ArrayPool<T>.Shared.Return(array);
        array = larger;
    }
}
