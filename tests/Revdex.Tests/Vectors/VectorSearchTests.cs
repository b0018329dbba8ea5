using Revdex.Git;
using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed class VectorSearchTests
{
    [Theory]
    [InlineData(51, 40, 3)]
    [InlineData(52, 400, 8)]
    [InlineData(53, 700, 384)]
    public void It_finds_what_plain_arithmetic_finds_but_for_rounding(int seed, int blobCount, int dimensions)
    {
        var world = VectorWorld.Of(seed, blobCount, dimensions);
        var random = new Random(seed);
        var parts = world.Blobs.GroupBy(_ => random.Next(3)).Select(batch => world.File(batch)).ToList();
        for (var round = 0; round < 5; round++)
        {
            var question = world.Question(random);
            var hits = VectorSearch.Nearest(world.Model, Sources(parts), question, 20, default);
            RequireNearest(world, world.Blobs, question, hits, 20);
        }

        parts.ForEach(p => p.Dispose());
    }

    [Fact]
    public void However_the_vectors_are_distributed_the_answer_is_one()
    {
        var world = VectorWorld.Of(54, 3000, 24);
        var random = new Random(54);
        using var whole = world.File(world.Blobs);
        Assert.True(whole.RowCount > 4000);
        var parts = world.Blobs.GroupBy(_ => random.Next(5)).Select(batch => world.File(batch)).ToList();
        List<VectorFile> twice = [.. parts, whole, parts[2]];
        for (var round = 0; round < 20; round++)
        {
            var question = world.Question(random);
            var expected = VectorSearch.Nearest(world.Model, Sources([whole]), question, 30, default);
            Assert.Equal(expected, VectorSearch.Nearest(world.Model, Sources(parts), question, 30, default));
            Assert.Equal(expected, VectorSearch.Nearest(world.Model, Sources(twice), question, 30, default));
            foreach (var hit in expected.Take(3))
            {
                var places = world.Blobs.SelectMany(b => b.Places.Where(p => p.Key == hit.Key).Distinct().Select(p => new BlobPlace(b.Oid, b.Language, p))).ToHashSet();
                Assert.Equal(places, VectorSearch.PlacesOf(Sources(twice), hit.Key).ToHashSet());
            }
        }

        parts.ForEach(p => p.Dispose());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(90)]
    public void Only_what_is_live_counts(int percent)
    {
        var world = VectorWorld.Of(55, 2000, 24);
        var random = new Random(55);
        var live = world.Blobs.Where(_ => random.Next(100) < percent).ToList();
        var keys = live.Select(b => (b.Oid, b.Language)).ToHashSet();
        using var file = world.File(world.Blobs);
        using var alone = world.File(live);
        VectorSource[] sources = [new(file, LiveRows.Of(file, (f, blob) => keys.Contains((f.Oid(blob), f.Language(blob)))))];
        Assert.Equal(alone.RowCount, sources[0].Live!.Count);
        for (var round = 0; round < 10; round++)
        {
            var question = world.Question(random);
            var hits = VectorSearch.Nearest(world.Model, sources, question, 20, default);
            Assert.Equal(VectorSearch.Nearest(world.Model, Sources([alone]), question, 20, default), hits);
            Assert.All(hits, hit => Assert.All(VectorSearch.PlacesOf(sources, hit.Key), place => Assert.Contains((place.Oid, place.Language), keys)));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Live_rows_of_any_range_are_counted(int part)
    {
        var world = VectorWorld.Of(60, 80, 4);
        var random = new Random(60);
        using var file = world.File(world.Blobs);
        var live = LiveRows.Of(file, (_, _) => random.Next(part) == 0);
        Assert.InRange(live.Count, 65, file.RowCount);
        for (var start = 0; start <= file.RowCount; start++)
        {
            for (var end = start; end <= file.RowCount; end++)
            {
                Assert.Equal(Enumerable.Range(start, end - start).Count(live.HasRow), live.CountIn(start, end));
            }
        }
    }

    [Fact]
    public void Two_threads_and_one_give_the_same()
    {
        var world = VectorWorld.Of(56, 9000, 8);
        using var file = world.File(world.Blobs);
        Assert.True(file.RowCount > 8192);
        var random = new Random(56);
        for (var round = 0; round < 20; round++)
        {
            var query = VectorQuery.Of(world.Model, world.Question(random));
            var one = RowScan.Run(file, null, query, [new RowRange(0, file.RowCount)], 50, isShared: false);
            var two = RowScan.Run(file, null, query, [.. Enumerable.Range(0, file.RowCount).Select(i => new RowRange(i, i + 1))], 50, isShared: true);
            Assert.Equal(one.Rows.ToArray().Order(), two.Rows.ToArray().Order());
        }
    }

    [Fact]
    public void Questions_that_cannot_be_asked_are_refused()
    {
        var world = VectorWorld.Of(57, 5);
        using var file = world.File(world.Blobs);
        VectorSource[] sources = [new(file, null)];
        var vector = world.Vectors.Values.First();
        Assert.Throws<RevdexException>(() => VectorSearch.Nearest(world.Model, sources, vector.AsSpan(1), 5, default));
        Assert.Throws<RevdexException>(() => VectorSearch.Nearest(new VectorModel("other", 40), sources, vector, 5, default));
        Assert.Throws<RevdexException>(() => VectorSearch.Nearest(world.Model, sources, new float[40], 5, default));
        Assert.Throws<ArgumentOutOfRangeException>(() => VectorSearch.Nearest(world.Model, sources, vector, VectorSearch.CountMax + 1, default));
        Assert.Throws<OperationCanceledException>(() => VectorSearch.Nearest(world.Model, sources, vector, 5, new CancellationToken(true)));
        Assert.Empty(VectorSearch.Nearest(world.Model, [], vector, 5, default));
    }

    [Fact]
    public void A_scan_allocates_nothing_by_row()
    {
        var (small, large) = (VectorWorld.Of(58, 200, 16), VectorWorld.Of(59, 5000, 16));
        Assert.InRange(Allocated(large), 0, Allocated(small) + 4096);
    }

    private static long Allocated(VectorWorld world)
    {
        using var file = world.File(world.Blobs);
        VectorSource[] sources = [new(file, null)];
        var question = world.Question(new Random(1));
        VectorSearch.Nearest(world.Model, sources, question, 20, default);
        var before = GC.GetAllocatedBytesForCurrentThread();
        VectorSearch.Nearest(world.Model, sources, question, 20, default);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    internal static VectorSource[] Sources(IEnumerable<VectorFile> files) => [.. files.Select(f => new VectorSource(f, null))];

    /// <summary>Scores are right but for rounding, they descend, and what is left out has no more than the least, but for rounding.</summary>
    internal static void RequireNearest(VectorWorld world, IEnumerable<VectorWorld.Blob> blobs, float[] question, VectorHit[] hits, int count)
    {
        var exact = world.Exact(blobs, question);
        Assert.Equal(Math.Min(count, exact.Count), hits.Length);
        Assert.Equal(hits.Length, hits.Select(h => h.Key).Distinct().Count());
        Assert.Equal(hits.OrderByDescending(h => h.Score).ThenBy(h => h.Key), hits);
        var scores = exact.ToDictionary(h => h.Key, h => h.Score);
        Assert.All(hits, hit => Assert.InRange(hit.Score, scores[hit.Key] - world.ErrorMax(hit.Key, question), scores[hit.Key] + world.ErrorMax(hit.Key, question)));
        var found = hits.Select(h => h.Key).ToHashSet();
        Assert.All(exact.Where(h => !found.Contains(h.Key)), h => Assert.True(h.Score <= hits[^1].Score + world.ErrorMax(h.Key, question), $"{h} was left out, {hits[^1]} was not"));
    }
}
