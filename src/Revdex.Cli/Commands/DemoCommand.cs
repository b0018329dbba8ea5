using System.CommandLine;
using System.Globalization;
using Revdex.Cli.Demo;
using Revdex.Cli.Rendering;

namespace Revdex.Cli.Commands;

internal static class DemoCommand
{
    public static Command Create()
    {
        var command = new Command("demo", "Show the whole story on this repository: index, publish, clone, serve from the store, edit, ask.");
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var settings = Settings.Of(parsed);
        var commit = JobCommand.Commit(settings, null);
        using var folders = new DemoFolders();
        var story = new DemoStory(settings.Repository, folders, line => Console.Error.WriteLine($"revdex: {line}"), cancellation);
        await ProgressDisplay.RunAsync(async progress =>
        {
            await story.RunAsync(commit, progress).ConfigureAwait(false);
            return true;
        }).ConfigureAwait(false);
        if (settings.Json)
        {
            Output.Write(JobCommand.Json(json => WriteJson(json, story.Steps)));
        }
        else
        {
            Print(story, Ink.ForOutput());
        }

        return (int)ExitCode.Done;
    }

    private static void Print(DemoStory story, Ink ink)
    {
        foreach (var (question, tool, answer) in story.Answers)
        {
            Console.WriteLine(ink.Bold($"$ {question}"));
            Console.WriteLine(AnswerText.Of(tool, answer, ink));
            Console.WriteLine();
        }

        var width = story.Steps.Max(s => s.Name.Length);
        Console.WriteLine(ink.Bold($"{"step".PadRight(width)}  {"time",12}  {"bytes",10}"));
        foreach (var step in story.Steps)
        {
            var size = step.SizeBytes is { } bytes ? JobCommand.Megabytes(bytes) : "";
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{step.Name.PadRight(width)}  {step.ElapsedMs,9:0.0} ms  {size,10}  {ink.Dim(step.Note)}").TrimEnd());
        }
    }

    private static void WriteJson(System.Text.Json.Utf8JsonWriter json, IReadOnlyList<DemoStep> steps)
    {
        json.WriteStartObject();
        json.WriteStartArray("steps"u8);
        foreach (var step in steps)
        {
            json.WriteStartObject();
            json.WriteString("name"u8, step.Name);
            json.WriteNumber("elapsed_ms"u8, Math.Round(step.ElapsedMs, 1));
            if (step.SizeBytes is { } bytes)
            {
                json.WriteNumber("bytes"u8, bytes);
            }

            json.WriteString("note"u8, step.Note);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
