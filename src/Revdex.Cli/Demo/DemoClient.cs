using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Revdex.Cli.Demo;

/// <summary>Starts <c>revdex serve</c> as a child process and asks it as any MCP client does.</summary>
internal sealed class DemoClient : IAsyncDisposable
{
    /// <summary>Between two looks at whether the reader has everything; adds this much to the first answer's time at most.</summary>
    private const int PollMs = 10;

    private readonly McpClient _client;

    private DemoClient(McpClient client) => _client = client;

    public static async Task<DemoClient> StartAsync(DemoFolders folders, CancellationToken cancellation)
    {
        var program = SelfProcess.StartInfo("serve", "--repo", folders.Clone, "--store", folders.StoreUrl, "--cache", folders.ReaderCache);
        var transport = new StdioClientTransport(new StdioClientTransportOptions { Command = program.FileName, Arguments = [.. program.ArgumentList] });
        return new DemoClient(await McpClient.CreateAsync(transport, cancellationToken: cancellation).ConfigureAwait(false));
    }

    /// <summary>Asks until the answer is computed on every file: the reader answers at once, also while it still fetches.</summary>
    public async Task<JsonElement> AskUntilCompleteAsync(string tool, CancellationToken cancellation, params (string Name, object Value)[] arguments)
    {
        while (true)
        {
            var answer = await AskAsync(tool, cancellation, arguments).ConfigureAwait(false);
            if (answer.GetProperty("view").GetProperty("complete").GetBoolean())
            {
                return answer;
            }

            await Task.Delay(PollMs, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>The structured content.</summary>
    /// <exception cref="RevdexException">The tool refuses.</exception>
    public async Task<JsonElement> AskAsync(string tool, CancellationToken cancellation, params (string Name, object Value)[] arguments)
    {
        var given = arguments.ToDictionary(a => a.Name, a => (object?)a.Value);
        var result = await _client.CallToolAsync(tool, given, cancellationToken: cancellation).ConfigureAwait(false);
        return result is { IsError: not true, StructuredContent: { } content }
            ? content
            : throw new RevdexException($"{tool}: {string.Concat(result.Content.OfType<TextContentBlock>().Select(c => c.Text))}");
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();
}
