using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class BundleTests : IDisposable
{
    private const int BlockSize = 256 * 1024;

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(BlockSize - 1)]
    [InlineData(BlockSize)]
    [InlineData(BlockSize + 1)]
    [InlineData(9 * BlockSize + 12_345)]
    public void Unpacks_what_it_packed(int size)
    {
        foreach (var content in new[] { Samples.Text(size), Samples.Bytes(size), new byte[size] })
        {
            Assert.Equal(content, Unpack(Pack(content), content));
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
        var reference = Bundle.Pack(_folder["segment"], ContentHash.Of(content), to);
        to.Dispose();
        Assert.Equal(new ObjectRef(ContentHash.OfFile(_folder["bundle"]), new FileInfo(_folder["bundle"]).Length), reference);
    }

    [Fact]
    public void Every_truncation_is_refused()
    {
        var content = Samples.Text(2 * BlockSize);
        var bundle = Pack(content);
        foreach (var length in Enumerable.Range(0, 80).Concat([bundle.Length / 2, bundle.Length - 1]))
        {
            AssertRefused(bundle[..length], content, "offset");
        }

        AssertRefused([.. bundle, 0], content, "the file at");
    }

    [Fact]
    public void Every_flipped_bit_of_the_header_and_table_is_noticed()
    {
        var content = Samples.Text(2 * BlockSize + 5);
        var bundle = Pack(content);
        for (var bit = 0; bit < (64 + 3 * 4) * 8; bit++)
        {
            var changed = bundle.ToArray();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertRefused(changed, content, "offset");
        }
    }

    [Fact]
    public void Damaged_block_is_named_or_changes_the_hash()
    {
        var content = Samples.Text(2 * BlockSize);
        var bundle = Pack(content);
        for (var at = 72; at < bundle.Length; at += 997)
        {
            var changed = bundle.ToArray();
            changed[at] ^= 0x55;
            try
            {
                Assert.NotEqual(content, Unpack(changed, content));
            }
            catch (InvalidDataException e)
            {
                Assert.Matches("^bundle test: offset [0-9]+: block [01] does not unpack", e.Message);
            }
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
    public void Huge_lengths_are_refused_before_anything_is_allocated(int offset, long value)
    {
        var content = Samples.Text(BlockSize);
        var bundle = Pack(content);
        BitConverter.GetBytes(value)[..(offset == 16 ? 8 : 4)].CopyTo(bundle, offset);
        File.WriteAllBytes(_folder["changed"], bundle);
        var before = GC.GetAllocatedBytesForCurrentThread();
        AssertRefused(bundle, content, "offset");
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 2_000_000);
    }

    [Fact]
    public void Bomb_is_refused()
    {
        var content = new byte[BlockSize];
        var bomb = Pack(new byte[8 * BlockSize]);
        AssertRefused(bomb, content, "holds segment");
        var header = Pack(content)[..64];
        var stored = bomb[(64 + 32)..].Take(bomb[64] | (bomb[65] << 8)).ToArray();
        BitConverter.GetBytes(100L).CopyTo(header, 16);
        var small = new byte[100];
        ContentHash.Of(small).Span.CopyTo(header.AsSpan(24));
        AssertRefused([.. header, .. BitConverter.GetBytes(stored.Length), .. stored], small, "block 0 does not unpack to 100 bytes");
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

    private byte[] Unpack(byte[] bundle, byte[] content)
    {
        File.WriteAllBytes(_folder["bundle"], bundle);
        using (var to = File.OpenHandle(_folder["unpacked"], FileMode.Create, FileAccess.Write))
        {
            Bundle.Unpack(_folder["bundle"], "test", ContentHash.Of(content), content.Length, to);
        }

        return File.ReadAllBytes(_folder["unpacked"]);
    }

    private void AssertRefused(byte[] bundle, byte[] content, string complaint)
    {
        var error = Assert.Throws<InvalidDataException>(() => Unpack(bundle, content));
        Assert.StartsWith("bundle test: offset ", error.Message, StringComparison.Ordinal);
        Assert.Contains(complaint, error.Message, StringComparison.Ordinal);
    }
}
