using System.Runtime.ExceptionServices;

namespace Revdex.Snapshots;

/// <summary>
/// Puts the objects of one snapshot, some at once, while further ones are still being made. The first that fails ends the others. To be
/// used from one thread.
/// </summary>
/// <param name="progress">Told how many of the bytes that are known by then went out; what the store has already counts as well.</param>
internal sealed class ObjectUploads(SnapshotStore store, IProgress<WorkProgress>? progress, CancellationToken cancellationToken) : IAsyncDisposable
{
    /// <summary>Enough to hide round trips; a large object is sent in parts of its own, which memory is needed for (32 MiB each).</summary>
    public const int AtOnce = 4;

    private const int ReportEveryMs = 100;

    private readonly SemaphoreSlim _gate = new(AtOnce);
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private readonly List<Task> _puts = [];
    private readonly Lock _lock = new();
    private ExceptionDispatchInfo? _failure;
    private long _sentBytes;
    private long _totalBytes;
    private long _reportedAtMs;

    /// <param name="open">Gives exactly the bytes referred to; called later, on another thread, and the stream is disposed.</param>
    /// <exception cref="RevdexException">An earlier one failed.</exception>
    public void Add(ObjectRef reference, Func<Stream> open)
    {
        Volatile.Read(ref _failure)?.Throw();
        Interlocked.Add(ref _totalBytes, reference.SizeBytes);
        _puts.Add(Task.Run(() => PutAsync(reference, open), CancellationToken.None));
    }

    /// <param name="path">Of a file that stays as it is until this is disposed.</param>
    /// <exception cref="RevdexException">An earlier one failed.</exception>
    public void AddFile(ObjectRef reference, string path) =>
        Add(reference, () => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, FileOptions.Asynchronous | FileOptions.SequentialScan));

    /// <summary>Ends when the store has all of them.</summary>
    /// <exception cref="RevdexException">One of them could not be put.</exception>
    public async Task CompleteAsync()
    {
        await Task.WhenAll(_puts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _failure?.Throw();
        cancellationToken.ThrowIfCancellationRequested();
        Report(isLast: true);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_puts).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        _gate.Dispose();
    }

    private async Task PutAsync(ObjectRef reference, Func<Stream> open)
    {
        try
        {
            await _gate.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                await PutNowAsync(reference, open).ConfigureAwait(false);
            }
            finally
            {
                _gate.Release();
            }
        }
        catch (Exception e)
        {
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            await _stop.CancelAsync().ConfigureAwait(false);
            throw;
        }
    }

    private async Task PutNowAsync(ObjectRef reference, Func<Stream> open)
    {
        long sent = 0;
        await using var content = open();
        await store.PutObjectAsync(reference, content, Sent, _stop.Token).ConfigureAwait(false);
        Sent(reference.SizeBytes - Interlocked.Read(ref sent));

        void Sent(long sizeBytes)
        {
            Interlocked.Add(ref sent, sizeBytes);
            Interlocked.Add(ref _sentBytes, sizeBytes);
            Report(isLast: false);
        }
    }

    private void Report(bool isLast)
    {
        lock (_lock)
        {
            if (progress is not null && _totalBytes > 0 && (isLast || Environment.TickCount64 - _reportedAtMs >= ReportEveryMs))
            {
                _reportedAtMs = Environment.TickCount64;
                progress.Report(new WorkProgress("put", Interlocked.Read(ref _sentBytes), Interlocked.Read(ref _totalBytes), "bytes"));
            }
        }
    }
}
