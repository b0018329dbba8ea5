using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>
/// The order of found definitions as one number, least first. From the high bits: tier (3), edits (3), kind weight (3), not exported
/// (1), aside (1), length of the name (10); path and line decide the rest.
/// </summary>
internal readonly struct DefinitionRank(NameTier tier, int edits, int nameLength)
{
    private const int LengthBits = 10;

    private const ulong HiddenBit = 2ul << LengthBits;

    private const ulong AsideBit = 1ul << LengthBits;

    /// <summary>Before the file was looked at: no rank of it is less.</summary>
    public ulong Least(SymbolKind kind, SymbolFlags flags)
    {
        var hidden = (flags & SymbolFlags.Exported) == 0 ? HiddenBit : 0;
        var aside = (flags & SymbolFlags.Test) != 0 ? AsideBit : 0;
        return (((((ulong)tier << 3 | (uint)edits) << 3 | (uint)SymbolKindNames.Weight(kind)) << 2 << LengthBits) | (uint)Math.Min(nameLength, (1 << LengthBits) - 1))
            | hidden | aside;
    }

    public static ulong Of(ulong least, View view, int file) => FileStanding.IsAside(view, file) || FileStanding.RankOf(view, file) > 0 ? least | AsideBit : least;

    public static NameTier TierOf(ulong rank) => (NameTier)(rank >> (LengthBits + 8));
}
