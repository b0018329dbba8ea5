namespace Revdex.Segments;

/// <summary>
/// Which blocks of a segment are here while it arrives. Whoever reads others asks for them and waits, as for a page that is not in memory; who
/// brings them is told. Nothing is read that was not brought. Safe for many threads.
/// </summary>
internal sealed class SegmentArrival(long sizeBytes, int blockSizeBytes)
{
    /// <summary>One read waits no longer: a range takes some round trips, and without it there is another answer.</summary>
    private const int LateMs = 5_000;

    /// <summary>Neighbours that are asked for together come by one request: a megabyte before compression.</summary>
    private const int RunBytesMax = 1 << 20;

    private enum State : byte
    {
        Absent,
        Wanted,
        Fetched,
        Unpacked,
        Here,
    }

    private readonly Lock _lock = new();
    private readonly State[] _states = new State[checked((int)((sizeBytes + blockSizeBytes - 1) / blockSizeBytes))];
    private TaskCompletionSource _moved = NewSignal();
    private TaskCompletionSource _asked = NewSignal();
    private int _firstAbsent;

    /// <summary>Blocks that are wanted, and those that are being fetched for it.</summary>
    private int _askedCount;
    private long _endBytes;
    private bool _isInTurn;
    private bool _isOver;

    public long SizeBytes => sizeBytes;

    /// <summary>All before are here.</summary>
    public long EndBytes => Volatile.Read(ref _endBytes);

    /// <summary>Waits until some bytes are here.</summary>
    /// <exception cref="SegmentLateException">They do not come, or not soon.</exception>
    public void Need(long offset, long length)
    {
        if (length == 0 || offset + length <= EndBytes)
        {
            return;
        }

        var deadline = Environment.TickCount64 + LateMs;
        while (Ask(offset, length, isNeeded: true) is { } moved)
        {
            if (!moved.Wait((int)Math.Max(0, deadline - Environment.TickCount64)))
            {
                throw new SegmentLateException();
            }
        }
    }

    public bool IsHere(long offset, long length)
    {
        if (length == 0 || offset + length <= EndBytes)
        {
            return true;
        }

        lock (_lock)
        {
            var (first, last) = ((int)(offset / blockSizeBytes), (int)((offset + length - 1) / blockSizeBytes));
            return !_states.AsSpan(first..(last + 1)).ContainsAnyExcept(State.Here);
        }
    }

    /// <summary>Asks for bytes that will be needed soon, so that they come together.</summary>
    public void Expect(long offset, long length)
    {
        if (length > 0 && offset + length > EndBytes)
        {
            Ask(offset, length, isNeeded: false);
        }
    }

    /// <summary>To be called by who has a block, before unpacking it. False: another has it.</summary>
    public bool TryClaim(int block)
    {
        lock (_lock)
        {
            var isFirst = _states[block] < State.Unpacked;
            _askedCount -= _states[block] is State.Wanted or State.Fetched ? 1 : 0;
            _states[block] = isFirst ? State.Unpacked : _states[block];
            return isFirst;
        }
    }

    /// <summary>The block that was claimed is in memory.</summary>
    public void Arrived(int block)
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            _states[block] = State.Here;
            while (_firstAbsent < _states.Length && _states[_firstAbsent] == State.Here)
            {
                _firstAbsent++;
            }

            Volatile.Write(ref _endBytes, Math.Min(sizeBytes, (long)_firstAbsent * blockSizeBytes));
            (moved, _moved) = (_moved, NewSignal());
        }

        moved.SetResult();
    }

    /// <summary>No more blocks come.</summary>
    public void End()
    {
        TaskCompletionSource moved;
        lock (_lock)
        {
            _isOver = true;
            (moved, _moved) = (_moved, NewSignal());
        }

        moved.SetResult();
    }

    /// <summary>The next neighbours that somebody waits for; they are not given again.</summary>
    public async Task<(int First, int Count)> NextAskedAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task asked;
            lock (_lock)
            {
                var first = Array.IndexOf(_states, State.Wanted);
                if (first >= 0)
                {
                    return (first, Take(first));
                }

                _asked = _asked.Task.IsCompleted ? NewSignal() : _asked;
                asked = _asked.Task;
            }

            await asked.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Nobody brings what is asked for: it comes in its turn.</summary>
    public void EndAsking()
    {
        lock (_lock)
        {
            _isInTurn = true;
        }
    }

    /// <summary>Ends when all that was asked for is here. Once it was late, what is asked for has no precedence any more.</summary>
    public async Task WhenNothingAskedAsync(CancellationToken cancellationToken)
    {
        var deadline = Environment.TickCount64 + LateMs;
        while (true)
        {
            Task moved;
            lock (_lock)
            {
                _isInTurn |= Environment.TickCount64 >= deadline;
                if (_askedCount == 0 || _isInTurn)
                {
                    return;
                }

                moved = _moved.Task;
            }

            await moved.WaitAsync(TimeSpan.FromMilliseconds(Math.Max(0, deadline - Environment.TickCount64)), cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private int Take(int first)
    {
        var count = 0;
        while (first + count < _states.Length && _states[first + count] == State.Wanted && (count == 0 || (count + 1L) * blockSizeBytes <= RunBytesMax))
        {
            _states[first + count++] = State.Fetched;
        }

        return count;
    }

    /// <summary>Null where all is here; else what ends when more is.</summary>
    private Task? Ask(long offset, long length, bool isNeeded)
    {
        lock (_lock)
        {
            var (isHere, isAsked) = (true, false);
            for (var block = (int)(offset / blockSizeBytes); block <= (offset + length - 1) / blockSizeBytes; block++)
            {
                isHere &= _states[block] == State.Here;
                if (_states[block] == State.Absent)
                {
                    (_states[block], isAsked) = (State.Wanted, true);
                    _askedCount++;
                }
            }

            if (isAsked)
            {
                _asked.TrySetResult();
            }

            return isHere ? null : _isOver && isNeeded ? throw new SegmentLateException() : _moved.Task;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
