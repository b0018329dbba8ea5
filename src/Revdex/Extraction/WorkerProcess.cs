using System.Diagnostics;
using System.Threading.Channels;
using Revdex.Facts;

namespace Revdex.Extraction;

/// <summary>One worker process and the conversation with it.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    /// <summary>Requests written ahead of answers, so that the worker never waits for us; few, so that a crash sets back little.</summary>
    public const int InFlightMax = 8;

    /// <summary>
    /// The parser gives up by itself; a worker that used so much CPU without an answer hangs. CPU and not time, because a busy
    /// machine must not cost a blob its facts.
    /// </summary>
    private const int HangCpuSeconds = 20;

    /// <summary>How often that is looked at while an answer is due.</summary>
    private const int LookIntervalMs = 2_000;

    /// <summary>So many looks in a row at which it had used no CPU: it waits for something that never comes. On a busy machine it gets a little now and then.</summary>
    private const int HangLooks = 150;

    /// <summary>Facts are smaller than their source, but for the tersest; far beyond this a worker talks nonsense.</summary>
    private const int AnswerMaxBytes = Limits.BlobSizeMaxBytes * 32;

    private readonly Process _process;
    private readonly Queue<ExtractJob> _inFlight = new();
    private readonly SemaphoreSlim _room = new(InFlightMax);
    private readonly Lock _lock = new();
    private readonly Timer _watchdog;
    private SkipReason _fault = SkipReason.ParserCrashed;
    private bool _hasGreeted;
    private int _looks;
    private int _looksWithoutCpu;
    private double _cpuAtFirstLook;
    private double _cpuAtLastLook;
    private string? _complaint;

    private WorkerProcess(Process process)
    {
        _process = process;
        _watchdog = new Timer(static worker => ((WorkerProcess)worker!).Look(), this, Timeout.Infinite, Timeout.Infinite);
        process.ErrorDataReceived += (_, line) => _complaint ??= line.Data;
        process.BeginErrorReadLine();
    }

    /// <summary>Largest resident memory so far; 0 once it has ended.</summary>
    public long PeakRssBytes
    {
        get
        {
            try
            {
                _process.Refresh();
                return _process.PeakWorkingSet64;
            }
            catch (InvalidOperationException)
            {
                return 0;
            }
        }
    }

    /// <exception cref="RevdexException">The executable cannot be started.</exception>
    public static WorkerProcess Start()
    {
        var start = SelfProcess.StartInfo("extract-worker");
        ChildEnvironment.Reduce(start);
        start.Environment["DOTNET_gcServer"] = "0";
        start.Environment["DOTNET_gcConcurrent"] = "0";
        start.Environment["DOTNET_TieredPGO"] = "0";

        // Its code is compiled ahead; compiling some hundred methods anew took each worker half a second of CPU, and gained less on the largest repositories that were measured.
        // Whoever sets it for the program means its workers too: where nothing is compiled ahead, tiers cost a short-lived worker less.
        start.Environment.TryAdd("DOTNET_TieredCompilation", "0");
        start.RedirectStandardError = true;
        try
        {
            return new WorkerProcess(Process.Start(start) ?? throw new RevdexException("the extract worker did not start"));
        }
        catch (Exception e) when (e is System.ComponentModel.Win32Exception or FileNotFoundException)
        {
            throw new RevdexException($"the extract worker cannot be started: {e.Message}", innerException: e);
        }
    }

    /// <summary>
    /// Works until the process dies: first the retries, then the channel. When it returns, the blob at fault is answered, unless it
    /// gets a second try, and the others in flight are in <paramref name="retries"/>.
    /// </summary>
    /// <exception cref="RevdexException">The process ended before it greeted: no blob is at fault, the installation is.</exception>
    public async Task ServeAsync(ChannelReader<ExtractJob> jobs, Queue<ExtractJob> retries, CancellationToken cancellationToken)
    {
        using var died = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var reading = Task.Factory.StartNew(() => ReadAnswers(died), died.Token, TaskCreationOptions.LongRunning, TaskScheduler.Default);
        try
        {
            while (true)
            {
                await _room.WaitAsync(died.Token).ConfigureAwait(false);
                if (!retries.TryDequeue(out var job))
                {
                    job = await jobs.ReadAsync(died.Token).ConfigureAwait(false);
                }

                Send(job);
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ChannelClosedException)
        {
            Kill();
        }

        await reading.ConfigureAwait(false);
        if (!_hasGreeted)
        {
            SetAside(retries, isNobodysFault: true);
            cancellationToken.ThrowIfCancellationRequested();
            throw new RevdexException($"the extract worker ended at once: {_complaint ?? "without a word"}");
        }

        SetAside(retries, cancellationToken.IsCancellationRequested);
        cancellationToken.ThrowIfCancellationRequested();
    }

    public async ValueTask DisposeAsync()
    {
        Kill();
        await _process.WaitForExitAsync().ConfigureAwait(false);
        await _watchdog.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
        _room.Dispose();
    }

    private void Send(ExtractJob job)
    {
        lock (_lock)
        {
            _inFlight.Enqueue(job);
            if (_inFlight.Count == 1)
            {
                _watchdog.Change(LookIntervalMs, Timeout.Infinite);
            }
        }

        Span<byte> head = stackalloc byte[256];
        var length = ExtractWorker.WriteHead(head, job.Oid, job.Language, job.Content.Length);
        var input = _process.StandardInput.BaseStream;
        input.Write(head[..length]);
        input.Write(job.Content.Span);
        input.Flush();
    }

    private void ReadAnswers(CancellationTokenSource died)
    {
        var output = _process.StandardOutput.BaseStream;
        try
        {
            var answer = Array.Empty<byte>();
            _hasGreeted = ExtractWorker.TryReadFrame(output, maxBytes: 0, ref answer, out _);
            while (_hasGreeted && ExtractWorker.TryReadFrame(output, AnswerMaxBytes, ref answer, out var length))
            {
                Complete(BlobFactsWire.ReadInPlace(answer.AsMemory(0, length)));
                answer = [];
            }
        }
        catch (Exception e) when (e is IOException or InvalidDataException or ObjectDisposedException)
        {
            // A broken pipe or a broken answer is the same to us as a death: the blob in front is at fault.
        }
        finally
        {
            died.Cancel();
        }
    }

    private void Complete(BlobFacts facts)
    {
        ExtractJob job;
        lock (_lock)
        {
            job = _inFlight.Peek();
            if (job.Oid != facts.Oid)
            {
                throw new InvalidDataException("extract worker: an answer to another question");
            }

            _inFlight.Dequeue();
            (_looks, _looksWithoutCpu) = (0, 0);
            _watchdog.Change(_inFlight.Count > 0 ? LookIntervalMs : Timeout.Infinite, Timeout.Infinite);
        }

        _room.Release();
        job.Done.TrySetResult(facts);
    }

    /// <summary>An answer is due: has the worker worked on it for too long?</summary>
    private void Look()
    {
        lock (_lock)
        {
            if (_inFlight.Count == 0)
            {
                return;
            }

            var cpu = CpuSeconds();
            if (_looks++ == 0)
            {
                _cpuAtFirstLook = cpu;
            }

            _looksWithoutCpu = cpu > _cpuAtLastLook ? 0 : _looksWithoutCpu + 1;
            _cpuAtLastLook = cpu;
            if (cpu - _cpuAtFirstLook < HangCpuSeconds && _looksWithoutCpu < HangLooks)
            {
                _watchdog.Change(LookIntervalMs, Timeout.Infinite);
                return;
            }

            _fault = SkipReason.Timeout;
        }

        Kill();
    }

    private double CpuSeconds()
    {
        try
        {
            _process.Refresh();
            return _process.TotalProcessorTime.TotalSeconds;
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return 0;
        }
    }

    private void SetAside(Queue<ExtractJob> retries, bool isNobodysFault)
    {
        var isFirst = !isNobodysFault;
        foreach (var job in _inFlight)
        {
            // Whoever kills a worker, as a system without memory does, must not cost a blob its facts: a second death is its own doing.
            if (isFirst && (_fault != SkipReason.ParserCrashed || job.HasCostAWorker))
            {
                job.Skip(_fault);
            }
            else
            {
                job.HasCostAWorker |= isFirst;
                retries.Enqueue(job);
            }

            isFirst = false;
        }

        _inFlight.Clear();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: false);
        }
        catch (Exception e) when (e is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            // It has ended already.
        }
    }
}
