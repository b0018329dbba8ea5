using System.Buffers;
using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Revdex.Cli.Rendering;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Cli.Mcp;

/// <summary>
/// The tools over the Model Context Protocol. <see cref="QuickCalls"/> answers what every client says, the library all else: it is made ready when there is
/// something for it. Handlers are raw, so that nothing is reflected over; the reader opens while the client introduces itself.
/// </summary>
internal static class ToolServer
{
    /// <summary>Serves until the input ends or the token is cancelled.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What it reads.</param>
    /// <param name="reader">Waited for by the first question; why it failed is the answer to each.</param>
    /// <param name="cancellation">Ends serving.</param>
    public static async Task RunAsync(Stream input, Stream output, Task<Reader> reader, CancellationToken cancellation)
    {
        var calls = new ToolCalls(new ToolRunner(reader));
        var lines = new LineOutput(output);
        await using (lines.ConfigureAwait(false))
        {
            var quick = new QuickCalls(input, lines, calls, cancellation);
            quick.Start();
            await ((Task)quick.NeedsLibrary).WaitAsync(cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!cancellation.IsCancellationRequested && await quick.NeedsLibrary.ConfigureAwait(false))
            {
                await RunLibraryAsync(new StreamServerTransport(quick.Rest, lines, "revdex"), Options(calls, reader), cancellation).ConfigureAwait(false);
            }
        }
    }

    /// <summary>What the library is given to answer with.</summary>
    public static McpServerOptions Options(ToolCalls calls, Task<Reader> reader)
    {
        var introduced = Handshake.Of<InitializeResult>(Handshake.Initialized(""));
        return new McpServerOptions
        {
            ServerInfo = introduced.ServerInfo,
            ServerInstructions = introduced.Instructions,
            Capabilities = introduced.Capabilities,
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = static (_, _) => ValueTask.FromResult(Handshake.Of<ListToolsResult>(Handshake.Tools())),
                CallToolHandler = (request, token) => CallAsync(calls, request.Server, request.Params!, token),
                ListResourcesHandler = static (_, _) => ValueTask.FromResult(Handshake.Of<ListResourcesResult>(ServerResources.List)),
                ListResourceTemplatesHandler = static (_, _) => ValueTask.FromResult(Handshake.Of<ListResourceTemplatesResult>(ServerResources.Templates)),
                ReadResourceHandler = (request, token) => new ServerResources(calls).ReadAsync(request.Params!.Uri, token),
                ListPromptsHandler = static (_, _) => ValueTask.FromResult(Handshake.Of<ListPromptsResult>(ServerPrompts.List)),
                GetPromptHandler = (request, token) => new ServerPrompts(calls).GetAsync(request.Params!.Name, request.Params.Arguments, token),
                CompleteHandler = (request, token) => ServerCompletions.CompleteAsync(reader, request.Params!, token),
            },
        };
    }

    private static async Task RunLibraryAsync(StreamServerTransport transport, McpServerOptions options, CancellationToken cancellation)
    {
        await using (transport.ConfigureAwait(false))
        {
            var server = McpServer.Create(transport, options);
            await using (server.ConfigureAwait(false))
            {
                await server.RunAsync(cancellation).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask<CallToolResult> CallAsync(ToolCalls calls, McpServer server, CallToolRequestParams call, CancellationToken cancellation)
    {
        var telling = Task.CompletedTask;
        var progress = call.ProgressToken is not { } token ? null : new CallProgress(
            (done, total, message) =>
            {
                var value = new ProgressNotificationValue { Progress = done, Total = total, Message = message };
                telling = TellAsync(telling, () => server.NotifyProgressAsync(token, value, cancellationToken: cancellation));
            },
            TimeProvider.System);
        try
        {
            var answer = new ArrayBufferWriter<byte>(4096);
            await calls.RunAsync(call.Name, call.Arguments, answer, progress, cancellation).ConfigureAwait(false);
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            var json = JsonElement.Parse(answer.WrittenSpan);
            return new CallToolResult
            {
                StructuredContent = json,
                Content = [new TextContentBlock { Text = AnswerText.Of(call.Name, json, Ink.Plain) }],
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = ToolCalls.Explain(call.Name, e) }] };
        }
    }

    /// <summary>One after the other; a client that is gone shows in the answer.</summary>
    private static async Task TellAsync(Task earlier, Func<Task> tell)
    {
        await earlier.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await tell().ConfigureAwait(false);
    }
}
