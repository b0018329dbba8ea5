using System.Numerics;
using System.Runtime.CompilerServices;
using Revdex.Segments;

namespace Revdex.Query.Tools;

/// <summary>
/// Rules out most names before a substring search reads them. Names are taken in blocks of <see cref="BlockKeys"/> in their order;
/// of each block it is kept which trigrams (ASCII case ignored, hashed to <see cref="RowCount"/> values) its names have. The bits lie
/// transposed, a row for each hash over all blocks, so that a search ANDs a few short rows and then reads the few blocks left.
/// About a quarter of the names' size; made once for each segment, on the side, when a second search asks for it.
/// </summary>
internal sealed class NameBlocks
{
    /// <summary>Neighbours share their beginnings, so that a block has some hundred distinct trigrams: a sixth of the rows.</summary>
    public const int BlockKeys = 64;

    private const int RowCount = 4096;

    /// <summary>More rows rule out nothing more.</summary>
    private const int RowsUsedMax = 8;

    /// <summary>Small tables are read through in less time than the rows take to make.</summary>
    private const int KeysMin = 4 * BlockKeys;

    private static readonly ConditionalWeakTable<Segment, Slot> Slots = [];

    private readonly ulong[] _bits;
    private readonly int _rowWords;
    private readonly int _blockCount;

    private NameBlocks(PostingTable table)
    {
        _blockCount = (table.KeyCount + BlockKeys - 1) / BlockKeys;
        _rowWords = (_blockCount + 63) / 64;
        _bits = new ulong[RowCount * _rowWords];
        for (var key = 0; key < table.KeyCount; key++)
        {
            Add(table.Key(key), key / BlockKeys);
        }
    }

    /// <summary>The blocks of a segment's definitions, or null while they are not made; asking has them made.</summary>
    public static NameBlocks? TryGet(Segment segment) => Slots.GetOrCreateValue(segment).Get(segment);

    /// <summary>Makes them at once.</summary>
    internal static NameBlocks Make(PostingTable table) => new(table);

    /// <summary>The first block from <paramref name="from"/> on whose names may contain the needle; -1 where none is left.</summary>
    public int Next(ReadOnlySpan<byte> needle, int from)
    {
        var count = Math.Min(needle.Length - 2, RowsUsedMax);
        for (var word = from >> 6; word < _rowWords; word++)
        {
            var candidates = word == from >> 6 ? ulong.MaxValue << (from & 63) : ulong.MaxValue;
            for (var i = 0; i < count && candidates != 0; i++)
            {
                // Spread over a long needle: its end tells names apart better than a common beginning.
                var at = i * (needle.Length - 3) / Math.Max(1, count - 1);
                candidates &= _bits[Row(needle, at) * _rowWords + word];
            }

            if (candidates != 0)
            {
                var block = (word << 6) + BitOperations.TrailingZeroCount(candidates);
                return block < _blockCount ? block : -1;
            }
        }

        return -1;
    }

    /// <summary>Shorter needles have no trigram.</summary>
    public static bool CanHelp(ReadOnlySpan<byte> needle) => needle.Length >= 3;

    private void Add(ReadOnlySpan<byte> name, int block)
    {
        var (word, bit) = (block >> 6, 1ul << (block & 63));
        for (var at = 0; at < name.Length - 2; at++)
        {
            _bits[Row(name, at) * _rowWords + word] |= bit;
        }
    }

    private static int Row(ReadOnlySpan<byte> text, int at)
    {
        var trigram = (uint)(AsciiCase.Lower(text[at]) | AsciiCase.Lower(text[at + 1]) << 8 | AsciiCase.Lower(text[at + 2]) << 16);
        return (int)(trigram * 0x9E3779B1 >> 20);
    }

    private sealed class Slot
    {
        private volatile NameBlocks? _blocks;
        private int _isMade;

        public NameBlocks? Get(Segment segment)
        {
            if (_blocks is null && Interlocked.Exchange(ref _isMade, 1) == 0)
            {
                _ = Task.Run(() => Make(segment));
            }

            return _blocks;
        }

        private void Make(Segment segment)
        {
            if (segment.TryLease(out var lease))
            {
                using (lease)
                {
                    var table = segment.Table(TableKind.Definitions);
                    _blocks = table.KeyCount < KeysMin ? null : new NameBlocks(table);
                }
            }
        }
    }
}
