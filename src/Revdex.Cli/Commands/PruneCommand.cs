using System.CommandLine;
using System.Globalization;
using System.Text;
using Revdex.Cli.Rendering;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;

namespace Revdex.Cli.Commands;

internal static class PruneCommand
{
    public static Command Create()
    {
        var commits = Number("--keep-commits", "n", $"Keep snapshots of the last commits of the default branch [default: {RetentionPolicy.DefaultCommits}; git config revdex.keepcommits]");
        var days = Number("--keep-days", "days", $"Keep what was published so recently [default: {RetentionPolicy.DefaultDays}; git config revdex.keepdays]");
        var grace = Number("--grace", "hours", $"Delete no object that is younger [default: {RetentionPolicy.DefaultGraceHours}]");
        var unknown = new Option<bool>("--unknown") { Description = "Delete snapshots of commits too that this clone does not have: of deleted branches, and of other repositories" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Only tell what would be deleted" };
        var command = new Command("prune", "Delete snapshots from the store that are of no branch's tip and no tag, nor recent, and what only they need.")
        {
            commits, days, grace, unknown, dryRun,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            var settings = Settings.Of(parsed);
            var policy = new RetentionPolicy
            {
                Commits = parsed.GetValue(commits) ?? Setting(settings, "keepCommits") ?? RetentionPolicy.DefaultCommits,
                Age = TimeSpan.FromDays(parsed.GetValue(days) ?? Setting(settings, "keepDays") ?? RetentionPolicy.DefaultDays),
                Grace = TimeSpan.FromHours(parsed.GetValue(grace) ?? RetentionPolicy.DefaultGraceHours),
                DeletesUnknown = parsed.GetValue(unknown),
            };
            var store = ObjectStores.Open(StoreOf(parsed), settings.StoreOptions);
            var retained = RetainedCommits.Of(settings.Repository, policy.Commits);
            var result = await ProgressDisplay.RunAsync(progress =>
                new SnapshotPruner(store, policy, retained, progress, static line => Console.Error.WriteLine($"revdex: {line}")).PruneAsync(parsed.GetValue(dryRun), cancellation)).ConfigureAwait(false);
            Print(result, settings.Json);
            return (int)ExitCode.Done;
        });
        return command;
    }

    private static Option<int?> Number(string name, string helpName, string description)
    {
        var option = new Option<int?>(name) { Description = description, HelpName = helpName };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !IsCount(token.Value, out _))
            {
                result.AddError($"{name} {token.Value}: a whole number is needed, 0 or more");
            }
        });
        return option;
    }

    private static bool IsCount(string text, out int number) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= 100_000;

    private static int? Setting(Settings settings, string name) => settings.Repository.Setting(name) is not { } text ? null
        : IsCount(text, out var number) ? number
        : throw new RevdexException($"revdex.{name.ToLowerInvariant()}: '{text}' is no whole number up to 100000", ExitCode.Usage);

    /// <summary>What is deleted from is said each time: a setting, or a file that somebody committed, must not be enough.</summary>
    private static string StoreOf(ParseResult parsed) =>
        parsed.GetValue(CommonOptions.Store) is { Length: > 0 } url ? url : throw new RevdexException("prune deletes: say from which store with --store URL", ExitCode.Usage);

    private static void Print(PruneResult result, bool json)
    {
        if (json)
        {
            Output.Write(JobCommand.Json(result.WriteJson));
            return;
        }

        Console.WriteLine(Describe(result));
    }

    private static string Describe(PruneResult result)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{(result.IsDryRun ? "would delete" : "deleted")} {result.SnapshotsDeleted} snapshots and {result.ObjectsDeleted} objects, {JobCommand.Megabytes(result.BytesDeleted)}; ");
        text.Append(CultureInfo.InvariantCulture, $"{JobCommand.Megabytes(result.BytesKept)} in {result.ObjectsKept} objects {(result.IsDryRun ? "would be" : "are")} left in {result.Store}");
        text.AppendLine();
        var kept = new[] { (Retention.Named, "of branch tips and tags"), (Retention.Last, "of the last commits"), (Retention.Recent, "recent"), (Retention.Unknown, "of commits that this clone does not have (--unknown deletes them)") };
        var parts = kept.Select(k => (Count: result.Snapshots.GetValueOrDefault(k.Item1), Text: k.Item2)).Where(k => k.Count > 0).Select(k => $"{k.Count} {k.Text}");
        text.Append(CultureInfo.InvariantCulture, $"kept snapshots: {string.Join(", ", parts.DefaultIfEmpty("none"))}");
        foreach (var (count, what) in new[] { (result.ObjectsSpared, "objects that nothing needs are still too young to be deleted"), (result.Unreadable.Count, "snapshots are of another version of revdex or damaged; what they name is kept"), (result.Broken.Count, "snapshots lacked an object") })
        {
            text.Append(count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"\n{count} {what}"));
        }

        return text.ToString();
    }
}
