using System.Text.Json;
using Revdex.Cli.Clients;

namespace Revdex.Cli.Commands;

/// <summary>What is said of a client's file that was changed.</summary>
internal sealed record ClientReport(ClientChange Change, bool IsDryRun, IReadOnlyList<string> Notes)
{
    /// <returns>The exit code.</returns>
    public static int Print(IReadOnlyList<ClientReport> reports, bool isJson)
    {
        if (isJson)
        {
            Output.Write(JobCommand.Json(json => WriteJson(reports, json)));
            return (int)ExitCode.Done;
        }

        foreach (var report in reports)
        {
            report.Print();
        }

        return (int)ExitCode.Done;
    }

    private void Print()
    {
        Console.WriteLine($"{Change.Client.Name}: {Action} {Change.Path}");
        if (IsDryRun)
        {
            Console.Write(Change.Diff);
        }

        foreach (var note in Notes)
        {
            Console.WriteLine($"  {note}");
        }
    }

    private string Action => (IsDryRun, Change.Kind) switch
    {
        (_, ClientChangeKind.Unchanged) => "nothing to change in",
        (true, ClientChangeKind.Created) => "would create",
        (true, ClientChangeKind.Added) => "would add to",
        (true, ClientChangeKind.Updated) => "would update",
        (true, ClientChangeKind.Removed) => "would remove from",
        (true, _) => "would delete",
        (_, ClientChangeKind.Created) => "created",
        (_, ClientChangeKind.Added) => "added to",
        (_, ClientChangeKind.Updated) => "updated",
        (_, ClientChangeKind.Removed) => "removed from",
        _ => "deleted",
    };

    /// <summary><c>{dry_run, results: [{client, scope, action, path, diff, notes}]}</c>.</summary>
    private static void WriteJson(IReadOnlyList<ClientReport> reports, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteBoolean("dry_run"u8, reports.Any(report => report.IsDryRun));
        json.WriteStartArray("results"u8);
        foreach (var report in reports)
        {
            json.WriteStartObject();
            json.WriteString("client"u8, report.Change.Client.Id);
            json.WriteString("scope"u8, report.Change.Scope.ToString().ToLowerInvariant());
            json.WriteString("action"u8, report.Change.Kind.ToString().ToLowerInvariant());
            json.WriteString("path"u8, report.Change.Path);
            json.WriteString("diff"u8, report.Change.Diff);
            json.WriteStartArray("notes"u8);
            foreach (var note in report.Notes)
            {
                json.WriteStringValue(note);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
