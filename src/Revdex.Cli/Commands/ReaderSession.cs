using Revdex.Extraction;
using Revdex.Query;

namespace Revdex.Cli.Commands;

/// <summary>A reader and what it works with. Disposing it ends every process that was started for it.</summary>
internal sealed class ReaderSession : IAsyncDisposable
{
    private readonly ExtractorPool _pool;
    private readonly CancellationTokenSource _stop;

    private ReaderSession(Settings settings, int? pullRequest, bool watch, bool waitForComplete, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        _pool = new ExtractorPool(Environment.ProcessorCount);
        var options = new ReaderOptions
        {
            Store = settings.Store,
            StoreOptions = settings.StoreOptions,
            PullRequest = pullRequest,
            Trust = settings.Trust,
            Cache = settings.Cache,
            EmbedModel = settings.Embedding.ModelFolder,
            OnnxRuntime = settings.Embedding.OnnxRuntime,
            Watch = watch,
            WaitForComplete = waitForComplete,
            Extract = _pool.ExtractAsync,
            IndexCommit = new IndexChild(settings).RunAsync,
        };
        options = settings.KeepsAnswers ? options : options with { KeepsAnswersFrom = null };
        Opening = Task.Run(() => Reader.OpenAsync(settings.Repository, options, _stop.Token), _stop.Token);
    }

    /// <summary>Opens beside whatever else is done; its failure is told by each question.</summary>
    public Task<Reader> Opening { get; }

    /// <summary>For a client that asks many questions: answers at once, with what there is.</summary>
    public static ReaderSession Serving(Settings settings, int? pullRequest, bool watch, CancellationToken cancellation) =>
        new(settings, pullRequest, watch, false, cancellation);

    /// <summary>For one question: waits until the answer can be whole.</summary>
    public static ReaderSession ForOneQuestion(Settings settings, int? pullRequest, CancellationToken cancellation) =>
        new(settings, pullRequest, false, true, cancellation);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await ((Task)Opening).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Opening.IsCompletedSuccessfully)
        {
            await Opening.Result.DisposeAsync().ConfigureAwait(false);
        }

        await _pool.DisposeAsync().ConfigureAwait(false);
        _stop.Dispose();
    }
}
