using System.Buffers;
using Revdex.Query.Tools;

namespace Revdex.Tests.Tools.Graph;

/// <summary>Any view is walked alike: a commit's, the staged one, the working tree's.</summary>
public sealed class GraphRevisionTests : IAsyncLifetime
{
    private readonly AskedRepository _asked = new();

    public async Task InitializeAsync()
    {
        _asked.Git.Write("a.py", "def f():\n    pass\n");
        _asked.Git.Write("b.py", "from a import f\n\ndef old():\n    f()\n");
        _asked.Git.Commit();
        _asked.Git.Write("b.py", "from a import f\n\ndef committed():\n    f()\n");
        _asked.Git.Commit();
        await _asked.Reader; // Before what the test changes.
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Fact]
    public async Task Each_revision_has_its_own_callers()
    {
        _asked.Git.Write("b.py", "from a import f\n\ndef staged():\n    f()\n");
        _asked.Git.Run("add", "b.py");
        _asked.Git.Write("b.py", "from a import f\n\ndef edited():\n    f()\n");
        _asked.Git.Write("c.py", "from b import edited\n\ndef untracked():\n    edited()\n");
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
        var reader = await _asked.Reader;
        using var state = await reader.StateAsync(null, null, default);
        var arguments = ToolArgumentsTests.Parse(ToolSet.Named("graph"), """{"name": "f", "depth": 3}""");
        await Assert.ThrowsAsync<OperationCanceledException>(async () => await ToolAnswer.WriteAsync(arguments, state, reader, new ArrayBufferWriter<byte>(), 0, cancelled.Token));
    }

    private async Task<string[]> AskAsync(string arguments) => SourceState.Told(await _asked.AnswerAsync("graph", arguments));
}
