using System.IO.Pipes;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Mcp;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Tests.Mcp;

/// <summary>Who answers which line. The reader never opens here, so that a call of a tool that exists stays under way.</summary>
public sealed class QuickCallsTests : IDisposable
{
    private readonly AnonymousPipeServerStream _client = new(PipeDirection.Out);
    private readonly AnonymousPipeClientStream _input;
    private readonly MemoryStream _output = new();
    private readonly QuickCalls _calls;

    public QuickCallsTests()
    {
        _input = new AnonymousPipeClientStream(PipeDirection.In, _client.ClientSafePipeHandle);
        var opening = new TaskCompletionSource<Reader>();
        _calls = new QuickCalls(_input, new LineOutput(_output), new ToolCalls(new ToolRunner(opening.Task)), CancellationToken.None);
        _calls.Start();
    }

    [Fact]
    public async Task A_call_that_was_taken_back_is_not_answered()
    {
        Write("""{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"status"}}""" + "\n");
        Write("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""" + "\n");
        Assert.Equal(("", ""), await EndAsync());
    }

    [Fact]
    public async Task What_is_wrong_with_a_call_is_its_answer()
    {
        Write("""{"jsonrpc":"2.0","id":"a","method":"tools/call","params":{"name":"fnd"}}""" + "\n");
        var (rest, output) = await EndAsync();
        Assert.Equal("", rest);
        var answer = JsonElement.Parse(output);
        Assert.Equal("a", answer.GetProperty("id").GetString());
        Assert.True(answer.GetProperty("result").GetProperty("isError").GetBoolean());
        Assert.Contains("did you mean 'find'?", answer.GetProperty("result").GetProperty("content")[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    /// <summary>Also in pieces, also where it is longer than any buffer, also without an end.</summary>
    [Fact]
    public async Task Other_lines_go_on_as_they_are()
    {
        var huge = """{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"name":"XX"}}}""".Replace("XX", new string('x', 3_000_000), StringComparison.Ordinal);
        string[] lines = ["""{"jsonrpc":"2.0","id":1,"method":"logging/setLevel"}""", "", huge, """{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":9}}""", "not json", "no end"];
        var text = string.Join('\n', lines);
        var rest = ReadRestAsync();
        Write(text[..10]);
        Write(text[10..]);
        _client.Dispose();
        Assert.Equal(text, await rest);
        Assert.Equal(0, _output.Length);
    }

    [Fact]
    public async Task An_id_in_use_is_the_librarys_business()
    {
        var call = """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"status"}}""" + "\n";
        Write(call + call);
        Write("""{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}""" + "\n");
        Assert.Equal((call, ""), await EndAsync());
    }

    public void Dispose()
    {
        _client.Dispose();
        _input.Dispose();
    }

    private void Write(string text) => _client.Write(Encoding.UTF8.GetBytes(text));

    private async Task<(string PassedOn, string Output)> EndAsync()
    {
        _client.Dispose();
        var rest = await ReadRestAsync();
        return (rest, Encoding.UTF8.GetString(_output.ToArray()));
    }

    private async Task<string> ReadRestAsync()
    {
        using var reader = new StreamReader(_calls.Rest);
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        return await reader.ReadToEndAsync(timeout.Token);
    }
}
