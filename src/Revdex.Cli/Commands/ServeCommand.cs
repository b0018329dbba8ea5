using System.CommandLine;
using System.Text.Json.Nodes;
using Revdex.Cli.Mcp;
using Revdex.Cli.Mcp.Http;
using Revdex.Hooks;
using Revdex.Query;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

internal static class ServeCommand
{
    public static Command Create()
    {
        var noWatch = new Option<bool>("--no-watch") { Description = "Ask git before each answer instead of watching files" };
        var http = new Option<int?>("--http")
        {
            Description = "Answer many clients over HTTP on this port of the loopback interface instead, 0 for any that is free; each sends the token",
            HelpName = "port",
        };
        var command = new Command("serve", "Answer an MCP client on standard input and output, until the input ends.") { noWatch, http, CommonOptions.PullRequest };
        command.SetAction((parsed, cancellation) => parsed.GetValue(http) is { } port
            ? ServeHttpAsync(parsed, port, !parsed.GetValue(noWatch), cancellation)
            : RunAsync(parsed, !parsed.GetValue(noWatch), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, bool watch, CancellationToken cancellation)
    {
        // Only the protocol may be on standard output: whatever else writes to the console is heard on the other side.
        using var output = Console.OpenStandardOutput();
        Console.SetOut(Console.Error);
        using var input = Console.OpenStandardInput();
        using var trim = new IdleTrim();
        var starting = Task.Run(() => ReaderSession.Serving(Settings.Of(parsed), CommonOptions.PullRequestOf(parsed), watch, cancellation), cancellation);
        var told = TellAsync(starting);
        try
        {
            // A client that started this hears the reason in the answer to each call, where its user sees it; a person at a terminal at once.
            await (Console.IsInputRedirected ? Task.CompletedTask : starting).ConfigureAwait(false);
            await ToolServer.RunAsync(input, output, OpenAsync(starting), cancellation).ConfigureAwait(false);
        }
        finally
        {
            await EndAsync(starting).ConfigureAwait(false);
        }

        return await told.ConfigureAwait(false);
    }

    /// <summary>Prints the address once it is open; ends when it is told to.</summary>
    private static async Task<int> ServeHttpAsync(ParseResult parsed, int port, bool watch, CancellationToken cancellation)
    {
        if (port is < 0 or > ushort.MaxValue)
        {
            throw new RevdexException($"--http {port}: ports are 1 to {ushort.MaxValue}, 0 for any that is free", ExitCode.Usage);
        }

        var settings = Settings.Of(parsed);
        using var trim = new IdleTrim();
        var token = AccessToken.OfEnvironmentOr(Path.Combine(HookPaths.Folder(settings.Repository.CommonDirectory), "http-token"));
        using var server = HttpServer.Listen(port, token);
        var session = ReaderSession.Serving(settings, CommonOptions.PullRequestOf(parsed), watch, cancellation);
        await using (session.ConfigureAwait(false))
        {
            Console.WriteLine(settings.Json ? new JsonObject { ["url"] = server.Address, ["token_source"] = token.Source }.ToJsonString() : server.Address);
            Console.Error.WriteLine($"revdex: clients send 'Authorization: Bearer …' with the token that {token.Source} holds; Ctrl+C ends");
            await server.RunAsync(ToolServer.Options(new ToolCalls(new ToolRunner(session.Opening)), session.Opening), cancellation).ConfigureAwait(false);
        }

        return (int)ExitCode.Done;
    }

    /// <summary>Says why there is nothing to answer from, as soon as it is known; gives the exit code.</summary>
    private static async Task<int> TellAsync(Task starting)
    {
        try
        {
            await starting.ConfigureAwait(false);
            return (int)ExitCode.Done;
        }
        catch (Exception e) when (Console.IsInputRedirected && ErrorLine.TryExplain(e, out var line, out var exitCode))
        {
            Console.Error.WriteLine(line);
            return exitCode;
        }
    }

    private static async Task<Reader> OpenAsync(Task<ReaderSession> starting) => await (await starting.ConfigureAwait(false)).Opening.ConfigureAwait(false);

    private static async Task EndAsync(Task<ReaderSession> starting)
    {
        await ((Task)starting).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (starting.IsCompletedSuccessfully)
        {
            await starting.Result.DisposeAsync().ConfigureAwait(false);
        }
    }
}
