using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>
/// The order of found definitions as one number, least first. From the high bits: tier (3), edits (3), kind weight (3), not exported
/// (1), aside (1), length of the name (10); path and line decide the rest.
/// </summary>
internal readonly struct DefinitionRank(NameTier tier, int edits, int nameLength)
{
    private const int LengthBits = 10;

    /// <summary>Before the symbol's facts were looked at: no real rank of it is less.</summary>
    public ulong Least(SymbolKind kind) =>
        ((((ulong)tier << 3 | (uint)edits) << 3 | (uint)SymbolKindNames.Weight(kind)) << 2 << LengthBits) | (uint)Math.Min(nameLength, (1 << LengthBits) - 1);

    public static NameTier TierOf(ulong rank) => (NameTier)(rank >> (LengthBits + 8));

    public ulong Of(SymbolKind kind, SymbolFlags flags, ReadOnlySpan<byte> path)
    {
        var hidden = (flags & SymbolFlags.Exported) == 0 ? 2ul : 0;
        var aside = (flags & SymbolFlags.Test) != 0 || PathStanding.IsAside(path) ? 1ul : 0;
        return Least(kind) | (hidden | aside) << LengthBits;
    }
}
