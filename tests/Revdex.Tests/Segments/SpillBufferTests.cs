using System.Security.Cryptography;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

public sealed class SpillBufferTests
{
    [Fact]
    public void Holds_more_than_its_memory_in_order()
    {
        var chunk = new byte[1 << 20];
        using var spill = new SpillBuffer();
        using var expected = new MemoryStream();
        for (var i = 0; i < (SpillBuffer.MemoryMaxBytes >> 20) + 3; i++)
        {
            new Random(i).NextBytes(chunk);
            spill.Write(chunk);
            expected.Write(chunk);
        }

        using var to = new MemoryStream();
        using var writer = new ContainerWriter(SegmentFormat.BlobsTable, to);
        writer.Begin(SegmentFormat.Languages);
        writer.Begin(SegmentFormat.Blobs);
        spill.CopyTo(writer);
        writer.Complete();
        var written = to.ToArray().AsSpan()[^(int)expected.Length..];
        Assert.Equal(SHA256.HashData(expected.ToArray()), SHA256.HashData(written));
    }
}
