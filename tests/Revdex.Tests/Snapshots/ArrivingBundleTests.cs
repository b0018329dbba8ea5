using System.IO.Pipelines;
using System.Text;
using Revdex.Facts;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Query;
using Revdex.Tests.Segments;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

/// <summary>A segment that is read while its bundle comes: the stream gives the beginning and stands still, ranges give what is asked for.</summary>
public sealed class ArrivingBundleTests : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromMinutes(1);

    private readonly TemporaryFolder _folder = new();
    private readonly Pipe _line = new(new PipeOptions(pauseWriterThreshold: 0));
    private readonly TaskCompletionSource<Segment> _begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _content;
    private readonly byte[] _bundle;
    private readonly ManifestSegment _entry;
    private readonly BundleHead _head;
    private long _sent;

    public ArrivingBundleTests()
    {
        _content = SegmentWriter.ToBytes(Blobs(), SegmentModel.Languages);
        File.WriteAllBytes(_folder["segment"], _content);
        using (var to = File.Create(_folder["bundle"]))
        {
            var packed = Bundle.Pack(_folder["segment"], ContentHash.Of(_content), to);
            _entry = new ManifestSegment
            {
                Id = ContentHash.Of(_content),
                Kind = SegmentKind.Base,
                SizeBytes = _content.Length,
                BlobCount = 0,
                Bundle = packed.Bundle,
                Head = packed.Head,
            };
        }

        _bundle = File.ReadAllBytes(_folder["bundle"]);
        _head = BundleHead.Read("test", _bundle.AsSpan(0, (int)_entry.Head!.Value.SizeBytes), _bundle.Length);
        Assert.True(_head.BlockCount > 8);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Facts_are_read_by_range_and_are_those_of_the_whole_segment()
    {
        var unpacking = UnpackAsync((offset, length) => _bundle.AsMemory((int)offset, length));
        await SendAsync(_head.StoredOffset(BeginningBlocks));
        using (var segment = await _begun.Task.WaitAsync(Timeout))
        {
            Assert.Equal(SegmentDump.Of(Whole()), await Task.Run(() => SegmentDump.Of(segment)).WaitAsync(Timeout));
        }

        Assert.False(unpacking.IsCompleted);
        await SendAsync(_bundle.Length);
        await unpacking.WaitAsync(Timeout);
        Assert.Equal(_content, File.ReadAllBytes(_folder["unpacked"]));
    }

    /// <summary>Not at all, none of the bytes, and not all of them.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Without_ranges_reading_waits_for_the_stream(int? given)
    {
        var unpacking = UnpackAsync(given is null ? null : (offset, length) => _bundle.AsMemory((int)offset, given.Value * (length - 1)));
        await SendAsync(_head.StoredOffset(BeginningBlocks));
        using var segment = await _begun.Task.WaitAsync(Timeout);
        var reading = Task.Run(() => SegmentDump.Of(segment));
        await SendAsync(_bundle.Length);
        Assert.Equal(SegmentDump.Of(Whole()), await reading.WaitAsync(Timeout));
        await unpacking.WaitAsync(Timeout);
    }

    [Fact]
    public async Task Wrong_bytes_in_a_range_end_it_and_nothing_is_read_of_them()
    {
        var unpacking = UnpackAsync((offset, length) =>
        {
            var bytes = _bundle.AsSpan((int)offset, length).ToArray();
            bytes[^1] ^= 1;
            return bytes;
        });
        await SendAsync(_head.StoredOffset(BeginningBlocks));
        using var segment = await _begun.Task.WaitAsync(Timeout);
        await Assert.ThrowsAsync<SegmentLateException>(() => Task.Run(() => segment.Facts(segment.BlobCount - 1)));
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => unpacking.WaitAsync(Timeout));
        Assert.Matches("^bundle test: offset [0-9]+: the [0-9]+ bytes of block [0-9]+ do not have its hash$", error.Message);
    }

    [Fact]
    public async Task Once_it_is_over_what_is_not_here_is_late_at_once_and_what_is_here_stays()
    {
        var unpacking = UnpackAsync(null);
        await SendAsync(_head.StoredOffset(BeginningBlocks));
        using var segment = await _begun.Task.WaitAsync(Timeout);
        await _line.Writer.CompleteAsync();
        await Assert.ThrowsAsync<InvalidDataException>(() => unpacking.WaitAsync(Timeout));
        Assert.Equal(Whole().Table(TableKind.Definitions).KeyCount, segment.Table(TableKind.Definitions).KeyCount);
        Assert.Throws<SegmentLateException>(() => segment.Facts(segment.BlobCount - 1));
    }

    /// <summary>Enough that the definitions are here, and far from all.</summary>
    private int BeginningBlocks
    {
        get
        {
            var memory = SegmentMemory.Of((ReadOnlyMemory<byte>)_content);
            var blocks = (int)(Segment.BeginningBytes(memory, "test") / _head.BlockSizeBytes) + 1;
            Assert.InRange(blocks, 1, _head.BlockCount - 4);
            return blocks;
        }
    }

    private Segment Whole() => Segment.FromMemory(_content, "test");

    private async Task SendAsync(long end)
    {
        await _line.Writer.WriteAsync(_bundle.AsMemory((int)_sent, (int)(end - _sent)));
        _sent = end;
        await (end == _bundle.Length ? _line.Writer.CompleteAsync().AsTask() : Task.CompletedTask);
    }

    private async Task UnpackAsync(Func<long, int, ReadOnlyMemory<byte>>? ranges)
    {
        using var to = File.OpenHandle(_folder["unpacked"], FileMode.Create, FileAccess.Write);
        using var parts = new ArrivingSegments(1, segments => _begun.SetResult(Assert.Single(segments.Values)));
        await new BundleUnpacker(_entry.File, "test", to, parts: parts)
            .RunAsync(_line.Reader.AsStream(), ranges is null ? null : (offset, length, _) => Task.FromResult<ReadOnlyMemory<byte>?>(ranges(offset, length)), default);
    }

    /// <summary>Far more facts than names.</summary>
    private static List<BlobFacts> Blobs() => [.. Enumerable.Range(0, 400).Select(file =>
    {
        var content = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 150).Select(i => $"def s{((i * 7) + file) % 150}\n")) + $"# {file}");
        return LineFacts.Of(Revdex.Git.Oid.OfBlob(content, Revdex.Git.ObjectFormat.Sha1), "python", content);
    })];
}
