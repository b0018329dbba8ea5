using System.Buffers;
using System.IO.Compression;
using System.Runtime.ExceptionServices;
using Microsoft.Win32.SafeHandles;
using Revdex.Segments;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Unpacks a bundle while it arrives. The head is held against the manifest's hash of it, each block against the head's, before anything is made of
/// them; so whatever is written came from whom the manifest names. That the whole hashes to the segment's id is for the caller to check. For one bundle.
/// </summary>
/// <param name="entry">With bundle and head.</param>
/// <param name="name">What the bundle is called in errors.</param>
/// <param name="to">An empty file.</param>
/// <param name="progress">Told how many bytes more have arrived.</param>
/// <param name="parts">Given the segment when its beginning is here; null: nobody wants it before it is whole.</param>
internal sealed class BundleUnpacker(PackedFile entry, string name, SafeFileHandle to, Action<long>? progress = null, ArrivingSegments? parts = null)
{
    /// <summary>Blocks that are here and not unpacked yet: enough to keep all cores busy.</summary>
    private static readonly int BlocksAheadMax = Environment.ProcessorCount * 2;

    /// <summary>What several files' facts are in comes together, and no more than a line has room for.</summary>
    private const int RangesAtOnce = 6;

    private readonly ObjectRef _bundle = entry.Bundle ?? throw new ArgumentException("not published", nameof(entry));
    private readonly ObjectRef _head = entry.Head ?? throw new ArgumentException("not published", nameof(entry));
    private readonly Lock _beginning = new();
    private SegmentMemory? _memory;
    private long _beginningBytes = SegmentFormat.Segment.HeaderBytes;
    private bool _hasBegun;

    /// <summary>What was wrong with a range.</summary>
    private volatile Exception? _fault;

