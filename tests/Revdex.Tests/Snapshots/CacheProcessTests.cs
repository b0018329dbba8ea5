using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>The cache among real processes that live, end and are killed.</summary>
public sealed class CacheProcessTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(13)]
    [InlineData(30)]
    [InlineData(61)]
    public void Writer_killed_at_any_point_loses_nothing_and_breaks_nothing(int lines)
    {
        var done = new List<string>();
        using (var child = ChildProcess.Start("cache-write", _folder.Path, $"{lines}"))
        {
            for (var i = 0; i < lines; i++)
            {
                done.Add(child.ReadLine()!);
            }

            done.AddRange(child.Kill());
        }

        if (done[^1] is var last && last.Split(' ').Length < 2)
        {
            done.RemoveAt(done.Count - 1); // Cut off in the pipe.
        }

        using var cache = Open();
        AssertAllDone(cache, done);
        AssertNothingBroken(cache);
        Samples.Land(cache, [1]).Dispose();
        cache.Maintain();
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/tmp"]));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/leases"]));
        Assert.Empty(_reports);
    }

    [Fact]
    public void Writers_at_once_do_not_disturb_each_other()
    {
        var children = Enumerable.Range(1, 4).Select(seed => ChildProcess.Start("cache-write", _folder.Path, $"{seed}")).ToList();
        var done = new List<string>();
        foreach (var child in children)
        {
            done.AddRange(Enumerable.Range(0, 30).Select(_ => child.ReadLine()!));
        }

        children.ForEach(c => c.Dispose());
        using var cache = Open();
        AssertAllDone(cache, done);
        AssertNothingBroken(cache);
    }

    [Fact]
    public void Clean_up_leaves_what_another_living_process_holds()
    {
        ContentHash id;
        using (var writer = Open())
        {
            using var segment = Samples.Land(writer, Samples.Bytes(1_000));
            id = segment.Id;
        }

        using var cache = Open(budgetBytes: 0);
        using (var child = ChildProcess.Start("cache-hold", _folder.Path, id.ToString()))
        {
            Assert.Equal("held", child.ReadLine());
            cache.Maintain();
            Assert.True(cache.HasSegment(id));
            Assert.Equal(0, child.Finish());
        }

        cache.Maintain();
        Assert.False(cache.HasSegment(id));
    }

    [Fact]
    public void Clean_up_takes_what_a_killed_process_held()
    {
        using var cache = Open(budgetBytes: 0);
        var id = ContentHash.Of([1, 2, 3]);
        Samples.Land(cache, [1, 2, 3]).Dispose();
        using (var child = ChildProcess.Start("cache-hold", _folder.Path, id.ToString()))
        {
            Assert.Equal("held", child.ReadLine());
            child.Kill();
        }

        Assert.Single(Directory.EnumerateFiles(_folder["v1/leases"]));
        cache.Maintain();
        Assert.False(cache.HasSegment(id));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/leases"]));
    }

    private static void AssertAllDone(LocalCache cache, List<string> done)
    {
        foreach (var parts in done.Select(line => line.Split(' ')))
        {
            switch (parts[0])
            {
                case "segment":
                    using (var segment = cache.TryOpenSegment(ContentHash.Parse(parts[1])))
                    {
                        Assert.NotNull(segment);
                    }

                    break;
                case "checkpoint":
                    Assert.Contains(ContentHash.Parse(parts[1]), cache.Checkpoints());
                    break;
                default:
                    Assert.Single(cache.ManifestsOf(Samples.Oid(int.Parse(parts[1], null)), Samples.Fingerprints));
                    break;
            }
        }
    }

    /// <summary>Every visible file is whole, whether its writer came to say so or not.</summary>
    private void AssertNothingBroken(LocalCache cache)
    {
        foreach (var path in Directory.EnumerateFiles(_folder["v1/segments"], "*", SearchOption.AllDirectories))
        {
            Assert.Equal(Path.GetFileNameWithoutExtension(path), ContentHash.OfFile(path).ToString());
        }

        var entries = Directory.Exists(_folder["v1/commits"]) ? Directory.EnumerateFiles(_folder["v1/commits"], "*", SearchOption.AllDirectories).Count() : 0;
        Assert.Equal(entries, cache.LatestManifests().Count());
    }

    private LocalCache Open(long? budgetBytes = null) => LocalCache.Open(new CacheOptions
    {
        Folder = _folder.Path,
        BudgetBytes = budgetBytes ?? CacheOptions.DefaultBudgetBytes,
        Report = _reports.Add,
    });
}
