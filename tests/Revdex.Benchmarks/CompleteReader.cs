using System.Buffers;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>A reader in this process that has all facts, and answers without keeping answers.</summary>
internal sealed class CompleteReader : IAsyncDisposable
{
    private readonly ExtractorPool _pool;
    private readonly Reader _reader;
    private readonly ToolRunner _runner;

    private CompleteReader(ExtractorPool pool, Reader reader) => (_pool, _reader, _runner) = (pool, reader, new ToolRunner(Task.FromResult(reader)));

    /// <param name="cache">Revdex's, with the repository's index.</param>
    public static async Task<CompleteReader> OpenAsync(string repository, string cache)
    {
        var pool = new ExtractorPool(Environment.ProcessorCount);
        var options = new ReaderOptions { Cache = new CacheOptions { Folder = cache }, Watch = true, KeepsAnswersFrom = null, Extract = pool.ExtractAsync };
        var reader = await Reader.OpenAsync(GitRepository.Open(repository), options, default).ConfigureAwait(false);
        for (var isComplete = false; !isComplete;)
        {
            using var state = await reader.StateAsync(null, null, default).ConfigureAwait(false);
            isComplete = state.Info.Complete;
        }

        return new CompleteReader(pool, reader);
    }

    /// <returns>The answer, as a client gets it as structured content.</returns>
    /// <exception cref="RevdexException">The tool refuses.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> AnswerAsync(ToolArguments call)
    {
        var answer = new ArrayBufferWriter<byte>(4096);
        await _runner.RunAsync(call, answer, null, default).ConfigureAwait(false);
        return answer.WrittenMemory;
    }

    /// <summary>Arguments as JSON gives them.</summary>
    public static ToolArguments Arguments(ToolDefinition tool, string json) =>
        ToolArguments.FromJson(tool, JsonElement.Parse(json).EnumerateObject().Select(argument => KeyValuePair.Create(argument.Name, argument.Value)));

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync().ConfigureAwait(false);
        await _pool.DisposeAsync().ConfigureAwait(false);
    }
}
