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
    public static async Task<int> RunAsync(ToolArguments arguments, ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Settings.Of(parsed);
        var answer = new ArrayBufferWriter<byte>(4096);
        await using (var session = ReaderSession.ForOneQuestion(settings, CommonOptions.PullRequestOf(parsed), cancellation))
        {
            await new ToolRunner(session.Opening).RunAsync(arguments, answer, cancellation).ConfigureAwait(false);
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
