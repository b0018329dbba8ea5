using System.CommandLine;
using System.Globalization;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

internal static class PullCommand
{
    public static Command Create()
    {
        var revision = JobCommand.Revision();
        var command = new Command("pull", "Fetch the snapshot nearest to a commit from the store into the local cache.") { revision, CommonOptions.PullRequest };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Of(parsed);
            var commit = JobCommand.Commit(settings, parsed.GetValue(revision));
            var store = JobCommand.OpenStore(settings, settings.StoreOrThrow(), ManifestSeal.Reading(settings.Trust), CommonOptions.PullRequestOf(parsed));
            return JobCommand.RunAsync(
                settings, settings.Trust, 1, indexer => indexer.PullAsync(commit, store, cancellation), static (result, json) => result.WriteJson(json), Describe);
        });
        return command;
    }

    private static string Describe(PullResult result) => result.Commit is not { } commit
        ? "no snapshot of this history is in the store"
        : string.Create(
            CultureInfo.InvariantCulture,
            $"pulled {JobCommand.Short(commit)}{(result.Distance is { } distance ? $", {distance} commits away" : "")}: {result.ObjectsGot} objects, {JobCommand.Megabytes(result.BytesGot)}");
}
