using System.Diagnostics;
using System.Text.Json;
using Revdex.Cli.Commands;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Cli.Demo;

/// <summary>
/// The whole job on a real repository: index, publish to a store, clone afresh, read from the store with an empty cache, edit a file,
/// ask. Everything is the real thing; only the folders are temporary.
/// </summary>
internal sealed class DemoStory(GitRepository repository, DemoFolders folders, Action<string> say, CancellationToken cancellation)
{
    /// <summary>Files looked at for one to edit.</summary>
    private const int CandidatesMax = 1000;

    private readonly List<DemoStep> _steps = [];

    public IReadOnlyList<DemoStep> Steps => _steps;

    /// <summary>What was asked, as it would be typed, and its answer.</summary>
    public List<(string Question, string Tool, JsonElement Answer)> Answers { get; } = [];

    public async Task RunAsync(Oid commit, IProgress<WorkProgress> progress)
    {
        await PublishAsync(commit, progress).ConfigureAwait(false);
        Clone(commit);
        say("starting the reader from the store, with an empty cache");
        var clock = Stopwatch.StartNew();
        var client = await DemoClient.StartAsync(folders, cancellation).ConfigureAwait(false);
        await using (client.ConfigureAwait(false))
        {
            Add("serve: initialized", clock, null, "MCP over standard input and output");
            await AskAsync(client, clock).ConfigureAwait(false);
        }
    }

    private async Task PublishAsync(Oid commit, IProgress<WorkProgress> progress)
    {
        using var cache = LocalCache.Open(new CacheOptions { Folder = folders.PublisherCache });
        var indexer = new Indexer(repository, cache, Indexer.DefaultWorkers, progress);
        say($"indexing {commit.ToString()[..12]} of {repository.WorkTree ?? repository.GitDirectory}");
        var clock = Stopwatch.StartNew();
        var index = await indexer.IndexAsync(commit, cancellationToken: cancellation).ConfigureAwait(false);
        Add("index", clock, DemoFolders.SizeOf(folders.PublisherCache), $"{index.Blobs} blobs, {index.Symbols} symbols, {index.Occurrences} uses");

        say("publishing to a temporary store");
        clock.Restart();
        Directory.CreateDirectory(folders.Store);
        var publish = await indexer.PublishAsync(commit, new SnapshotStore(ObjectStores.Open(folders.StoreUrl)), hooks: PublishedTables.Hooks(repository), cancellationToken: cancellation).ConfigureAwait(false);
        Add("publish", clock, publish.BytesPut, $"{publish.ObjectsPut} objects");
    }

    private void Clone(Oid commit)
    {
        say("cloning afresh");
        var clock = Stopwatch.StartNew();
        Git("clone", "--quiet", "--no-checkout", repository.WorkTree ?? repository.GitDirectory, folders.Clone);
        Git("-C", folders.Clone, "checkout", "--quiet", "--detach", commit.ToString());
        Add("git clone", clock, null, "");
    }

    private async Task AskAsync(DemoClient client, Stopwatch clock)
    {
        var outline = await client.AskUntilCompleteAsync("outline", cancellation, ("limit", CandidatesMax)).ConfigureAwait(false);
        Add("serve: first answer", clock, DemoFolders.SizeOf(folders.ReaderCache), $"from {Snapshot(outline)}");
        var file = Choose(outline);
        var (path, language) = (file.GetProperty("path").GetString()!, file.GetProperty("language").GetString()!);

        say($"editing {path}");
        var full = Path.Combine(folders.Clone, path);
        await File.AppendAllTextAsync(full, $"\n{DemoSnippet.For(language)}\n", cancellation).ConfigureAwait(false);
        clock.Restart();
        var found = await client.AskUntilCompleteAsync("find", cancellation, ("name", DemoSnippet.Name)).ConfigureAwait(false);
        Add("edit saved → found", clock, null, $"{found.GetProperty("total")} result");
        Answers.Add(($"revdex find {DemoSnippet.Name}", "find", found));

        await AskAsync(client, clock, "source", DemoSnippet.Name, []).ConfigureAwait(false);
        await AskAsync(client, clock, "references", Popular(file), [("limit", 5)]).ConfigureAwait(false);
    }

    private async Task AskAsync(DemoClient client, Stopwatch clock, string tool, string name, (string, object)[] more)
    {
        clock.Restart();
        var answer = await client.AskAsync(tool, cancellation, [("name", name), .. more]).ConfigureAwait(false);
        Add(tool, clock, null, $"{answer.GetProperty("total")} in all");
        Answers.Add(($"revdex {tool} {name}", tool, answer));
    }

    /// <summary>The file with most symbols that a snippet can be added to.</summary>
    /// <exception cref="RevdexException">There is none.</exception>
    private static JsonElement Choose(JsonElement outline)
    {
        var files = outline.GetProperty("results").EnumerateArray()
            .Where(f => DemoSnippet.IsFor(f.GetProperty("language").GetString()!) && f.TryGetProperty("top", out var top) && top.GetArrayLength() > 0)
            .ToList();
        return files.Count > 0
            ? files.MaxBy(f => f.GetProperty("symbols").GetInt32())
            : throw new RevdexException("this repository has no source file in a language that revdex knows: try another with --repo");
    }

    private static string Popular(JsonElement file) => file.GetProperty("top")[0].GetProperty("name").GetString()!;

    private static string Snapshot(JsonElement answer) =>
        answer.GetProperty("view").GetProperty("snapshot") is { ValueKind: JsonValueKind.Object } snapshot
            ? $"the snapshot at distance {snapshot.GetProperty("distance")}"
            : "files read on the spot";

    private void Add(string name, Stopwatch clock, long? sizeBytes, string note) => _steps.Add(new DemoStep(name, clock.Elapsed.TotalMilliseconds, sizeBytes, note));

    private static void Git(params string[] arguments)
    {
        var start = new ProcessStartInfo("git", arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment.Remove(SigningKey.Variable);
        using var process = Process.Start(start)
            ?? throw new RevdexException("git does not start");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
        {
            throw new RevdexException($"git {arguments[0]} failed: {error.Split('\n')[0]}");
        }
    }
}