    /// <param name="from">The bundle's bytes, read asynchronously.</param>
    /// <param name="ranges">Gives bytes of the bundle from an offset; null: those of the stream must do.</param>
    /// <exception cref="InvalidDataException">They are not what the manifest promised; the message names bundle, offset and block.</exception>
    public async Task RunAsync(Stream from, Func<long, int, CancellationToken, Task<ReadOnlyMemory<byte>?>>? ranges, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(from, cancellationToken).ConfigureAwait(false);
        if (parts is null)
        {
            await UnpackAllAsync(from, head, cancellationToken).ConfigureAwait(false);
            return;
        }

        var arrival = new SegmentArrival(head.SegmentSizeBytes, head.BlockSizeBytes);
        _memory = SegmentMemory.Of(arrival);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (ranges is null)
        {
            arrival.EndAsking();
        }

        var asked = ranges is null ? [] : Enumerable.Range(0, RangesAtOnce).Select(_ => BringAskedAsync(arrival, head, ranges, over)).ToArray();
        try
        {
            await UnpackAllAsync(from, head, over.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_fault is not null)
        {
            // Of a range, which ended the stream; thrown below.
        }
        finally
        {
            arrival.End();
            await over.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(asked).ConfigureAwait(false);
            _memory.Release();
        }

        if (_fault is { } fault)
        {
            ExceptionDispatchInfo.Throw(fault);
        }
    }

    private async Task UnpackAllAsync(Stream from, BundleHead head, CancellationToken cancellationToken)
    {
        var unpacking = new Queue<Task>();
        try
        {
            for (var block = 0; block < head.BlockCount; block++)
            {
                await (_memory?.Arrival?.WhenNothingAskedAsync(cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false); // The line is theirs.
                unpacking.Enqueue(await ReadBlockAsync(from, head, block, cancellationToken).ConfigureAwait(false));
                await (unpacking.Count > BlocksAheadMax ? unpacking.Dequeue() : Task.CompletedTask).ConfigureAwait(false);
            }

            await RequireEndAsync(from, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await Task.WhenAll(unpacking).ConfigureAwait(false);
        }
    }

    /// <summary>Brings what readers wait for, beside the stream. Where the store fails they do without; the stream says what is wrong with it.</summary>
    private async Task BringAskedAsync(
        SegmentArrival arrival, BundleHead head, Func<long, int, CancellationToken, Task<ReadOnlyMemory<byte>?>> ranges, CancellationTokenSource over)
    {
        try
        {
            while (true)
            {
                var (first, count) = await arrival.NextAskedAsync(over.Token).ConfigureAwait(false);
                var (start, end) = (head.StoredOffset(first), head.StoredOffset(first + count - 1) + head.StoredLengths[first + count - 1]);
                if (await ranges(start, checked((int)(end - start)), over.Token).ConfigureAwait(false) is not { } bytes || bytes.Length != end - start)
                {
                    return; // A store that gives no ranges, or not these: the stream has them all.
                }

                progress?.Invoke(bytes.Length);
                for (var block = first; block < first + count; block++)
                {
                    var at = (int)(head.StoredOffset(block) - start);
                    Unpack(head, block, bytes.Span.Slice(at, head.StoredLengths[block]));
                }
            }
        }
        catch (Exception e) when (e is RevdexException { ExitCode: ExitCode.Store } || (e is OperationCanceledException && over.IsCancellationRequested))
        {
        }
        catch (Exception e) when (e is InvalidDataException or IOException or RevdexException)
        {
            _fault = e;
            await over.CancelAsync().ConfigureAwait(false);
        }
        finally
        {
            arrival.EndAsking();
        }
    }

    private async Task<BundleHead> ReadHeadAsync(Stream from, CancellationToken cancellationToken)
    {
        var bytes = new byte[_head.SizeBytes]; // Bounded where the manifest was read.
        await ReadFullyAsync(from, bytes, 0, cancellationToken).ConfigureAwait(false);
        var hash = ContentHash.Of(bytes);
        if (hash != _head.Sha256)
        {
            throw Error(0, $"the {bytes.Length} bytes of its head hash to {hash}");
        }

        var head = BundleHead.Read(name, bytes, _bundle.SizeBytes);
        return head.SegmentId == entry.Id && head.SegmentSizeBytes == entry.SizeBytes
            ? head
            : throw Error(16, $"holds {entry.Noun} {head.SegmentId} of {head.SegmentSizeBytes} bytes, not {entry.Id} of {entry.SizeBytes}");
    }

    private async Task<Task> ReadBlockAsync(Stream from, BundleHead head, int block, CancellationToken cancellationToken)
    {
        var stored = ArrayPool<byte>.Shared.Rent(head.StoredLengths[block]);
        await ReadFullyAsync(from, stored.AsMemory(0, head.StoredLengths[block]), head.StoredOffset(block), cancellationToken).ConfigureAwait(false);
        return Task.Run(
            () =>
            {
                Unpack(head, block, stored.AsSpan(0, head.StoredLengths[block]));
                ArrayPool<byte>.Shared.Return(stored);
            },
            CancellationToken.None);
    }

    private void Unpack(BundleHead head, int block, ReadOnlySpan<byte> stored)
    {
        if (ContentHash.Of(stored) != head.Hashes[block])
        {
            throw Error(head.StoredOffset(block), $"the {stored.Length} bytes of block {block} do not have its hash");
        }

        if (_memory is null)
        {
            var raw = ArrayPool<byte>.Shared.Rent(head.BlockLength(block));
            Unpack(head, block, stored, raw.AsSpan(0, head.BlockLength(block)));
            ArrayPool<byte>.Shared.Return(raw);
        }
        else if (_memory.Arrival!.TryClaim(block)) // It was made with one.
        {
            Unpack(head, block, stored, _memory.Room((long)block * head.BlockSizeBytes, head.BlockLength(block)));
            _memory.Arrival.Arrived(block);
            TellBeginning(_memory);
        }
    }

    private void Unpack(BundleHead head, int block, ReadOnlySpan<byte> stored, Span<byte> raw)
    {
        if (stored.Length == raw.Length)
        {
            stored.CopyTo(raw);
        }
        else if (!BrotliDecoder.TryDecompress(stored, raw, out var written) || written != raw.Length)
        {
            throw Error(head.StoredOffset(block), $"block {block} does not unpack to {raw.Length} bytes");
        }

        RandomAccess.Write(to, raw, (long)block * head.BlockSizeBytes);
    }

    /// <summary>As soon as the header is here it says how long the beginning is.</summary>
    private void TellBeginning(SegmentMemory memory)
    {
        lock (_beginning)
        {
            if (_hasBegun || memory.Arrival!.EndBytes < Math.Min(_beginningBytes, memory.Length))
            {
                return;
            }

            _beginningBytes = Segment.BeginningBytes(memory, name);
            _hasBegun = memory.Arrival!.EndBytes >= _beginningBytes;
        }

        if (_hasBegun)
        {
            parts!.Add(entry.Id, memory); // There are parts where there is memory.
        }
    }

    private async Task ReadFullyAsync(Stream from, Memory<byte> bytes, long offset, CancellationToken cancellationToken)
    {
        for (var at = 0; at < bytes.Length;)
        {
            var read = await from.ReadAsync(bytes[at..], cancellationToken).ConfigureAwait(false);
            at += read > 0 ? read : throw Error(offset + at, $"it ends there, not after {_bundle.SizeBytes} bytes");
            progress?.Invoke(read);
        }
    }

    private async Task RequireEndAsync(Stream from, CancellationToken cancellationToken)
    {
        if (await from.ReadAsync(new byte[1], cancellationToken).ConfigureAwait(false) > 0)
        {
            throw Error(_bundle.SizeBytes, $"more than {_bundle.SizeBytes} bytes");
        }
    }

    private InvalidDataException Error(long offset, string complaint) => new($"bundle {name}: offset {offset}: {complaint}");
}
