using System.Threading.Channels;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Extraction;

/// <summary>
/// Extracts blobs in worker processes, started when there is work. A blob that two workers die at, or one hangs at, is skipped
/// (<see cref="SkipReason.ParserCrashed"/>, <see cref="SkipReason.Timeout"/>); what was queued behind it goes to a new worker. Any thread.
/// </summary>
public sealed class ExtractorPool : IAsyncDisposable
{
    private readonly Channel<ExtractJob> _jobs;
    private readonly Task[] _feeders;
    private readonly CancellationTokenSource _stop = new();
    private readonly WorkerProcess?[] _workers;
    private readonly Func<WorkerProcess> _start;
    private int _startedCount;

    /// <param name="workers">Processes at most; one a core is right.</param>
    public ExtractorPool(int workers)
        : this(workers, WorkerProcess.Start)
    {
    }

    internal ExtractorPool(int workers, Func<WorkerProcess> start)
    {
        _start = start;
        ArgumentOutOfRangeException.ThrowIfLessThan(workers, 1);
        _jobs = Channel.CreateBounded<ExtractJob>(new BoundedChannelOptions(workers * WorkerProcess.InFlightMax) { SingleWriter = false });
        _workers = new WorkerProcess?[workers];
        _feeders = [.. Enumerable.Range(0, workers).Select(i => Task.Run(() => FeedAsync(i)))];
    }

    /// <summary>Processes started so far; more than the workers when some died.</summary>
    public int StartedCount => _startedCount;

    /// <summary>Largest resident memory of the workers that run now, added up.</summary>
    public long PeakRssBytes => _workers.Sum(w => w?.PeakRssBytes ?? 0);

    /// <summary>Waits while too much is under way. The content must not change until the task is done.</summary>
    /// <exception cref="OperationCanceledException">Cancelled, or the pool is disposed.</exception>
    /// <exception cref="RevdexException">Workers cannot be started now; later they may.</exception>
    public async Task<BlobFacts> ExtractAsync(Oid oid, Language language, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        var skip = BlobScreening.Screen(content.Span, language.Form);
        if (skip != SkipReason.None)
        {
            return BlobFacts.Skipped(oid, language.Id, skip, content.Length);
        }

        var job = new ExtractJob(oid, language, content);
        await _jobs.Writer.WriteAsync(job, cancellationToken).ConfigureAwait(false);
        return await job.Done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        _jobs.Writer.TryComplete();
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_feeders).ConfigureAwait(false);
        while (_jobs.Reader.TryRead(out var job))
        {
            job.Done.TrySetCanceled();
        }

        _stop.Dispose();
    }

    private async Task FeedAsync(int index)
    {
        var retries = new Queue<ExtractJob>();
        try
        {
            while (retries.Count > 0 || await _jobs.Reader.WaitToReadAsync(_stop.Token).ConfigureAwait(false))
            {
                await ServeAsync(index, retries).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            CancelAll(retries);
        }
    }

    private async Task ServeAsync(int index, Queue<ExtractJob> retries)
    {
        try
        {
            Interlocked.Increment(ref _startedCount);
            await using var worker = _workers[index] = _start();
            await worker.ServeAsync(_jobs.Reader, retries, _stop.Token).ConfigureAwait(false);
        }
        catch (RevdexException e)
        {
            FailAll(retries, e);
        }
    }

    private static void CancelAll(Queue<ExtractJob> retries)
    {
        while (retries.TryDequeue(out var job))
        {
            job.Done.TrySetCanceled();
        }
    }

    /// <summary>A worker cannot be started: everybody who waits is told why. Whoever comes later makes the next try.</summary>
    private void FailAll(Queue<ExtractJob> retries, RevdexException error)
    {
        while (retries.TryDequeue(out var job) || _jobs.Reader.TryRead(out job))
        {
            job.Done.TrySetException(error);
        }
    }
}
