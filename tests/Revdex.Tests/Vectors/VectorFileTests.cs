using Revdex.Git;
using Revdex.Tests.Storage;
using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed class VectorFileTests
{
    [Theory]
    [InlineData(1, 0, 8)]
    [InlineData(2, 30, 64)]
    [InlineData(3, 200, 40)]
    public void What_was_put_in_is_found(int seed, int blobCount, int dimensions)
    {
        var world = VectorWorld.Of(seed, blobCount, dimensions, seed % 2 == 0 ? ObjectFormat.Sha1 : ObjectFormat.Sha256);
        using var file = world.File(world.Blobs);
        file.Verify();
        Assert.Equal(world.Model, file.Model);
        Assert.Equal(world.Blobs.Count, file.BlobCount);
        Assert.Equal(world.Blobs.SelectMany(b => b.Places).DistinctBy(p => p.Key).Count(), file.RowCount);
        foreach (var blob in world.Blobs)
        {
            Assert.True(file.TryFindBlob(blob.Oid, file.FindLanguage(blob.Language.Id, blob.Language.Fingerprint), out var found));
            var (start, end) = file.PlacesOf(found);
            Assert.Equal(blob.Places.Order(), Enumerable.Range(start, end - start).Select(file.Place));
            Assert.All(Enumerable.Range(start, end - start), place => Assert.Equal(found, file.BlobOfPlace(place)));
            Assert.All(Enumerable.Range(start, end - start), place => Assert.Contains(place, file.PlacesOfRow(file.RowOfPlace(place)).ToArray()));
        }

        Assert.False(file.TryFindRow(VectorWorld.Key("no text"), out _));
        Assert.False(file.HasBlob(Oid.OfBlob("no blob"u8, ObjectFormat.Sha1), VectorWorld.Languages[0]));
    }

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public void Any_order_gives_the_same_bytes(int listRowsMin)
    {
        var world = VectorWorld.Of(4, 120);
        var random = new Random(4);
        var shuffled = world.Blobs.OrderBy(_ => random.Next()).ToList();
        Assert.NotEqual(world.Blobs, shuffled);
        Assert.Equal(world.Bytes(world.Blobs, listRowsMin), world.Bytes(shuffled, listRowsMin));
        Assert.Equal(world.Bytes(world.Blobs, listRowsMin), world.Bytes([.. shuffled, .. world.Blobs], listRowsMin));
    }

    [Fact]
    public void Rows_beyond_memory_go_to_a_file_and_come_back()
    {
        var world = VectorWorld.Of(5, 2500);
        using var builder = world.Builder(world.Blobs, memoryMaxBytes: 0);
        Assert.True(builder.RowCount > 1000, "nothing went to the file");
        Assert.Equal(world.Bytes(world.Blobs), builder.ToBytes());
    }

    [Fact]
    public void Rows_begin_on_cache_lines_of_the_mapped_file()
    {
        var world = VectorWorld.Of(6, 20, 100);
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "a.vec");
        File.WriteAllBytes(path, world.Bytes(world.Blobs));
        using var file = VectorFile.Open(path);
        unsafe
        {
            Assert.True((nint)file.Rows.Row(0) % 64 == 0);
        }

        Assert.Equal(128, file.Rows.Stride);
    }

    [Fact]
    public void What_is_no_vector_is_set_aside_and_the_rest_goes_on()
    {
        var model = new VectorModel("m", 2);
        using var builder = new VectorFileBuilder(model);
        ChunkKey[] keys = [.. Enumerable.Range(0, 6).Select(i => VectorWorld.Key($"{i}"))];
        var setAside = builder.AddRows(keys, [1, 0, float.NaN, 1, 1, float.PositiveInfinity, 0, 0, float.NegativeInfinity, 0, -3, 4]);
        Assert.Equal(keys[1..5], setAside);
        var oid = Oid.OfBlob("x"u8, ObjectFormat.Sha1);
        builder.AddBlob(oid, VectorWorld.Languages[0], [.. keys.Select((key, i) => new ChunkPlace(key, i, i, i, i, -1))]);
        using var file = VectorFile.FromMemory(builder.ToBytes(), "test");
        Assert.Equal(2, file.RowCount);
        Assert.Equal(new[] { keys[0], keys[5] }, Enumerable.Range(0, file.PlaceCount).Select(place => file.Place(place).Key));
    }

    [Fact]
    public void Nothing_but_bad_vectors_is_an_error()
    {
        using var builder = new VectorFileBuilder(new VectorModel("m", 2));
        var error = Assert.Throws<RevdexException>(() => builder.AddRows([VectorWorld.Key("a"), VectorWorld.Key("b")], [0, 0, float.NaN, 1]));
        Assert.Contains("m gave no usable vector for any of 2 texts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_dimensions_another_model_and_a_text_without_a_vector_are_refused()
    {
        var world = VectorWorld.Of(7, 10);
        using var file = world.File(world.Blobs);
        using var other = new VectorFileBuilder(new VectorModel("other", 40));
        Assert.Contains("39 dimensions", Assert.Throws<RevdexException>(() => other.AddRows([VectorWorld.Key("a")], new float[39])).Message, StringComparison.Ordinal);
        Assert.Contains("model 40", Assert.Throws<RevdexException>(() => other.AddRow(file, 0)).Message, StringComparison.Ordinal);
        Assert.Throws<RevdexException>(() => new VectorModel("m", VectorModel.DimensionsMax + 1));
        Assert.Throws<RevdexException>(() => new VectorModel("", 3));
        other.AddBlob(world.Blobs[0].Oid, VectorWorld.Languages[0], [new ChunkPlace(VectorWorld.Key("a"), 1, 1, 0, 1, -1)]);
        Assert.Throws<ArgumentException>(() => other.ToBytes());
    }

    [Fact]
    public void Of_two_rows_for_one_text_the_same_counts_in_any_order()
    {
        var (model, key, blob) = (new VectorModel("m", 2), VectorWorld.Key("a"), Oid.OfBlob("x"u8, ObjectFormat.Sha1));
        var files = new[] { new float[] { 1, 0.5f, 1, 0.25f }, [1, 0.25f, 1, 0.5f] }.Select(vectors =>
        {
            using var builder = new VectorFileBuilder(model);
            builder.AddRows([key], vectors.AsSpan(0, 2));
            builder.AddRows([key], vectors.AsSpan(2));
            builder.AddBlob(blob, VectorWorld.Languages[0], [new ChunkPlace(key, 1, 1, 0, 1, -1)]);
            return builder.ToBytes();
        }).ToList();
        Assert.Equal(files[0], files[1]);
    }

    [Fact]
    public void A_row_taken_from_another_file_is_that_row()
    {
        var world = VectorWorld.Of(8, 50);
        using var file = world.File(world.Blobs);
        using var builder = new VectorFileBuilder(world.Model);
        for (var row = 0; row < file.RowCount; row++)
        {
            builder.AddRow(file, row);
        }

        world.Blobs.ForEach(blob => builder.AddBlob(blob.Oid, blob.Language, blob.Places));
        Assert.Equal(world.Bytes(world.Blobs), builder.ToBytes());
    }
}
