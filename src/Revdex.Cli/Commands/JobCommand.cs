using System.Buffers;
using System.CommandLine;
using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Cli.Commands;

/// <summary>What index, publish and pull share: the revision they work on, the cache, the store, progress, and how their result is printed.</summary>
internal static class JobCommand
{
    public static Argument<string?> Revision() => new("rev")
    {
        Description = "The commit to work on [default: HEAD]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Option<int> Jobs() => new("--jobs", "-j")
    {
        Description = "Extract workers at most [default: one a core]",
        HelpName = "n",
        DefaultValueFactory = _ => Indexer.DefaultWorkers,
    };

    /// <exception cref="RevdexException">The revision is none, or there is no commit yet.</exception>
    public static Oid Commit(Settings settings, string? revision)
    {
        if (revision is not null)
        {
            return settings.Repository.ResolveCommit(revision);
        }

        return settings.Repository.Head()
            ?? throw new RevdexException($"{settings.Repository.WorkTree ?? settings.Repository.GitDirectory} has no commit yet: commit something first");
    }

    public static SnapshotStore OpenStore(Settings settings, string url, ManifestSeal seal, int? pullRequest = null) =>
        new(ObjectStores.Open(url, settings.StoreOptions), seal, static line => Console.Error.WriteLine($"revdex: {line}")) { PullRequest = pullRequest };

    /// <summary>Runs the work with progress and prints what came of it.</summary>
    /// <param name="trust">Which snapshots of the cache are used.</param>
    /// <param name="exitCode">What the result means; null: done.</param>
    public static async Task<int> RunAsync<T>(
        Settings settings, TrustPolicy trust, int jobs, Func<Indexer, Task<T>> work, Action<T, Utf8JsonWriter> writeJson, Func<T, string> describe,
        Func<T, ExitCode>? exitCode = null)
    {
        if (jobs < 1)
        {
            throw new RevdexException($"--jobs {jobs}: at least one worker is needed", ExitCode.Usage);
        }

        using var cache = LocalCache.Open(settings.Cache with { Trust = trust });
        var result = await ProgressDisplay.RunAsync(progress => work(new Indexer(settings.Repository, cache, jobs, progress))).ConfigureAwait(false);
        if (settings.Json)
        {
            Output.Write(Json(json => writeJson(result, json)));
        }
        else
        {
            Console.WriteLine(describe(result));
        }

        return (int)(exitCode?.Invoke(result) ?? ExitCode.Done);
    }

    public static byte[] Json(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            write(json);
        }

        buffer.Write("\n"u8);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>A commit as people name it.</summary>
    public static string Short(Oid commit) => commit.ToString()[..12];

    public static string Megabytes(long sizeBytes) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{sizeBytes / 1e6:0.00} MB");
}
