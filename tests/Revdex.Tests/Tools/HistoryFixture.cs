using System.Text.Json;
using Revdex.Facts;

namespace Revdex.Tests.Tools;

/// <summary>A repository, a reader with facts from real source, and questions about history as a client asks them.</summary>
internal sealed class HistoryFixture : IAsyncDisposable
{
    private readonly AskedRepository _asked;
    private int _extractedCount;

    private HistoryFixture(TestRepository repository)
    {
        _asked = new(repository, options => options with { Extract = (oid, language, content, token) => CountAsync(() => options.Extract(oid, language, content, token)) });
        _asked.Reader.GetAwaiter().GetResult();
    }

    public TestRepository Repository => _asked.Git;

    /// <summary>Versions of files that were read so far.</summary>
    public int ExtractedCount => _extractedCount;

    /// <summary>Takes the repository over.</summary>
    public static HistoryFixture Open(TestRepository repository) => new(repository);

    public Task<JsonElement> AnswerAsync(string arguments) => _asked.AnswerAsync("history", arguments);

    /// <summary>Some properties of each result, parted by spaces; one that is not there is '-'.</summary>
    public async Task<string[]> AskAsync(string arguments, params string[] properties)
    {
        var answer = await AnswerAsync(arguments);
        return [.. answer.GetProperty("results").EnumerateArray().Select(r => string.Join(' ', properties.Select(p => r.TryGetProperty(p, out var value) ? value.ValueKind == JsonValueKind.Null ? "null" : value.ToString() : "-")))];
    }

    public async Task<string> ErrorAsync(string arguments) => (await Assert.ThrowsAsync<RevdexException>(() => AnswerAsync(arguments))).Message;

    public ValueTask DisposeAsync() => _asked.DisposeAsync();

    private Task<BlobFacts> CountAsync(Func<Task<BlobFacts>> extract)
    {
        Interlocked.Increment(ref _extractedCount);
        return extract();
    }
}
