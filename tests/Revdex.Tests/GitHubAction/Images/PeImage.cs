using System.Buffers.Binary;
using System.Reflection.PortableExecutable;
using System.Runtime.InteropServices;

namespace Revdex.Tests.GitHubAction.Images;

/// <summary>A DLL: the names of its export directory (PE/COFF specification, ".edata").</summary>
internal static class PeImage
{
    public static NativeImage Read(ReadOnlyMemory<byte> file)
    {
        using var reader = new PEReader(ImmutableCollectionsMarshal.AsImmutableArray(file.ToArray()));
        var machine = reader.PEHeaders.CoffHeader.Machine;
        return new NativeImage(machine switch { Machine.Amd64 => "win-x64", Machine.Arm64 => "win-arm64", _ => $"PE machine {machine}" }, Exports(reader));
    }

    private static HashSet<string> Exports(PEReader reader)
    {
        var exports = new HashSet<string>();
        var directory = reader.PEHeaders.PEHeader!.ExportTableDirectory; // A DLL has the header.
        if (directory.Size == 0)
        {
            return exports;
        }

        var table = At(reader, directory.RelativeVirtualAddress);
        var names = At(reader, BinaryPrimitives.ReadInt32LittleEndian(table[32..]));
        for (var i = 0; i < BinaryPrimitives.ReadInt32LittleEndian(table[24..]); i++)
        {
            exports.Add(NativeImage.Name(At(reader, BinaryPrimitives.ReadInt32LittleEndian(names[(4 * i)..]))));
        }

        return exports;
    }

    private static ReadOnlySpan<byte> At(PEReader reader, int address)
    {
        var block = reader.GetSectionData(address);
        return block.GetContent(0, block.Length).AsSpan();
    }
}
