using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed class RowClusteringTests
{
    private static readonly VectorWorld World = VectorWorld.Of(61, 4000, 24);

    [Fact]
    public void Lists_do_not_hang_on_the_number_of_threads()
    {
        using var file = World.File(World.Blobs);
        var plan = new VectorFilePlan(World.Model, [file]);
        for (var blob = 0; blob < file.BlobCount; blob++)
        {
            var (start, end) = file.PlacesOf(blob);
            plan.AddBlob(file.Oid(blob), file.Language(blob), [.. Enumerable.Range(start, end - start).Select(file.Place)]);
        }

        for (var row = 0; row < file.RowCount; row++)
        {
            plan.AddRow(new RowOrigin(file.Key(row), 0, row));
        }

        plan.Complete();
        var (one, many) = (RowClustering.Of(plan, 1), RowClustering.Of(plan, 7));
        Assert.Equal(one.Order, many.Order);
        Assert.Equal(one.Ends, many.Ends);
        Assert.Equal(one.Centroids, many.Centroids);
        Assert.Equal(Enumerable.Range(0, file.RowCount), one.Order.Order());
        Assert.All(one.Positions.Index(), p => Assert.Equal(p.Index, one.Order[p.Item]));
    }

    [Fact]
    public void A_file_with_lists_says_the_same_as_one_without()
    {
        using var plain = World.File(World.Blobs);
        using var listed = World.File(World.Blobs, listRowsMin: 1);
        listed.Verify();
        Assert.True(listed.ListCount > 4);
        for (var row = 0; row < plain.RowCount; row++)
        {
            var key = plain.Key(row);
            Assert.True(listed.TryFindRow(key, out var found));
            Assert.Equal(plain.Scale(row), listed.Scale(found));
            Assert.Equal(VectorSearch.PlacesOf([new(plain, null)], key), VectorSearch.PlacesOf([new(listed, null)], key));
        }

        Assert.Equal(World.Bytes(World.Blobs), VectorMerger.ToBytes(World.Model, [listed], (_, _) => true));
        var question = World.Question(new Random(1));
        Assert.Equal(VectorSearch.Nearest(World.Model, [new(plain, null)], question, 50, default), VectorSearch.Nearest(World.Model, [new(listed, null)], question, 50, default));
    }

    [Theory]
    [InlineData(100)]
    [InlineData(20)]
    [InlineData(2)]
    public void Lists_are_looked_at_until_enough_rows_are_live(int percent)
    {
        using var file = World.File(World.Blobs, listRowsMin: 1);
        var random = new Random(62);
        var live = percent == 100 ? null : LiveRows.Of(file, (_, _) => random.Next(100) < percent);
        var question = World.Question(random);
        const int Wanted = 200;
        var ranges = RowLists.RangesFor(file, live, VectorQuery.Of(World.Model, question), Wanted);
        int CountOf(RowRange r) => live?.CountIn(r.Start, r.End) ?? r.Count;
        var seen = ranges.Sum(CountOf);
        if ((live?.Count ?? file.RowCount) <= Wanted)
        {
            Assert.Equal(live?.Count, seen);
            return;
        }

        Assert.InRange(seen, Wanted, file.RowCount);
        Assert.True(seen - CountOf(ranges[^1]) < Wanted, "a list too many");
        Assert.Equal(ranges.Length, ranges.Distinct().Count());
    }

    /// <summary>Of clustered data the true neighbours lie in the lists looked at first.</summary>
    [Fact]
    public void The_nearest_lists_hold_the_nearest_rows()
    {
        using var file = World.File(World.Blobs, listRowsMin: 1);
        var random = new Random(63);
        var (found, wanted) = (0, 0);
        for (var round = 0; round < 50; round++)
        {
            var question = World.Question(random);
            var query = VectorQuery.Of(World.Model, question);
            var exact = RowScan.Run(file, null, query, [new RowRange(0, file.RowCount)], 10).Rows.ToArray();
            var some = RowScan.Run(file, null, query, RowLists.RangesFor(file, null, query, file.RowCount / 4), 10).Rows.ToArray();
            (found, wanted) = (found + exact.Intersect(some).Count(), wanted + exact.Length);
        }

        Assert.InRange(found, wanted * 8 / 10, wanted);
    }

    [Fact]
    public void Rows_that_are_all_alike_are_gathered_too()
    {
        var model = new VectorModel("m", 2);
        using var builder = new VectorFileBuilder(model);
        ChunkKey[] keys = [.. Enumerable.Range(0, 3000).Select(i => VectorWorld.Key($"{i}"))];
        builder.AddRows(keys, [.. keys.SelectMany(_ => new float[] { 1, 1 })]);
        builder.AddBlob(Revdex.Git.Oid.OfBlob("x"u8, Revdex.Git.ObjectFormat.Sha1), VectorWorld.Languages[0], [.. keys.Select((key, i) => new ChunkPlace(key, i, i, i, i, -1))]);
        using var to = new MemoryStream();
        builder.Write(to, 1);
        using var file = VectorFile.FromMemory(to.ToArray(), "alike");
        Assert.Equal(keys.Order().Take(20), VectorSearch.Nearest(model, [new(file, null)], [1, 1], 20, default).Select(h => h.Key));
    }
}
