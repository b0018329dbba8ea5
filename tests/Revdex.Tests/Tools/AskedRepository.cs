using System.Buffers;
using System.Diagnostics;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Tests.Query;

namespace Revdex.Tests.Tools;

/// <summary>A real repository with a reader on it, facts from real source, asked as a client asks.</summary>
internal sealed class AskedRepository : IAsyncDisposable
{
    private readonly ExtractorPool _pool = new(1);
    private Reader? _reader;

    public TestRepository Git { get; } = TestRepository.Init();

    public async Task<JsonElement> AnswerAsync(string tool, string arguments)
    {
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        _reader ??= await Reader.OpenAsync(Git.Open(), new ReaderOptions { Cache = null, WaitForComplete = true, Extract = _pool.ExtractAsync }, timeout.Token);
        var parsed = ToolArgumentsTests.Parse(ToolSet.Named(tool), arguments);
        var answer = new ArrayBufferWriter<byte>();
        using var state = await _reader.StateAsync(parsed.Text("rev"), null, timeout.Token);
        await ToolAnswer.WriteAsync(parsed, state, _reader, answer, Stopwatch.GetTimestamp(), timeout.Token);
        return JsonElement.Parse(answer.WrittenSpan);
    }

    public async ValueTask DisposeAsync()
    {
        await (_reader?.DisposeAsync() ?? ValueTask.CompletedTask);
        await _pool.DisposeAsync();
        Git.Dispose();
    }
}
