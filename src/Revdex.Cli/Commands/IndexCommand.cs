using System.CommandLine;
using System.Globalization;
using Revdex.Indexing;
using Revdex.Snapshots;

namespace Revdex.Cli.Commands;

internal static class IndexCommand
{
    public const string NoStore = "--no-store";

    public static Command Create()
    {
        var (revision, jobs) = (JobCommand.Revision(), JobCommand.Jobs());
        var noStore = new Option<bool>(NoStore) { Description = "Build upon what the cache has, whatever store is set" };
        var scip = new Option<string[]>("--scip") { Description = "A SCIP index made for the commit (scip-typescript, scip-python, scip-dotnet, …); several may be given", HelpName = "file" };
        var embed = new Option<bool>("--embed") { Description = "Make vectors of the commit's chunks, of what has none yet: by the model in revdex.embedmodel, else by one that is learnt from them" };
        var learn = new Option<bool>("--learn") { Description = "As --embed, by a model that is learnt anew, whatever model there is" };
        var command = new Command("index", "Build the snapshot of a commit in the local cache, upon the nearest snapshot there is.") { revision, jobs, noStore, scip, embed, learn };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Of(parsed);
            var commit = JobCommand.Commit(settings, parsed.GetValue(revision));
            var trust = settings.TrustWithOwnKey();
            var store = !parsed.GetValue(noStore) && settings.Store is { } url ? JobCommand.OpenStore(settings, url, ManifestSeal.Reading(trust)) : null;
            var embeds = parsed.GetValue(embed) || parsed.GetValue(learn) ? settings.Embedding with { LearnsAnew = parsed.GetValue(learn) } : null;
            return JobCommand.RunAsync(
                settings, trust, parsed.GetValue(jobs), indexer => indexer.IndexAsync(commit, store, parsed.GetValue(scip), embeds, cancellation), static (result, json) => result.WriteJson(json), Describe);
        });
        return command;
    }

    private static string Describe(IndexResult result) => string.Create(
        CultureInfo.InvariantCulture,
        $"indexed {JobCommand.Short(result.Commit)}: {result.Blobs} blobs ({result.Extracted} extracted, {result.Reused} reused, {result.Skipped} skipped), {result.Symbols} symbols, {result.Occurrences} occurrences in {result.ElapsedMs / 1000.0:0.00} s{(result.Scip is { } scip ? $"; {scip}" : "")}{(result.Embed is { } embed ? $"; {embed}" : "")}");
}
