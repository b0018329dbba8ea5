using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Tools;
using System.Buffers;
using System.Text.Json;

namespace Revdex.Tests.Tools.Graph;

/// <summary>Any view is walked alike: a commit's, the staged one, the working tree's.</summary>
public sealed class GraphRevisionTests : IAsyncLifetime
{
    private readonly ExtractorPool _pool = new(1);
    private readonly TestRepository _repository = TestRepository.Init();
    private Reader _reader = null!; // Opened before each test.

    public async Task InitializeAsync()
    {
        _repository.Write("a.py", "def f():\n    pass\n");
        _repository.Write("b.py", "from a import f\n\ndef old():\n    f()\n");
        _repository.Commit();
        _repository.Write("b.py", "from a import f\n\ndef committed():\n    f()\n");
        _repository.Commit();
        _reader = await Reader.OpenAsync(_repository.Open(), new ReaderOptions { Cache = null, WaitForComplete = true, Extract = _pool.ExtractAsync }, default);
    }

    public async Task DisposeAsync()
    {
        await _reader.DisposeAsync();
        await _pool.DisposeAsync();
        _repository.Dispose();
    }

    [Fact]
    public async Task Each_revision_has_its_own_callers()
    {
        _repository.Write("b.py", "from a import f\n\ndef staged():\n    f()\n");
        _repository.Run("add", "b.py");
        _repository.Write("b.py", "from a import f\n\ndef edited():\n    f()\n");
        _repository.Write("c.py", "from b import edited\n\ndef untracked():\n    edited()\n");
        Assert.Equal(["1 edited resolved", "2 untracked resolved"], await AskAsync("""{"name": "f", "depth": 3}"""));
        Assert.Equal(["1 staged resolved"], await AskAsync("""{"name": "f", "depth": 3, "rev": ":staged"}"""));
        Assert.Equal(["1 committed resolved"], await AskAsync("""{"name": "f", "depth": 3, "rev": "HEAD"}"""));
        Assert.Equal(["1 old resolved"], await AskAsync("""{"name": "f", "depth": 3, "rev": "HEAD~1"}"""));
        Assert.Equal(["1 c.py resolved"], await AskAsync("""{"name": "b.py", "relation": "importers"}"""));
    }

    [Fact]
    public async Task A_cancelled_question_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();
        using var state = await _reader.StateAsync(null, null, default);
        var arguments = ToolArgumentsTests.Parse(ToolSet.Named("graph"), """{"name": "f", "depth": 3}""");
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await ToolAnswer.WriteAsync(arguments, state, _reader, new ArrayBufferWriter<byte>(), 0, cancelled.Token));
    }

    private async Task<string[]> AskAsync(string arguments)
    {
        var answer = new ArrayBufferWriter<byte>();
        await new ToolRunner(Task.FromResult(_reader)).RunAsync(ToolArgumentsTests.Parse(ToolSet.Named("graph"), arguments), answer, default);
        return SourceState.Told(JsonElement.Parse(answer.WrittenSpan));
    }
}
