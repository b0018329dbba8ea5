using Revdex.Git;
using Revdex.Indexing.Embeddings;
using Revdex.Snapshots;

namespace Revdex.Tests.Indexing;

/// <summary>
/// Child: indexes HEAD with vectors, a checkpoint after each round. Says <c>embed N</c> after each and waits there for a line, then goes on; it is killed meanwhile.
/// Arguments: repository, cache, model.
/// </summary>
internal static class EmbedJob
{
    public static int Run(string[] args)
    {
        var repository = GitRepository.Open(args[0]);
        using var cache = LocalCache.Open(new CacheOptions { Folder = args[1] });
        var options = new EmbedOptions { ModelFolder = args[2], CheckpointInterval = TimeSpan.Zero };
        new Indexer(repository, cache, workers: 1, new Told()).IndexAsync(repository.Head()!.Value, embed: options).GetAwaiter().GetResult();
        return 0;
    }

    private sealed class Told : IProgress<WorkProgress>
    {
        public void Report(WorkProgress value)
        {
            if (value.Stage == "embed")
            {
                Console.WriteLine($"embed {value.Done}");
                Console.ReadLine();
            }
        }
    }
}
