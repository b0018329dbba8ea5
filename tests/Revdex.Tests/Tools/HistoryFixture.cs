using System.Buffers;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Tests.Query;

namespace Revdex.Tests.Tools;

/// <summary>A repository, a reader with facts from real source, and questions about history as a client asks them.</summary>
internal sealed class HistoryFixture : IAsyncDisposable
{
    private readonly ExtractorPool _pool = new(1);
    private readonly Reader _reader;

    private HistoryFixture(TestRepository repository)
    {
        Repository = repository;
        var options = new ReaderOptions { Cache = null, WaitForComplete = true, Extract = _pool.ExtractAsync };
        _reader = Reader.OpenAsync(repository.Open(), options, default).GetAwaiter().GetResult();
    }

    public TestRepository Repository { get; }

    /// <summary>Takes the repository over.</summary>
    public static HistoryFixture Open(TestRepository repository) => new(repository);

    public async Task<JsonElement> AnswerAsync(string arguments)
    {
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        var answer = new ArrayBufferWriter<byte>();
        await new ToolRunner(Task.FromResult(_reader)).RunAsync(ToolArgumentsTests.Parse(ToolSet.Named("history"), arguments), answer, timeout.Token);
        return JsonElement.Parse(answer.WrittenSpan);
    }

    /// <summary>Some properties of each result, parted by spaces; one that is not there is '-'.</summary>
    public async Task<string[]> AskAsync(string arguments, params string[] properties)
    {
        var answer = await AnswerAsync(arguments);
        return [.. answer.GetProperty("results").EnumerateArray().Select(r => string.Join(' ', properties.Select(p => r.TryGetProperty(p, out var value) ? value.ValueKind == JsonValueKind.Null ? "null" : value.ToString() : "-")))];
    }

    public async Task<string> ErrorAsync(string arguments) => (await Assert.ThrowsAsync<RevdexException>(() => AnswerAsync(arguments))).Message;

    public async ValueTask DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _pool.DisposeAsync();
        Repository.Dispose();
    }
}
