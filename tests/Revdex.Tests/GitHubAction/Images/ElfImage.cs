using System.Buffers.Binary;

namespace Revdex.Tests.GitHubAction.Images;

/// <summary>64-bit little-endian ELF (elf(5)): the dynamic symbol table by the section headers, which stripping leaves.</summary>
internal static class ElfImage
{
    private const int SectionBytes = 64;
    private const int SymbolBytes = 24;
    private const uint DynamicSymbols = 11;

    public static NativeImage Read(ReadOnlySpan<byte> file)
    {
        var machine = BinaryPrimitives.ReadUInt16LittleEndian(file[18..]);
        var exports = new HashSet<string>();
        var sections = (int)BinaryPrimitives.ReadInt64LittleEndian(file[40..]);
        for (var i = 0; i < BinaryPrimitives.ReadUInt16LittleEndian(file[60..]); i++)
        {
            if (BinaryPrimitives.ReadUInt32LittleEndian(Header(file, sections, i)[4..]) == DynamicSymbols)
            {
                var names = (int)BinaryPrimitives.ReadUInt32LittleEndian(Header(file, sections, i)[40..]);
                AddDefined(Content(file, Header(file, sections, i)), Content(file, Header(file, sections, names)), exports);
            }
        }

        return new NativeImage(machine switch { 62 => "linux-x64", 183 => "linux-arm64", _ => $"ELF machine {machine}" }, exports);
    }

    private static void AddDefined(ReadOnlySpan<byte> symbols, ReadOnlySpan<byte> names, HashSet<string> exports)
    {
        for (; symbols.Length >= SymbolBytes; symbols = symbols[SymbolBytes..])
        {
            var isGlobal = symbols[4] >> 4 is 1 or 2; // Or weak.
            var isVisible = (symbols[5] & 3) is 0 or 3; // Default or protected.
            if (isGlobal && isVisible && BinaryPrimitives.ReadUInt16LittleEndian(symbols[6..]) != 0)
            {
                exports.Add(NativeImage.Name(names[(int)BinaryPrimitives.ReadUInt32LittleEndian(symbols)..]));
            }
        }
    }

    private static ReadOnlySpan<byte> Header(ReadOnlySpan<byte> file, int sections, int index) => file.Slice(sections + (index * SectionBytes), SectionBytes);

    private static ReadOnlySpan<byte> Content(ReadOnlySpan<byte> file, ReadOnlySpan<byte> header) =>
        file.Slice(checked((int)BinaryPrimitives.ReadInt64LittleEndian(header[24..])), checked((int)BinaryPrimitives.ReadInt64LittleEndian(header[32..])));
}
