using System.Buffers;
using System.IO.Compression;
using Microsoft.Win32.SafeHandles;
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
internal sealed class BundleUnpacker(ManifestSegment entry, string name, SafeFileHandle to, Action<long>? progress = null)
{
    /// <summary>Blocks that are here and not unpacked yet: enough to keep all cores busy.</summary>
    private static readonly int BlocksAheadMax = Environment.ProcessorCount * 2;

    private readonly ObjectRef _bundle = entry.Bundle ?? throw new ArgumentException("not published", nameof(entry));
    private readonly ObjectRef _head = entry.Head ?? throw new ArgumentException("not published", nameof(entry));

    /// <param name="from">The bundle's bytes, read asynchronously.</param>
    /// <exception cref="InvalidDataException">They are not what the manifest promised; the message names bundle, offset and block.</exception>
    public async Task RunAsync(Stream from, CancellationToken cancellationToken)
    {
        var head = await ReadHeadAsync(from, cancellationToken).ConfigureAwait(false);
        var unpacking = new Queue<Task>();
        try
        {
            for (var block = 0; block < head.BlockCount; block++)
            {
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
            : throw Error(16, $"holds segment {head.SegmentId} of {head.SegmentSizeBytes} bytes, not {entry.Id} of {entry.SizeBytes}");
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

        var length = head.BlockLength(block);
        var raw = ArrayPool<byte>.Shared.Rent(length);
        if (stored.Length == length)
        {
            stored.CopyTo(raw);
        }
        else if (!BrotliDecoder.TryDecompress(stored, raw.AsSpan(0, length), out var written) || written != length)
        {
            throw Error(head.StoredOffset(block), $"block {block} does not unpack to {length} bytes");
        }

        RandomAccess.Write(to, raw.AsSpan(0, length), (long)block * head.BlockSizeBytes);
        ArrayPool<byte>.Shared.Return(raw);
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
