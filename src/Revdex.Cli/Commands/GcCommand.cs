using System.CommandLine;
using System.Text.Json;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

internal static class GcCommand
{
    public static Command Create()
    {
        var command = new Command("gc", "Remove from the local cache what is over its budget, long unused, or of no use any more. Indexing and pulling do so now and then by themselves.");
        command.SetAction(parsed =>
        {
            var settings = Settings.Of(parsed);
            using var cache = LocalCache.Open(settings.Cache);
            var usage = cache.Maintain();
            if (settings.Json)
            {
                Output.Write(JobCommand.Json(json => WriteJson(json, settings.Cache, usage)));
            }
            else
            {
                Console.WriteLine(Describe(settings.Cache, usage));
            }

            return (int)ExitCode.Done;
        });
        return command;
    }

    /// <summary><c>{cache, done, budget_bytes, bytes, files, removed_bytes, removed_files}</c>.</summary>
    private static void WriteJson(Utf8JsonWriter json, CacheOptions options, CacheUsage usage)
    {
        json.WriteStartObject();
        json.WriteString("cache"u8, options.Folder);
        json.WriteBoolean("done"u8, usage.IsDone);
        json.WriteNumber("budget_bytes"u8, options.BudgetBytes);
        json.WriteNumber("bytes"u8, usage.SizeBytes);
        json.WriteNumber("files"u8, usage.FileCount);
        json.WriteNumber("removed_bytes"u8, usage.RemovedBytes);
        json.WriteNumber("removed_files"u8, usage.RemovedCount);
        json.WriteEndObject();
    }

    private static string Describe(CacheOptions options, CacheUsage usage) => usage.IsDone
        ? $"removed {usage.RemovedCount} files, {JobCommand.Megabytes(usage.RemovedBytes)}; {JobCommand.Megabytes(usage.SizeBytes)} of {JobCommand.Megabytes(options.BudgetBytes)} are used in {options.Folder}"
        : $"another process is cleaning up {options.Folder}";
}
