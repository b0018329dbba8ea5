using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>Child: a reader that holds a segment until its standard input ends. Says <c>held</c> or <c>absent</c>. Arguments: folder, segment id.</summary>
internal static class CacheHoldJob
{
    public static int Run(string[] args)
    {
        using var cache = LocalCache.Open(new CacheOptions { Folder = args[0] });
        using var segment = cache.TryOpenSegment(ContentHash.Parse(args[1]));
        Console.WriteLine(segment is null ? "absent" : "held");
        Console.ReadLine();
        return 0;
    }
}
