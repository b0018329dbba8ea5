using System.CommandLine;
using System.Globalization;
using System.Text;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Cli.Commands;

internal static class VerifyCommand
{
    /// <summary>Some seconds; of facts that are wrong in every twentieth blob, it misses all once in 170 times.</summary>
    private const int SampleDefault = 100;

    public static Command Create()
    {
        var (revision, jobs) = (JobCommand.Revision(), JobCommand.Jobs());
        var all = new Option<bool>("--all") { Description = "Check every blob" };
        var sample = new Option<int>("--sample")
        {
            Description = $"Check so many blobs, picked at random [default: {SampleDefault}]",
            HelpName = "n",
            DefaultValueFactory = _ => SampleDefault,
        };
        var command = new Command("verify", "Extract and embed blobs again and compare them with a commit's snapshot: the cache's, or with --store the store's.")
        {
            revision, sample, all, jobs, CommonOptions.PullRequest,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var settings = Settings.Of(parsed);
            var commit = JobCommand.Commit(settings, parsed.GetValue(revision));
            var count = parsed.GetValue(all) ? default(int?) : CheckedSample(parsed.GetValue(sample));
            var pullRequest = CommonOptions.PullRequestOf(parsed);
            var isOfStore = parsed.GetValue(CommonOptions.Store) is { Length: > 0 } || pullRequest is not null;
            var store = (isOfStore ? settings.StoreOrThrow() : settings.Store) is { } url ? JobCommand.OpenStore(settings, url, ManifestSeal.Verifying(settings.Trust), pullRequest) : null;
            return JobCommand.RunAsync(
                settings, settings.Trust with { IsRequired = false }, parsed.GetValue(jobs),
                indexer => RunAsync(indexer, commit, settings, isOfStore ? [store] : [null, store], count, cancellation),
                static (result, json) => result.WriteJson(json), Describe, static result => result.IsRight ? ExitCode.Done : ExitCode.FoundWanting);
        });
        return command;
    }

    private static int CheckedSample(int count) =>
        count > 0 ? count : throw new RevdexException($"--sample {count}: at least one blob is needed", ExitCode.Usage);

    /// <summary>The first of the places (null: the cache) that has the commit's snapshot.</summary>
    private static async Task<VerifyResult> RunAsync(
        Indexer indexer, Oid commit, Settings settings, IEnumerable<SnapshotStore?> places, int? count, CancellationToken cancellation)
    {
        var asked = new List<string>();
        foreach (var store in places.Distinct())
        {
            asked.Add(store?.Name ?? "the cache");
            if (await indexer.VerifyAsync(commit, store, settings.Trust, count, settings.Embedding, cancellation).ConfigureAwait(false) is { } result)
            {
                return result.Incomparable < result.Blobs || result.Blobs == 0 ? result : throw new RevdexException(
                    $"the snapshot of {JobCommand.Short(commit)} in {result.Source} was made by another extractor: verify it with the version of revdex that made it");
            }
        }

        throw new RevdexException($"no snapshot of {JobCommand.Short(commit)} is in {string.Join(" or ", asked)}: there is nothing to verify");
    }

    private static string Describe(VerifyResult result)
    {
        var text = new StringBuilder();
        foreach (var difference in result.Differences)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"differs: {difference.Path} (blob {difference.Oid}, {difference.LanguageId}, segment {difference.Segment})");
        }

        foreach (var difference in result.Vectors?.Differences ?? [])
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"differs: {difference.What} of {difference.Path} (blob {difference.Oid}, {difference.LanguageId}, part {difference.Part})");
        }

        text.Append(CultureInfo.InvariantCulture, $"verified {JobCommand.Short(result.Commit)} in {result.Source}, {(result.Signed ? "signed" : "not signed")}: ");
        text.Append(CultureInfo.InvariantCulture, $"{result.Checked} of {result.Blobs} blobs checked, {(result.Differences.Count == 0 ? "all as extracted here" : $"{result.Differences.Count} differ")}");
        foreach (var (count, what) in new[] { (result.Incomparable, "by another extractor or not in it"), (result.Absent, "not in this repository"), (result.Undecided, "on which a parser gave up") })
        {
            text.Append(count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"; {count} {what}"));
        }

        return text.Append(result.Vectors is { } vectors ? $"; {vectors}" : "").ToString();
    }
}
