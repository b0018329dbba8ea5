using Revdex.Storage;
using Revdex.Tests.Storage;
using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed class VectorLayerTests
{
    private static readonly ChunkKey[] Marks = [VectorWorld.Key("mark a"), VectorWorld.Key("mark b")];

    [Theory]
    [InlineData(71)]
    [InlineData(72)]
    [InlineData(73)]
    public void Whatever_came_and_went_it_is_what_writing_the_rest_at_once_gives(int seed)
    {
        var world = VectorWorld.Of(seed, 300, 16);
        var random = new Random(seed);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "layer.vec");
        var temporary = new TemporaryFiles(Path.Combine(folder.Path, "tmp"));
        var layer = new VectorLayer(world.Model);
        var present = new HashSet<VectorWorld.Blob>();
        for (var step = 0; step < 60; step++)
        {
            switch (random.Next(4))
            {
                case 0:
                    var gone = present.Where(_ => random.Next(3) == 0).ToList();
                    layer.Remove((oid, language) => gone.Any(b => b.Oid == oid && b.Language == language));
                    present.ExceptWith(gone);
                    break;
                case 1 when step % 5 == 0:
                    layer.Save(path, temporary);
                    layer.Dispose();
                    layer = VectorLayer.Load(path, world.Model);
                    break;
                default:
                    var batch = Enumerable.Range(0, random.Next(1, 20)).Select(_ => world.Blobs[random.Next(world.Blobs.Count)]).Distinct().ToList();
                    using (var builder = world.Builder(batch))
                    {
                        layer.Put(builder);
                    }

                    present.UnionWith(batch);
                    break;
            }

            using var view = layer.View();
            Assert.InRange(view.Sources.Count, 0, 10);
            var question = world.Question(random);
            using var whole = world.File(present);
            Assert.Equal(VectorSearch.Nearest(world.Model, [new(whole, null)], question, 15, default), VectorSearch.Nearest(world.Model, view.Sources, question, 15, default));
        }

        layer.Save(path, temporary);
        Assert.Equal(world.Bytes(present), File.ReadAllBytes(path));
        Assert.Empty(Directory.GetFiles(temporary.Folder));
        layer.Dispose();
    }

    [Fact]
    public void A_blob_put_again_has_what_it_was_put_with_last()
    {
        var world = VectorWorld.Of(74, 20, 16);
        var blob = world.Blobs.First(b => b.Places.Length > 2);
        using var layer = new VectorLayer(world.Model);
        Put(layer, world, [blob]);
        Put(layer, world, [blob with { Places = blob.Places[..1] }]);
        using var view = layer.View();
        Assert.Equal(blob.Places[..1], view.Sources.SelectMany(s => Enumerable.Range(0, s.File.PlaceCount).Where(p => s.Live!.HasBlob(s.File.BlobOfPlace(p))).Select(s.File.Place)));
    }

    [Fact]
    public async Task Searches_see_whole_batches_while_it_changes()
    {
        var world = VectorWorld.Of(75, 400, 16);
        var pairs = world.Blobs.Where(b => b.Places.Select(p => p.Key).Distinct().Count() > 1).ToList();
        world.Vectors.Add(Marks[0], world.Vectors.Values.First());
        world.Vectors.Add(Marks[1], world.Vectors.Values.Last());
        using var layer = new VectorLayer(world.Model);
        using var done = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 3).Select(i => Task.Run(() =>
        {
            var (random, searches) = (new Random(i), 0);
            do
            {
                // Most rounds only look, so that there are many; a view that lacks one mark is half of a batch.
                using var view = layer.View();
                var found = Marks.Count(mark => VectorSearch.PlacesOf(view.Sources, mark).Count > 0);
                Assert.NotEqual(1, found);
                if (searches++ % 32 == 0)
                {
                    var hits = VectorSearch.Nearest(world.Model, view.Sources, world.Question(random), VectorSearch.CountMax, default);
                    Assert.Equal(found, hits.Count(h => Marks.Contains(h.Key)));
                }
            }
            while (!done.IsCancellationRequested);
            return searches;
        })).ToArray();

        // The marks go from blob to blob, in two blobs at once; each batch takes them out of those before.
        for (var step = 0; step < 150; step++)
        {
            var (first, second) = (pairs[step % pairs.Count], pairs[(step + 1) % pairs.Count]);
            Put(layer, world, [Marked(first, Marks[0]), Marked(second, Marks[1])]);
            Put(layer, world, [Marked(first, Marks[0]), Marked(second, Marks[0]), Marked(pairs[(step + 2) % pairs.Count], Marks[1])]);
            if (step % 10 == 9)
            {
                layer.Remove((_, _) => true);
            }
        }

        await done.CancelAsync();
        Assert.All(await Task.WhenAll(readers), searches => Assert.True(searches > 0));
    }

    [Fact]
    public void What_is_no_layer_of_this_model_is_refused_by_name()
    {
        var world = VectorWorld.Of(76, 20, 16);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "layer.vec");
        using (var layer = new VectorLayer(world.Model))
        {
            Put(layer, world, world.Blobs);
            using var other = new VectorFileBuilder(new VectorModel("other", 16));
            Assert.Throws<RevdexException>(() => layer.Put(other));
            layer.Save(path, new TemporaryFiles(Path.Combine(folder.Path, "tmp")));
        }

        Assert.Contains("other", Assert.Throws<RevdexException>(() => VectorLayer.Load(path, new VectorModel("other", 16))).Message, StringComparison.Ordinal);
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.Contains("vector file layer, scales", Assert.Throws<InvalidDataException>(() => VectorLayer.Load(path, world.Model)).Message, StringComparison.Ordinal);
        File.WriteAllBytes(path, bytes[..100]);
        Assert.Throws<InvalidDataException>(() => VectorLayer.Load(path, world.Model));
        Assert.Throws<FileNotFoundException>(() => VectorLayer.Load(path + "x", world.Model));
    }

    [Fact]
    public void A_view_outlives_the_layer()
    {
        var world = VectorWorld.Of(77, 20, 16);
        var layer = new VectorLayer(world.Model);
        Put(layer, world, world.Blobs);
        var view = layer.View();
        layer.Dispose();
        Assert.NotEmpty(VectorSearch.Nearest(world.Model, view.Sources, world.Question(new Random(1)), 5, default));
        view.Dispose();
        view.Dispose();
        Assert.Throws<ObjectDisposedException>(() => view.Sources[0].File.Lease());
        Assert.Throws<ObjectDisposedException>(layer.View);
        Assert.Throws<ObjectDisposedException>(() => layer.Remove((_, _) => true));
    }

    private static VectorWorld.Blob Marked(VectorWorld.Blob blob, ChunkKey mark) => blob with { Places = [blob.Places[0] with { Key = mark }] };

    private static void Put(VectorLayer layer, VectorWorld world, IEnumerable<VectorWorld.Blob> blobs)
    {
        using var builder = world.Builder(blobs);
        layer.Put(builder);
    }
}
