using System.Buffers.Binary;

namespace Revdex.Snapshots.Pruning;

/// <summary>
/// The objects that a prune is going to delete, by the first 8 bytes of their hashes: a plan lies in the store for days. Two objects that
/// begin alike are taken for one, which makes a publisher ask for one that nobody deletes. Immutable.
/// </summary>
internal sealed class PrunePlan
{
    /// <summary>Objects of one plan; who has more to delete does it in several runs.</summary>
    public const int ObjectsMax = 20_000;

    /// <summary>A plan's size in the store, at most.</summary>
    public const int SizeMaxBytes = ObjectsMax * sizeof(ulong);

    private readonly HashSet<ulong> _starts;

    private PrunePlan(HashSet<ulong> starts) => _starts = starts;

    /// <param name="keys">Keys of objects, at most <see cref="ObjectsMax"/>.</param>
    public static PrunePlan Of(IEnumerable<string> keys) => new([.. keys.Select(StartOf)]);

    /// <param name="bytes">As <see cref="Write"/> gives them; what stands behind the last whole number is passed over.</param>
    public static PrunePlan Read(ReadOnlySpan<byte> bytes)
    {
        var starts = new HashSet<ulong>(bytes.Length / sizeof(ulong));
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
        {
            starts.Add(BinaryPrimitives.ReadUInt64BigEndian(bytes));
        }

        return new PrunePlan(starts);
    }

    /// <summary>8 bytes each, ascending.</summary>
    public byte[] Write()
    {
        var bytes = new byte[_starts.Count * sizeof(ulong)];
        var at = 0;
        foreach (var start in _starts.Order())
        {
            BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(at), start);
            at += sizeof(ulong);
        }

        return bytes;
    }

    /// <param name="key">Of an object.</param>
    public bool Names(string key) => _starts.Contains(StartOf(key));

    private static ulong StartOf(string key) =>
        SnapshotKeys.HashOf(key) is { } hash ? BinaryPrimitives.ReadUInt64BigEndian(hash.Span) : throw new ArgumentException($"'{key}' is no object's key", nameof(key));
}
