using System.Buffers;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Tests.Query;

namespace Revdex.Tests.Tools;

/// <summary>A real repository with a reader on it, facts from real source, asked as a client asks.</summary>
/// <param name="git">Taken over; null: an empty one.</param>
/// <param name="with">Options of the reader, but for those said here; null: as they are.</param>
internal sealed class AskedRepository(TestRepository? git = null, Func<ReaderOptions, ReaderOptions>? with = null) : IAsyncDisposable
{
    private readonly ExtractorPool _pool = new(1);
    private Task<Reader>? _reader;

    public TestRepository Git { get; } = git ?? TestRepository.Init();

    /// <summary>Opened by whoever asks first.</summary>
    public Task<Reader> Reader => _reader ??= Revdex.Query.Reader.OpenAsync(Git.Open(), with?.Invoke(Options) ?? Options, default);

    private ReaderOptions Options => new() { Cache = null, WaitForComplete = true, Extract = _pool.ExtractAsync };

    public async Task<JsonElement> AnswerAsync(string tool, string arguments)
    {
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        var answer = new ArrayBufferWriter<byte>();
        await new ToolRunner(Reader).RunAsync(ToolArgumentsTests.Parse(ToolSet.Named(tool), arguments), answer, null, timeout.Token);
        return JsonElement.Parse(answer.WrittenSpan);
    }

    public async ValueTask DisposeAsync()
    {
        if (_reader is not null)
        {
            await (await _reader).DisposeAsync();
        }

        await _pool.DisposeAsync();
        Git.Dispose();
    }
}
