using System.Diagnostics;
using System.Text;
using System.Text.Json;

namespace Revdex.Benchmarks;

/// <summary>
/// <c>revdex serve</c> as a child, spoken to in plain JSON-RPC lines, so that nothing but the server and the pipe is timed. It keeps no answers: what is
/// timed is making them.
/// </summary>
internal sealed class McpProcess : IDisposable
{
    private readonly Process _process;
    private readonly StreamReader _output;
    private int _id;

    private McpProcess(Process process) => (_process, _output) = (process, process.StandardOutput);

    public int Id => _process.Id;

    public static McpProcess Start(string repository, string cache, string? store)
    {
        var start = new ProcessStartInfo(MeasuredProcess.RevdexPath)
        {
            WorkingDirectory = repository,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            ArgumentList = { "serve" },
        };
        start.Environment["REVDEX_CACHE"] = cache;
        start.Environment["REVDEX_STORE"] = store;
        start.Environment["REVDEX_KEEPANSWERS"] = "false";
        var client = new McpProcess(Process.Start(start)!);
        using var answer = client.Send("initialize", """{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"benchmark","version":"1"}}""");
        client.Write("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        return client;
    }

    /// <summary>The same, answering only when all facts are there; they are in the cache.</summary>
    public static McpProcess StartComplete(string repository, string cache)
    {
        var client = Start(repository, cache, null);
        while (!client.Call("find", """{"name":"main","limit":1}""").GetProperty("view").GetProperty("complete").GetBoolean())
        {
        }

        return client;
    }

    /// <summary>The line of the answer, unparsed.</summary>
    public string CallRaw(string tool, string arguments) => SendRaw("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""");

    /// <summary>The structured content. Dispose it.</summary>
    /// <exception cref="RevdexException">The tool refuses.</exception>
    public JsonElement Call(string tool, string arguments)
    {
        using var answer = JsonDocument.Parse(CallRaw(tool, arguments));
        return answer.RootElement.GetProperty("result").TryGetProperty("structuredContent", out var content)
            ? content.Clone()
            : throw new RevdexException(answer.RootElement.ToString());
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }

    private JsonDocument Send(string method, string parameters) => JsonDocument.Parse(SendRaw(method, parameters));

    private string SendRaw(string method, string parameters)
    {
        Write($$"""{"jsonrpc":"2.0","id":{{++_id}},"method":"{{method}}","params":{{parameters}}}""");
        return _output.ReadLine() ?? throw new RevdexException("revdex serve ended");
    }

    private void Write(string line)
    {
        _process.StandardInput.Write(line + "\n");
        _process.StandardInput.Flush();
    }
}
