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
/// The tools over the Model Context Protocol. The library speaks it, but for plain calls, which <see cref="QuickCalls"/> answers. Handlers are raw,
/// so that nothing is reflected over at start; the reader opens while the client introduces itself.
/// </summary>
internal static class ToolServer
{
    private const string Instructions =
        "Revdex answers questions about this repository's code from an index of the working tree as it is now, unsaved to git or not. "
        + "Use find to locate a symbol, outline for what a file or folder holds, source to read one symbol, references for its uses. "
        + "All take rev for any other revision. Each answer says in view what it was computed on; while view.complete is false, files are missing.";

    /// <summary>Serves until the input ends or the token is cancelled.</summary>
    /// <param name="input">What the client writes.</param>
    /// <param name="output">What it reads.</param>
    /// <param name="reader">Waited for by the first question; why it failed is the answer to each.</param>
    /// <param name="cancellation">Ends serving.</param>
    public static async Task RunAsync(Stream input, Stream output, Task<Reader> reader, CancellationToken cancellation)
    {
        var calls = new ToolCalls(new ToolRunner(reader));
        var options = Options(calls, reader);
        var lines = new LineOutput(output);
        await using (lines.ConfigureAwait(false))
        {
            var quick = new QuickCalls(input, lines, calls, cancellation);
            var transport = new StreamServerTransport(quick.Rest, lines, "revdex");
            await using (transport.ConfigureAwait(false))
            {
                var server = McpServer.Create(transport, options);
                await using (server.ConfigureAwait(false))
                {
                    quick.Start();
                    await server.RunAsync(cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    /// <summary>What the library is given to answer with.</summary>
    public static McpServerOptions Options(ToolCalls calls, Task<Reader> reader)
    {
        var tools = new Lazy<ListToolsResult>(ToolList);
        return new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "revdex", Version = ProgramVersion.Text },
            ServerInstructions = Instructions,
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability(), Resources = new ResourcesCapability(), Prompts = new PromptsCapability(), Completions = new CompletionsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(tools.Value),
                CallToolHandler = (request, token) => CallAsync(calls, request.Server, request.Params!, token),
                ListResourcesHandler = static (_, _) => ValueTask.FromResult(ServerResources.List()),
                ListResourceTemplatesHandler = static (_, _) => ValueTask.FromResult(ServerResources.Templates()),
                ReadResourceHandler = (request, token) => new ServerResources(calls).ReadAsync(request.Params!.Uri, token),
                ListPromptsHandler = static (_, _) => ValueTask.FromResult(ServerPrompts.List()),
                GetPromptHandler = (request, token) => new ServerPrompts(calls).GetAsync(request.Params!.Name, request.Params.Arguments, token),
                CompleteHandler = (request, token) => ServerCompletions.CompleteAsync(reader, request.Params!, token),
            },
        };
    }

    /// <summary>What <c>tools/list</c> gives, made from the definitions.</summary>
    internal static ListToolsResult ToolList() => new()
    {
        Tools =
        [
            .. ToolSet.All.Select(tool => new Tool
            {
                Name = tool.Name,
                Description = tool.Description,
                InputSchema = JsonElement.Parse(ToolSchema.Of(tool)),
                Annotations = new ToolAnnotations { ReadOnlyHint = tool.ReadOnly },
            }),
        ],
    };

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
