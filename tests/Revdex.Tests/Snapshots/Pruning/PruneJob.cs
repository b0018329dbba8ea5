using Revdex.Git;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots.Pruning;

/// <summary>Child: prunes a store down to the last commits without grace, once for each line that it reads. Arguments: repository, store, and <c>tell</c> to say each request that changes something before it is sent.</summary>
internal static class PruneJob
{
    /// <summary>What it says after each prune.</summary>
    public const string Done = "pruned";

    public static int Run(string[] args)
    {
        var repository = GitRepository.Open(args[0]);
        var store = new InterposedStore(new FolderStore(args[1]), Tell);
        var policy = new RetentionPolicy { Commits = 3, Age = TimeSpan.Zero, Grace = TimeSpan.Zero };
        while (Console.ReadLine() is not null)
        {
            new SnapshotPruner(store, policy, RetainedCommits.Of(repository, policy.Commits)).PruneAsync().GetAwaiter().GetResult();
            Console.WriteLine(Done);
        }

        return 0;

        Task Tell(string verb, string key)
        {
            if (args is [_, _, "tell"] && verb is "put" or "delete")
            {
                Console.WriteLine($"{verb} {key}");
            }

            return Task.CompletedTask;
        }
    }
}
