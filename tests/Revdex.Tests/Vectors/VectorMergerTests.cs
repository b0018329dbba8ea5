using Revdex.Git;
using Revdex.Vectors;

namespace Revdex.Tests.Vectors;

public sealed class VectorMergerTests
{
    [Theory]
    [InlineData(31, 0, 3)]
    [InlineData(32, 1, 2)]
    [InlineData(33, 150, 1)]
    [InlineData(34, 150, 4)]
    [InlineData(35, 60, 60)]
    public void Any_batches_merged_are_the_file_written_at_once(int seed, int count, int batches)
    {
        var world = VectorWorld.Of(seed, count, format: seed % 2 == 0 ? ObjectFormat.Sha1 : ObjectFormat.Sha256);
        var random = new Random(seed);
        var parts = world.Blobs.GroupBy(_ => random.Next(batches)).Select(batch => world.File(batch)).ToList();
        Assert.Equal(world.Bytes(world.Blobs), VectorMerger.ToBytes(world.Model, parts, (_, _) => true));
        Assert.Equal(world.Bytes(world.Blobs), VectorMerger.ToBytes(world.Model, [.. parts, .. parts], (_, _) => true));
        Dispose(parts);
    }

    [Theory]
    [InlineData(41, int.MaxValue)]
    [InlineData(42, 1)]
    public void What_is_not_kept_leaves_no_trace(int seed, int listRowsMin)
    {
        var world = VectorWorld.Of(seed, 150);
        var random = new Random(seed);
        var parts = world.Blobs.GroupBy(_ => random.Next(4)).Select(batch => world.File(batch, listRowsMin)).ToList();
        var kept = world.Blobs.Where(b => b.Language.Id != "go" && b.Oid.Span[3] % 3 != 0).ToList();
        var keys = kept.Select(b => (b.Oid, b.Language)).ToHashSet();
        using var to = new MemoryStream();
        VectorMerger.Merge(world.Model, parts, (file, blob) => keys.Contains((file.Oid(blob), file.Language(blob))), listRowsMin, to);
        Assert.Equal(world.Bytes(kept, listRowsMin), to.ToArray());
        Dispose(parts);
    }

    [Fact]
    public void Merging_merged_files_changes_nothing()
    {
        var world = VectorWorld.Of(44, 120);
        var parts = world.Blobs.Chunk(10).Select(batch => world.File(batch)).ToList();
        var halves = new[] { parts[..6], parts[6..] }.Select(half => VectorFile.FromMemory(VectorMerger.ToBytes(world.Model, half, (_, _) => true), "half")).ToList();
        Assert.Equal(world.Bytes(world.Blobs), VectorMerger.ToBytes(world.Model, halves, (_, _) => true));
        Dispose([.. parts, .. halves]);
    }

    [Fact]
    public void A_chunk_that_was_set_aside_in_one_file_and_not_in_another_is_there()
    {
        var (model, key, blob) = (new VectorModel("m", 2), VectorWorld.Key("a"), Oid.OfBlob("x"u8, ObjectFormat.Sha1));
        byte[] With(float value)
        {
            using var builder = new VectorFileBuilder(model);
            builder.AddRows([key, VectorWorld.Key("b")], [value, value, 1, 2]);
            builder.AddBlob(blob, VectorWorld.Languages[0], [new ChunkPlace(key, 1, 1, 0, 1, -1), new ChunkPlace(VectorWorld.Key("b"), 2, 2, 2, 3, -1)]);
            return builder.ToBytes();
        }

        List<VectorFile> parts = [VectorFile.FromMemory(With(0), "a"), VectorFile.FromMemory(With(1), "b")];
        Assert.Equal(1, parts[0].PlaceCount);
        Assert.Equal(With(1), VectorMerger.ToBytes(model, parts, (_, _) => true));
        Dispose(parts);
    }

    [Fact]
    public void Files_of_two_models_are_not_merged()
    {
        var (world, other) = (VectorWorld.Of(45, 5), VectorWorld.Of(45, 5, 41));
        List<VectorFile> parts = [world.File(world.Blobs), other.File(other.Blobs)];
        Assert.Throws<RevdexException>(() => VectorMerger.ToBytes(world.Model, parts, (_, _) => true));
        Dispose(parts);
    }

    private static void Dispose(List<VectorFile> files) => files.ForEach(f => f.Dispose());
}
