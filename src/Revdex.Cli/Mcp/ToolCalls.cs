using System.Buffers;
using System.Text.Json;
using ModelContextProtocol;
using Revdex.Cli.Rendering;
using Revdex.Query.Tools;

namespace Revdex.Cli.Mcp;

/// <summary>Runs calls of tools. For many threads.</summary>
internal sealed class ToolCalls(ToolRunner runner)
{
    /// <summary>Writes the answer's JSON.</summary>
    /// <param name="progress">Told how far a long call is; null: nobody listens.</param>
    /// <exception cref="RevdexException">There is no such tool, or what an argument names is not there or not right.</exception>
    public async ValueTask RunAsync(string tool, IEnumerable<KeyValuePair<string, JsonElement>>? arguments, IBufferWriter<byte> answer, CallProgress? progress, CancellationToken cancellation)
    {
        var given = ToolArguments.FromJson(ToolSet.Named(tool), arguments);
        if (!TokenBudget.IsAsked(given))
        {
            await RunAsync(given, answer, progress, cancellation).ConfigureAwait(false);
            return;
        }

        var whole = new ArrayBufferWriter<byte>(4096);
        await RunAsync(given, whole, progress, cancellation).ConfigureAwait(false);
        answer.Write(TokenBudget.Fit(given, whole.WrittenMemory).Span);
    }

    /// <summary>The answer as text.</summary>
    /// <param name="arguments">As on the command line; an empty text is one that was not given.</param>
    /// <exception cref="McpProtocolException">As <see cref="RunAsync"/>.</exception>
    public async Task<string> TextAsync(string tool, IReadOnlyList<KeyValuePair<string, string>> arguments, CancellationToken cancellation)
    {
        try
        {
            var given = ToolArguments.FromTexts(ToolSet.Named(tool), arguments.Where(a => a.Value.Length > 0));
            var answer = new ArrayBufferWriter<byte>(4096);
            await runner.RunAsync(given, answer, null, cancellation).ConfigureAwait(false);
            return AnswerText.Of(tool, JsonElement.Parse(TokenBudget.Fit(given, answer.WrittenMemory).Span), Ink.Plain);
        }
        catch (Exception e) when (e is RevdexException or InvalidDataException)
        {
            throw new McpProtocolException(Explain(tool, e), McpErrorCode.InvalidParams);
        }
    }

    private async ValueTask RunAsync(ToolArguments arguments, IBufferWriter<byte> answer, CallProgress? progress, CancellationToken cancellation)
    {
        try
        {
            await runner.RunAsync(arguments, answer, progress, cancellation).ConfigureAwait(false);
        }
        finally
        {
            progress?.End();
        }
    }

    /// <summary>What the client is told of a call that failed, in one line; what is our fault is also logged.</summary>
    public static string Explain(string tool, Exception e)
    {
        if (e is not (RevdexException or InvalidDataException))
        {
            Console.Error.WriteLine($"revdex: {tool} failed: {e}");
        }

        var line = e is RevdexException or InvalidDataException ? e.Message : $"internal error, {e.GetType().Name}: {e.Message}";
        return line.ReplaceLineEndings(" ");
    }
}
