namespace Revdex.Facts;

/// <summary>The byte of a definition's entry: bits 0–5 its kind, bit 6 set where it is exported, bit 7 where it is a test.</summary>
internal static class DefinitionEntry
{
    private const int KindMask = 0x3F;
    private const int ExportedBit = 0x40;
    private const int TestBit = 0x80;

    public static byte Pack(SymbolKind kind, SymbolFlags flags) =>
        (byte)((int)kind & KindMask | ((flags & SymbolFlags.Exported) != 0 ? ExportedBit : 0) | ((flags & SymbolFlags.Test) != 0 ? TestBit : 0));

    public static (SymbolKind Kind, SymbolFlags Flags) Unpack(byte value) =>
        ((SymbolKind)(value & KindMask), ((value & ExportedBit) != 0 ? SymbolFlags.Exported : 0) | ((value & TestBit) != 0 ? SymbolFlags.Test : 0));
}
