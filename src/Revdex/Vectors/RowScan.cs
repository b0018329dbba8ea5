using System.Numerics;
using System.Runtime.CompilerServices;

namespace Revdex.Vectors;

/// <summary>
/// One look at ranges of a file's rows: which are nearest. Large scans are shared with one thread of the pool, where one is free: memory
/// gives no more than two can take, and a reader has other questions. Nothing is allocated by row. Whoever calls holds the file.
/// </summary>
internal sealed unsafe class RowScan : IThreadPoolWorkItem
{
    /// <summary>Below it, some 0.5 ms, waking a thread is not worth it.</summary>
    private const int SharedRowsMin = 16_384;

    private const int NotStarted = 0;
    private const int Started = 1;
    private const int Ended = 2;
    private const int WordBits = 64;

    private readonly RowMemory _rows;
    private readonly LiveRows? _live;
    private readonly VectorQuery _query;
    private readonly RowRange[] _ranges;
    private readonly TopRows _shared;
    private int _nextRange;
    private int _state;

    private RowScan(VectorFile file, LiveRows? live, VectorQuery query, RowRange[] ranges, int count)
    {
        (_rows, _live, _query, _ranges) = (file.Rows, live, query, ranges);
        _shared = new TopRows(count);
    }

    /// <param name="live">Of this file; null for all rows.</param>
    /// <param name="ranges">Disjoint, within the file's rows.</param>
    /// <param name="count">How many of the nearest.</param>
    public static TopRows Run(VectorFile file, LiveRows? live, VectorQuery query, RowRange[] ranges, int count) =>
        Run(file, live, query, ranges, count, Environment.ProcessorCount > 1 && CountOf(ranges) >= SharedRowsMin);

    internal static TopRows Run(VectorFile file, LiveRows? live, VectorQuery query, RowRange[] ranges, int count, bool isShared)
    {
        var scan = new RowScan(file, live, query, ranges, count);
        if (isShared)
        {
            ThreadPool.UnsafeQueueUserWorkItem(scan, preferLocal: false);
        }

        var top = new TopRows(count);
        scan.ScanRanges(top);
        if (isShared)
        {
            scan.Join();
            top.Offer(scan._shared);
        }

        return top;
    }

    private static long CountOf(RowRange[] ranges)
    {
        var count = 0L;
        foreach (var range in ranges)
        {
            count += range.Count;
        }

        return count;
    }

    /// <inheritdoc/>
    void IThreadPoolWorkItem.Execute()
    {
        // Too late: the caller has done it all and may have let go of the file.
        if (Interlocked.CompareExchange(ref _state, Started, NotStarted) != NotStarted)
        {
            return;
        }

        try
        {
            ScanRanges(_shared);
        }
        finally
        {
            Volatile.Write(ref _state, Ended);
        }
    }

    /// <summary>There is no range left to begin, so the other thread ends within one, or does not begin.</summary>
    private void Join()
    {
        if (Interlocked.CompareExchange(ref _state, Ended, NotStarted) == Started)
        {
            SpinWait.SpinUntil(() => Volatile.Read(ref _state) == Ended);
        }
    }

    private void ScanRanges(TopRows top)
    {
        fixed (short* levels = _query.Levels)
        {
            for (int range; (range = Interlocked.Increment(ref _nextRange) - 1) < _ranges.Length;)
            {
                if (_live is null)
                {
                    Scan(_ranges[range], levels, top);
                }
                else
                {
                    ScanLive(_ranges[range], _live.Words, levels, top);
                }
            }
        }
    }

    // Compiled for this machine's instructions at once: a first search has no time to be warmed up.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Scan(RowRange range, short* levels, TopRows top)
    {
        var stride = _rows.Stride;
        for (var row = range.Start; row < range.End; row++)
        {
            top.Offer(RowKernel.Dot(_rows.Row(row), levels, stride) * _rows.Scale(row), row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ScanLive(RowRange range, ReadOnlySpan<ulong> live, short* levels, TopRows top)
    {
        var stride = _rows.Stride;
        for (var word = range.Start / WordBits; word * WordBits < range.End; word++)
        {
            for (var bits = LiveRows.WordIn(live, word, range.Start, range.End); bits != 0; bits &= bits - 1)
            {
                var row = word * WordBits + BitOperations.TrailingZeroCount(bits);
                top.Offer(RowKernel.Dot(_rows.Row(row), levels, stride) * _rows.Scale(row), row);
            }
        }
    }
}
