using System.Buffers;
using System.CommandLine;
using System.Text;
using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Git;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

/// <summary>Prints what a CI job shows of its commit. It asks the same tool that agents ask.</summary>
internal static class SummaryCommand
{
    private const string Head = "HEAD";

    private const int PageMax = 1000;

    /// <summary>A push with more is told by its first ones; the total is exact all the same.</summary>
    private const int PagesMax = 5;

    private const int DistanceMax = 10_000;

    public static Command Create()
    {
        var from = new Option<string?>("--base") { Description = "Compare with this revision; none where it is not there [default: HEAD's first parent]", HelpName = "rev" };
        var index = new Option<string?>("--index") { Description = "What 'index --json' printed", HelpName = "file" };
        var publish = new Option<string?>("--publish") { Description = "What 'publish --json' printed", HelpName = "file" };
        var command = new Command("summary", "Print as Markdown, for a CI job's summary, which symbols HEAD changed and what its snapshot took.") { from, index, publish };
        command.SetAction((parsed, cancellation) => RunAsync(
            Settings.Of(parsed), parsed.GetValue(from), Read(parsed.GetValue(index)), Read(parsed.GetValue(publish)), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(Settings settings, string? from, JsonElement? index, JsonElement? publish, CancellationToken cancellation)
    {
        var repository = settings.Repository;
        var head = repository.ResolveCommit(Head);
        var against = repository.TryResolve($"{(string.IsNullOrEmpty(from) ? $"{Head}^" : from)}^{{commit}}");
        var summary = new SummaryMarkdown();
        var session = ReaderSession.ForOneQuestion(settings, null, cancellation);
        await using (session.ConfigureAwait(false))
        {
            var reader = await session.Opening.ConfigureAwait(false);
            using var state = await reader.StateAsync(head.ToString(), null, cancellation).ConfigureAwait(false);
            var (changes, total) = against is { } commit ? await ChangesAsync(reader, state, commit, cancellation).ConfigureAwait(false) : ([], 0);
            summary.AddChanges(against?.ToString()[..12], changes, total, Projects.Of(state.View));
            summary.AddSnapshot(index, publish, Distance(repository, head, publish), state.Segments.Sum(s => s.Segment.SizeBytes));
        }

        Output.Write(Encoding.UTF8.GetBytes(summary.ToString()));
        return (int)ExitCode.Done;
    }

    private static async Task<(List<JsonElement> Changes, long Total)> ChangesAsync(Reader reader, QueryState state, Oid against, CancellationToken cancellation)
    {
        var (changes, total, cursor) = (new List<JsonElement>(), 0L, (string?)"");
        for (var page = 0; page < PagesMax && cursor is not null; page++)
        {
            // An empty cursor is the first page's.
            KeyValuePair<string, string>[] given = [new("base", against.ToString()), new("rev", state.Info.Commit), new("limit", $"{PageMax}"), new("cursor", cursor)];
            var answer = new ArrayBufferWriter<byte>();
            await ToolAnswer.WriteAsync(ToolArguments.FromTexts(ToolSet.Named("changes"), given), state, reader, answer, 0, cancellation).ConfigureAwait(false);
            var parsed = JsonElement.Parse(answer.WrittenSpan);
            changes.AddRange(parsed.GetProperty("results").EnumerateArray());
            (total, cursor) = (parsed.GetProperty("total").GetInt64(), AnswerText.Text(parsed, "next_cursor"));
        }

        return (changes, total);
    }

    /// <summary>Null where nothing was built upon, or it is none of HEAD's ancestors.</summary>
    private static int? Distance(GitRepository repository, Oid head, JsonElement? publish)
    {
        if (publish?.GetProperty("nearest").GetString() is not { } text || !Oid.TryParse(text, out var nearest))
        {
            return null;
        }

        var distance = repository.Ancestors(head, DistanceMax).TakeWhile(commit => commit != nearest).Count();
        return distance < DistanceMax && repository.MergeBases(head, nearest) is [var common, ..] && common == nearest ? distance : null;
    }

    /// <exception cref="RevdexException">The file is not there, or is no JSON.</exception>
    private static JsonElement? Read(string? path)
    {
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            return JsonElement.Parse(File.ReadAllBytes(path));
        }
        catch (JsonException e)
        {
            throw new RevdexException($"'{path}' is not what --json prints: {e.Message}", ExitCode.Usage, e);
        }
    }
}
