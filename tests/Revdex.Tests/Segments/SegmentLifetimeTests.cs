using Revdex.Git;
using Revdex.Segments;
using Revdex.Tests.Facts;

namespace Revdex.Tests.Segments;

public sealed class SegmentLifetimeTests
{
    private static readonly byte[] Bytes = SegmentWriter.ToBytes(RandomFacts.Many(21, 50, ObjectFormat.Sha1), SegmentModel.Languages);

    [Fact]
    public void A_lease_outlives_the_segment()
    {
        var path = Path.Combine(Path.GetTempPath(), $"revdex-{Guid.NewGuid():N}.seg");
        File.WriteAllBytes(path, Bytes);
        var segment = Segment.Open(path);
        File.Delete(path);
        var first = segment.Lease();
        Assert.True(segment.TryLease(out var second));
        segment.Dispose();
        segment.Dispose();
        first.Dispose();
        first.Dispose();
        segment.Verify();
        Assert.True(segment.Table(TableKind.Occurrences).Find("Get1"u8) >= 0);
        second.Dispose();
        AssertGone(segment);
    }

    [Fact]
    public void Without_a_lease_it_is_gone_at_once()
    {
        var segment = Segment.FromMemory(Bytes, "test");
        segment.Dispose();
        AssertGone(segment);
    }

    [Fact]
    public async Task Readers_with_leases_and_a_disposer_do_not_disturb_each_other()
    {
        var path = Path.Combine(Path.GetTempPath(), $"revdex-{Guid.NewGuid():N}.seg");
        File.WriteAllBytes(path, Bytes);
        for (var round = 0; round < 50; round++)
        {
            var segment = Segment.Open(path);
            var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => ReadWhileItLasts(segment))).ToArray();
            segment.Dispose();
            await Task.WhenAll(readers);
            AssertGone(segment);
        }

        File.Delete(path);
    }

    private static void ReadWhileItLasts(Segment segment)
    {
        while (segment.TryLease(out var lease))
        {
            using (lease)
            {
                segment.Verify();
            }
        }
    }

    private static void AssertGone(Segment segment)
    {
        Assert.False(segment.TryLease(out _));
        Assert.Throws<ObjectDisposedException>(() => segment.Lease());
        Assert.Throws<ObjectDisposedException>(() => segment.Verify());
        Assert.Throws<ObjectDisposedException>(() => segment.Blob(0));
        Assert.Throws<ObjectDisposedException>(() => segment.Message(0).Length);
        var table = segment.Table(TableKind.Occurrences);
        Assert.Throws<ObjectDisposedException>(() => table.Key(0).Length);
        Assert.Throws<ObjectDisposedException>(() => table.Find("a"u8));
        Assert.Throws<ObjectDisposedException>(() => table.NextContaining("a"u8, false, 0));
        Assert.Throws<ObjectDisposedException>(() => table.Postings(0).MoveNext());
    }
}
