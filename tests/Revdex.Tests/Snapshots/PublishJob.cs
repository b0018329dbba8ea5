using System.Collections.Concurrent;
using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>Child: publishes the commits of HEAD, oldest first, and says <c>published COMMIT</c> after each. Arguments: repository, store, cache.</summary>
internal static class PublishJob
{
    public static int Run(string[] args)
    {
        var repository = GitRepository.Open(args[0]);
        using var machine = new SnapshotMachine(args[2], repository, new FolderStore(args[1]), new ConcurrentQueue<string>());
        foreach (var commit in repository.Ancestors(repository.Head()!.Value, 1_000).Reverse())
        {
            machine.PublishAsync(commit).GetAwaiter().GetResult();
            Console.WriteLine($"published {commit}");
        }

        return 0;
    }
}
