using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

/// <summary>
/// Child: fills a cache until it is killed, as an indexer does: segments, checkpoints, Final entries, clean-ups. Says each thing
/// when it is done for good: <c>segment ID</c>, <c>checkpoint ID</c>, <c>commit NUMBER</c>. Arguments: folder, seed.
/// </summary>
internal static class CacheWriteJob
{
    public static int Run(string[] args)
    {
        var random = new Random(int.Parse(args[1], null));
        using var cache = LocalCache.Open(new CacheOptions { Folder = args[0] });
        for (var number = int.Parse(args[1], null) * 100_000; ; number++)
        {
            using var segment = Samples.Land(cache, Samples.Bytes(random.Next(1, 600_000), number));
            Console.WriteLine($"segment {segment.Id}");
            cache.SaveCheckpoint(segment);
            Console.WriteLine($"checkpoint {segment.Id}");
            cache.SaveManifest(Samples.Manifest(number, Samples.Local(segment)));
            Console.WriteLine($"commit {number}");
            if (number % 7 == 0)
            {
                cache.Maintain();
            }
        }
    }
}
