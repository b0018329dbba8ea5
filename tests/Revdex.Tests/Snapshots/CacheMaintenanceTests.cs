using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class CacheMaintenanceTests : IDisposable
{
    private const int SegmentSize = 1_000_000;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Least_recently_used_go_until_the_budget_is_kept()
    {
        var ids = Enumerable.Range(1, 5).Select(SaveSnapshot).ToList();
        using var cache = Open(budgetBytes: 3 * SegmentSize + 100_000);
        Age(ids[0], 1);
        Age(ids[1], 30);
        Age(ids[2], 20);
        Age(ids[3], 2);
        Age(ids[4], 3);
        var usage = cache.Maintain();
        Assert.Equal([true, false, false, true, true], ids.Select(cache.HasSegment));
        Assert.True(usage.SizeBytes <= cache.Options.BudgetBytes);
        Assert.InRange(usage.RemovedBytes, 2 * SegmentSize, 2 * SegmentSize + 10_000);
        Assert.Equal([1, 0, 0, 1, 1], Enumerable.Range(1, 5).Select(i => cache.ManifestsOf(Samples.Oid(i), Samples.Fingerprints).Count));
        Assert.Equal(3, Directory.EnumerateFiles(_folder["v1/commits"], "*", SearchOption.AllDirectories).Count());
    }

    [Fact]
    public void What_a_live_reader_holds_stays_over_budget_and_over_age()
    {
        var held = SaveSnapshot(1);
        var free = SaveSnapshot(2);
        using var cache = Open(budgetBytes: 0);
        using var reader = Open(budgetBytes: 0);
        using (reader.TryOpenSegment(held))
        {
            Age(held, days: 90);
            cache.Maintain();
            Assert.Equal([true, false], [cache.HasSegment(held), cache.HasSegment(free)]);
        }

        cache.Maintain();
        Assert.False(cache.HasSegment(held));
    }

    [Fact]
    public void Lease_of_a_dead_process_counts_for_nothing()
    {
        var id = SaveSnapshot(1);
        using var cache = Open(budgetBytes: 0);
        var dead = ProcessIdentity.Current with { StartedAt = ProcessIdentity.Current.StartedAt - 1 };
        Directory.CreateDirectory(_folder["v1/leases"]);
        File.WriteAllText(_folder[$"v1/leases/{dead}-1.lease"], id + "\n");
        cache.Maintain();
        Assert.False(cache.HasSegment(id));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/leases"]));
    }

    [Fact]
    public void Lease_file_is_gone_with_its_last_lease()
    {
        using var cache = Open();
        var id = SaveSnapshot(cache, 1);
        using (cache.TryOpenSegment(id))
        using (cache.TryOpenSegment(id))
        {
            Assert.Single(Directory.EnumerateFiles(_folder["v1/leases"]));
        }

        Assert.Empty(Directory.EnumerateFiles(_folder["v1/leases"]));
    }

    [Fact]
    public void Unused_entries_go_after_their_time()
    {
        using var cache = Open(timeToLive: TimeSpan.FromDays(30));
        var old = SaveSnapshot(cache, 1);
        var recent = SaveSnapshot(cache, 2);
        Age(old, 31);
        Age(recent, 29);
        cache.Maintain();
        Assert.Equal([false, true], [cache.HasSegment(old), cache.HasSegment(recent)]);
    }

    [Fact]
    public void Using_an_entry_makes_it_young()
    {
        using var cache = Open();
        var id = SaveSnapshot(cache, 1);
        Age(id, 29);
        cache.TryOpenSegment(id)!.Dispose();
        Assert.True(DateTime.UtcNow - File.GetLastWriteTimeUtc(PathOf(id)) < TimeSpan.FromMinutes(10));
    }

    [Fact]
    public void Segments_that_nothing_names_go_after_an_hour()
    {
        using var cache = Open();
        using var young = Samples.Land(cache, [1]);
        using var merged = Samples.Land(cache, [2]);
        using var checkpoint = Samples.Land(cache, [3]);
        cache.SaveCheckpoint(checkpoint);
        young.Dispose();
        merged.Dispose();
        checkpoint.Dispose();
        Age(merged.Id, days: 1);
        Age(checkpoint.Id, days: 1);
        cache.Maintain();
        Assert.Equal([true, false, true], new[] { young, merged, checkpoint }.Select(s => cache.HasSegment(s.Id)));
    }

    [Fact]
    public void Checkpoints_whose_facts_a_later_entry_has_go_and_others_stay()
    {
        using var cache = Open();
        var one = Checkpoint(cache, 1, 2);
        var two = Checkpoint(cache, 3, 4);
        var partly = Checkpoint(cache, 5, 6);
        var later = Checkpoint(cache, 1, 3);
        var final = LandFacts(cache, 1, 2, 3, 4, 5);
        cache.SaveManifest(Samples.Manifest(9, Samples.Local(final), Samples.Local(two, SegmentKind.Increment)));
        File.SetLastWriteTimeUtc(_folder[$"v1/checkpoints/{later.Id}"], DateTime.UtcNow.AddMinutes(1));
        foreach (var segment in new[] { one, two, partly, later, final })
        {
            segment.Dispose();
            Age(segment.Id, days: 1);
        }

        cache.Maintain();
        Assert.Equal([partly.Id, later.Id], cache.Checkpoints().Order(Comparer<ContentHash>.Create((a, b) => a == partly.Id ? -1 : b == partly.Id ? 1 : 0)));
        Assert.Equal([false, true, true, true, true], new[] { one, two, partly, later, final }.Select(s => cache.HasSegment(s.Id)));
    }

    [Fact]
    public void Corrupt_files_go_before_good_ones()
    {
        using var cache = Open(budgetBytes: SegmentSize + 100_000);
        var bad = SaveSnapshot(cache, 1);
        File.WriteAllBytes(PathOf(bad), new byte[SegmentSize]);
        using (var later = Open())
        {
            Assert.Null(later.TryOpenSegment(bad));
        }

        var good = SaveSnapshot(cache, 2);
        Age(good, 20);
        cache.Maintain();
        Assert.True(cache.HasSegment(good));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/quarantine"]));
    }

    [Fact]
    public void Clean_up_comes_by_itself_once_an_hour()
    {
        using var cache = Open(timeToLive: TimeSpan.FromDays(30));
        var first = SaveSnapshot(cache, 1);
        Age(first, 40);
        SaveSnapshot(cache, 2);
        Assert.True(cache.HasSegment(first));
        File.SetLastWriteTimeUtc(_folder["v1/maintenance"], DateTime.UtcNow.AddHours(-2));
        SaveSnapshot(cache, 3);
        Assert.False(cache.HasSegment(first));
    }

    [Fact]
    public void Clean_up_comes_by_itself_after_much_was_written()
    {
        using var cache = Open(budgetBytes: 5 * SegmentSize);
        foreach (var i in Enumerable.Range(1, 20))
        {
            SaveSnapshot(cache, i);
        }

        Assert.InRange(Directory.EnumerateFiles(_folder["v1/segments"], "*", SearchOption.AllDirectories).Count(), 3, 5);
    }

    [Fact]
    public void One_process_at_a_time_cleans_up()
    {
        var id = SaveSnapshot(1);
        using var cache = Open(budgetBytes: 0);
        using (new FileStream(_folder["v1/maintenance"], FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Equal(default, cache.Maintain());
            Assert.True(cache.HasSegment(id));
        }

        cache.Maintain();
        Assert.False(cache.HasSegment(id));
    }

    [Fact]
    public void Unreadable_entries_go()
    {
        using var cache = Open();
        var id = SaveSnapshot(cache, 1);
        File.Delete(PathOf(id));
        cache.Maintain();
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/commits"], "*", SearchOption.AllDirectories));
    }

    private LocalCache Open(long? budgetBytes = null, TimeSpan? timeToLive = null) => LocalCache.Open(new CacheOptions
    {
        Folder = _folder.Path,
        BudgetBytes = budgetBytes ?? CacheOptions.DefaultBudgetBytes,
        TimeToLive = timeToLive ?? CacheOptions.DefaultTimeToLive,
    });

    private static CachedSegment Checkpoint(LocalCache cache, params int[] blobs)
    {
        var segment = LandFacts(cache, blobs);
        cache.SaveCheckpoint(segment);
        return segment;
    }

    private static CachedSegment LandFacts(LocalCache cache, params int[] blobs)
    {
        using var draft = cache.NewSegment();
        SegmentWriter.Write([.. blobs.Select(b => LineFacts.Of(Samples.Oid(b), "csharp", BitConverter.GetBytes(b)))], [new SegmentLanguage("csharp", "1")], draft.Stream);
        return draft.Land();
    }

    private ContentHash SaveSnapshot(int number)
    {
        using var cache = Open();
        return SaveSnapshot(cache, number);
    }

    private static ContentHash SaveSnapshot(LocalCache cache, int number)
    {
        using var segment = Samples.Land(cache, Samples.Bytes(SegmentSize, number));
        cache.SaveManifest(Samples.Manifest(number, Samples.Local(segment)));
        return segment.Id;
    }

    private string PathOf(ContentHash id) => _folder[$"v1/segments/{id.ToString()[..2]}/{id}.seg"];

    private void Age(ContentHash id, double days) => File.SetLastWriteTimeUtc(PathOf(id), DateTime.UtcNow.AddDays(-days));
}
