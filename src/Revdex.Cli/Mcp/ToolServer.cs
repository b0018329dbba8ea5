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
/// The tools over the Model Context Protocol. Handlers are raw, so that nothing is reflected over at start; the reader opens while
/// the client introduces itself.
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
    /// <param name="starting">Under way beside the making of the server; where it fails nothing is served.</param>
    /// <param name="reader">Waited for by the first question.</param>
    /// <param name="cancellation">Ends serving.</param>
    public static async Task RunAsync(Stream input, Stream output, Task starting, Task<Reader> reader, CancellationToken cancellation)
    {
        var runner = new ToolRunner(reader);
        var tools = ToolList();
        var options = new McpServerOptions
        {
            ServerInfo = new Implementation { Name = "revdex", Version = ProgramVersion.Text },
            ServerInstructions = Instructions,
            Capabilities = new ServerCapabilities { Tools = new ToolsCapability() },
            Handlers = new McpServerHandlers
            {
                ListToolsHandler = (_, _) => ValueTask.FromResult(tools),
                CallToolHandler = (request, token) => CallAsync(runner, request.Params!, token),
            },
        };
        var transport = new StreamServerTransport(input, output, "revdex");
        await using (transport.ConfigureAwait(false))
        {
            var server = McpServer.Create(transport, options);
            await using (server.ConfigureAwait(false))
            {
                await starting.ConfigureAwait(false);
                await server.RunAsync(cancellation).ConfigureAwait(false);
            }
        }
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

    /// <summary>Every failure of a call is the call's: the server goes on.</summary>
    private static async ValueTask<CallToolResult> CallAsync(ToolRunner runner, CallToolRequestParams call, CancellationToken cancellation)
    {
        try
        {
            var arguments = ToolArguments.FromJson(ToolSet.Named(call.Name), call.Arguments);
            var answer = new ArrayBufferWriter<byte>(4096);
            await runner.RunAsync(arguments, answer, cancellation).ConfigureAwait(false);
            var json = JsonElement.Parse(answer.WrittenSpan);
            return new CallToolResult
            {
                StructuredContent = json,
                Content = [new TextContentBlock { Text = AnswerText.Of(arguments.Tool.Name, json, Ink.Plain) }],
            };
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            return Failure(call.Name, e);
        }
    }

    private static CallToolResult Failure(string tool, Exception e)
    {
        if (e is not (RevdexException or InvalidDataException))
        {
            Console.Error.WriteLine($"revdex: {tool} failed: {e}");
        }

        var line = e is RevdexException or InvalidDataException ? e.Message : $"internal error, {e.GetType().Name}: {e.Message}";
        return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = line.ReplaceLineEndings(" ") }] };
    }
}
