using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

/// <summary>Runs one tool from the command line: opens the reader, asks, prints, ends.</summary>
internal static class ToolInvocation
{
    private const string EraseToEnd = "\e[K";

    public static async Task<int> RunAsync(ToolArguments arguments, ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Settings.Of(parsed);
        var answer = new ArrayBufferWriter<byte>(4096);
        await using (var session = ReaderSession.ForOneQuestion(settings, CommonOptions.PullRequestOf(parsed), cancellation))
        {
            await RunAsync(new ToolRunner(session.Opening), arguments, answer, cancellation).ConfigureAwait(false);
        }

        var fitting = TokenBudget.Fit(arguments, answer.WrittenMemory);
        if (settings.Json)
        {
            Output.Write([.. fitting.Span, (byte)'\n']);
        }
        else
        {
            Print(arguments.Tool.Name, JsonElement.Parse(fitting.Span));
        }

        return (int)ExitCode.Done;
    }

    /// <summary>Shows on a terminal how far it is: one line, written over and taken away.</summary>
    private static async Task RunAsync(ToolRunner runner, ToolArguments arguments, ArrayBufferWriter<byte> answer, CancellationToken cancellation)
    {
        if (Console.IsErrorRedirected)
        {
            await runner.RunAsync(arguments, answer, null, cancellation).ConfigureAwait(false);
            return;
        }

        var progress = new CallProgress(static (_, _, message) => Console.Error.Write($"\rrevdex: {message}{EraseToEnd}"), TimeProvider.System);
        try
        {
            await runner.RunAsync(arguments, answer, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            progress.End();
            Console.Error.Write($"\r{EraseToEnd}");
        }
    }

    /// <summary>Results go to standard output; what else is to be known goes beside them.</summary>
    private static void Print(string tool, JsonElement answer)
    {
        Output.Write(Encoding.UTF8.GetBytes(AnswerText.Results(tool, answer, Ink.ForOutput())));
        var footer = AnswerText.Footer(answer);
        if (footer.Length > 0)
        {
            Console.Error.WriteLine($"revdex: {footer}");
        }
    }
}
