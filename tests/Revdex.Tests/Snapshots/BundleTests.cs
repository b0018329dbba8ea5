using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class BundleTests : IDisposable
{
    private const int BlockSize = 64 * 1024;

    private const int EntryBytes = 36;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BlockSize - 1)]
    [InlineData(BlockSize)]
    [InlineData(BlockSize + 1)]
    [InlineData(9 * BlockSize + 12_345)]
    public async Task Unpacks_what_it_packed(int size)
    {
        foreach (var content in new[] { Samples.Text(size), Samples.Bytes(size), new byte[size] })
        {
            Assert.Equal(content, await UnpackAsync(Pack(content), content));
        }
    }

    [Fact]
    public void Bytes_do_not_depend_on_the_number_of_threads()
    {
        var content = Samples.Text(40 * BlockSize + 77);
        var one = Pack(content, workers: 1);
        Assert.Equal(one, Pack(content, workers: 2));
        Assert.Equal(one, Pack(content, workers: 8));
        Assert.True(one.Length < content.Length / 2);
    }

    [Fact]
    public void Names_what_it_wrote()
    {
        var content = Samples.Text(300_000);
        File.WriteAllBytes(_folder["segment"], content);
        using var to = File.Create(_folder["bundle"]);
        var packed = Bundle.Pack(_folder["segment"], ContentHash.Of(content), to);
        to.Dispose();
        var bundle = File.ReadAllBytes(_folder["bundle"]);
        Assert.Equal(new ObjectRef(ContentHash.Of(bundle), bundle.Length), packed.Bundle);
        Assert.Equal(new ObjectRef(ContentHash.Of(bundle.AsSpan(0, 64 + (5 * EntryBytes))), 64 + (5 * EntryBytes)), packed.Head);
    }

    [Fact]
    public async Task Every_truncation_is_refused()
    {
        var content = Samples.Text(2 * BlockSize);
        var bundle = Pack(content);
        var entry = Entry(bundle, content);
        foreach (var length in Enumerable.Range(0, 80).Concat([bundle.Length / 2, bundle.Length - 1]))
        {
            await AssertRefusedAsync(bundle[..length], entry, $"offset {length}: it ends there");
        }

        await AssertRefusedAsync([.. bundle, 0], entry, $"more than {bundle.Length} bytes");
    }

    [Fact]
    public async Task Every_flipped_bit_of_the_head_is_noticed_whether_the_manifest_has_its_hash_or_not()
    {
        var content = Samples.Text(2 * BlockSize + 5);
        var bundle = Pack(content);
        var entry = Entry(bundle, content);
        for (var bit = 0; bit < (64 + 3 * EntryBytes) * 8; bit++)
        {
            var changed = bundle.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            await AssertRefusedAsync(changed, entry, "bytes of its head hash to");
            await AssertRefusedAsync(changed, entry with { Head = HeadOf(changed, 3) }, "offset");
        }
    }

    [Fact]
    public async Task Damaged_block_is_named_and_nothing_is_made_of_it()
    {
        var content = Samples.Text(2 * BlockSize);
        var bundle = Pack(content);
        var entry = Entry(bundle, content);
        for (var at = 64 + 2 * EntryBytes; at < bundle.Length; at += 997)
        {
            var changed = bundle.ToArray();
            changed[at] ^= 0x55;
            var block = at < 64 + (2 * EntryBytes) + BitConverter.ToInt32(bundle, 64) ? 0 : 1;
            await AssertRefusedAsync(changed, entry, $"bytes of block {block} do not have its hash");
            Assert.All(File.ReadAllBytes(_folder["unpacked"]).Skip(block * BlockSize).Take(BlockSize), b => Assert.Equal(0, b));
        }
    }

    [Theory]
    [InlineData(16, long.MaxValue)]
    [InlineData(16, 1L << 36)]
    [InlineData(12, uint.MaxValue)]
    [InlineData(12, 0)]
    [InlineData(56, uint.MaxValue)]
    [InlineData(64, uint.MaxValue)]
    [InlineData(64, 0)]
    public async Task Huge_lengths_are_refused_before_anything_is_allocated(int offset, long value)
    {
        var content = Samples.Text(BlockSize);
        var bundle = Pack(content);
        BitConverter.GetBytes(value)[..(offset == 16 ? 8 : 4)].CopyTo(bundle, offset);
        var before = GC.GetAllocatedBytesForCurrentThread();
        await AssertRefusedAsync(bundle, Entry(bundle, content) with { Head = HeadOf(bundle, 1) }, "offset");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
    }

    [Fact]
    public async Task Bomb_is_refused()
    {
        var content = new byte[BlockSize];
        var bomb = Pack(new byte[8 * BlockSize]);
        await AssertRefusedAsync(bomb, Entry(bomb, content) with { Head = HeadOf(bomb, 8) }, "holds segment");
        var stored = bomb[(64 + 8 * EntryBytes)..].Take(BitConverter.ToInt32(bomb, 64)).ToArray();
        var small = new byte[100];
        var head = Pack(small)[..64];
        byte[] bundle = [.. head, .. BitConverter.GetBytes(stored.Length), .. ContentHash.Of(stored).Span, .. stored];
        await AssertRefusedAsync(bundle, Entry(bundle, small), "block 0 does not unpack to 100 bytes");
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        File.WriteAllBytes(_folder["segment"], Samples.Text(BlockSize));
        using var to = File.Create(_folder["bundle"]);
        Assert.ThrowsAny<OperationCanceledException>(() => Bundle.Pack(_folder["segment"], default, to, cancellationToken: new CancellationToken(canceled: true)));
    }

    private byte[] Pack(byte[] content, int? workers = null)
    {
        File.WriteAllBytes(_folder["segment"], content);
        using (var to = File.Create(_folder["bundle"]))
        {
            Bundle.Pack(_folder["segment"], ContentHash.Of(content), to, workers);
        }

        return File.ReadAllBytes(_folder["bundle"]);
    }

    private async Task<byte[]> UnpackAsync(byte[] bundle, byte[] content) => await UnpackAsync(bundle, Entry(bundle, content));

    private async Task<byte[]> UnpackAsync(byte[] bundle, ManifestSegment entry)
    {
        using (var to = File.OpenHandle(_folder["unpacked"], FileMode.Create, FileAccess.Write))
        {
            await new BundleUnpacker(entry.File, "test", to).RunAsync(new MemoryStream(bundle), null, default);
        }

        return File.ReadAllBytes(_folder["unpacked"]);
    }

    /// <summary>What an honest manifest says of the bundle.</summary>
    private static ManifestSegment Entry(byte[] bundle, byte[] content) => new()
    {
        Id = ContentHash.Of(content),
        Kind = SegmentKind.Base,
        SizeBytes = content.Length,
        BlobCount = 0,
        Bundle = new ObjectRef(ContentHash.Of(bundle), bundle.Length),
        Head = HeadOf(bundle, (content.Length + BlockSize - 1) / BlockSize),
    };

    private static ObjectRef HeadOf(byte[] bundle, int blockCount)
    {
        var head = bundle.AsSpan(0, 64 + (blockCount * EntryBytes));
        return new ObjectRef(ContentHash.Of(head), head.Length);
    }

    private async Task AssertRefusedAsync(byte[] bundle, ManifestSegment entry, string complaint)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => UnpackAsync(bundle, entry));
        Assert.StartsWith("bundle test: offset ", error.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }
}
