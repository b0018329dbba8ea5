using System.CommandLine;
using System.Globalization;
using Revdex.Snapshots;
using Revdex.Indexing;
using Revdex.Notes;

namespace Revdex.Cli.Commands;

internal static class PublishCommand
{
    public static Command Create()
    {
        var (revision, jobs) = (JobCommand.Revision(), JobCommand.Jobs());
        var noTables = new Option<bool>("--no-tables") { Description = "Publish no Parquet tables" };
        var command = new Command("publish", "Publish the snapshot of a commit to the store, building what is missing.")
        {
            revision, jobs, noTables, CommonOptions.PullRequest,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Of(parsed);
            var commit = JobCommand.Commit(settings, parsed.GetValue(revision));
            var pullRequest = CommonOptions.PullRequestOf(parsed);
            var seal = pullRequest is null ? settings.SealForPublishing() : ManifestSeal.Reading(settings.Trust);
            var branch = pullRequest is null && settings.Repository.Head() == commit ? settings.Repository.HeadBranch() : null;
            var hooks = parsed.GetValue(noTables) ? new PublishHooks() : PublishedTables.Hooks(settings.Repository);
            hooks = settings.PublishesAnswers && pullRequest is null ? hooks.WithAnswers(seal.Policy) : hooks;
            hooks = settings.PublishesNotes && pullRequest is null ? hooks with { Notes = before => NotesToPublish(settings, before) } : hooks;
            var store = JobCommand.OpenStore(settings, settings.StoreOrThrow(), seal, pullRequest);
            return JobCommand.RunAsync(
                settings, seal.Policy, parsed.GetValue(jobs), indexer => indexer.PublishAsync(commit, store, branch, hooks, cancellation), static (result, json) => result.WriteJson(json), Describe);
        });
        return command;
    }

    private static byte[]? NotesToPublish(Settings settings, byte[]? before)
    {
        var shelf = new NoteFolder(settings.Repository.CommonDirectory).Read();
        shelf.Faults.ForEach(settings.Cache.Report!); // The settings' cache has one.
        return shelf.ToPublish(before, settings.Cache.Report!);
    }

    private static string Describe(PublishResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"published {JobCommand.Short(result.Commit)}: {result.ObjectsPut} objects put ({JobCommand.Megabytes(result.BytesPut)}), {result.ObjectsPresent} were there; built upon {(result.Nearest is { } nearest ? JobCommand.Short(nearest) : "nothing")}");
}
