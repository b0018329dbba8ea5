using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Revdex.Tests.GitHubAction.Images;

/// <summary>64-bit Mach-O (mach-o/loader.h): the export trie, and the signature without which macOS loads nothing on arm64.</summary>
internal static class MachOImage
{
    private const uint Arm64 = 0x0100000C;
    private const uint X64 = 0x01000007;
    private const uint CodeSignature = 0x1D;
    private const uint DyldInfo = 0x22;
    private const uint DyldInfoOnly = 0x80000022;
    private const uint ExportsTrie = 0x80000033;
    private const uint SignatureMagic = 0xFADE0CC0;
    private const uint DirectoryMagic = 0xFADE0C02;
    private const int DepthMax = 128;

    /// <summary>Of a file of several machines, whose numbers are big-endian.</summary>
    public static NativeImage ReadPart(ReadOnlySpan<byte> file, string machine)
    {
        for (var i = 0; i < BinaryPrimitives.ReadInt32BigEndian(file[4..]); i++)
        {
            var entry = file.Slice(8 + (20 * i), 20);
            if (BinaryPrimitives.ReadUInt32BigEndian(entry) == (machine == "arm64" ? Arm64 : X64))
            {
                return Read(file.Slice(BinaryPrimitives.ReadInt32BigEndian(entry[8..]), BinaryPrimitives.ReadInt32BigEndian(entry[12..])));
            }
        }

        return new NativeImage("Mach-O of other machines", new HashSet<string>());
    }

    public static NativeImage Read(ReadOnlySpan<byte> file)
    {
        var machine = BinaryPrimitives.ReadUInt32LittleEndian(file[4..]);
        var exports = new HashSet<string>();
        var fault = machine == Arm64 ? "is not signed: macOS would not load it" : null;
        var command = file[32..];
        for (var i = 0; i < BinaryPrimitives.ReadInt32LittleEndian(file[16..]); i++)
        {
            switch (BinaryPrimitives.ReadUInt32LittleEndian(command))
            {
                case CodeSignature:
                    fault = SignatureFault(file, Range(file, command, 8));
                    break;
                case DyldInfo or DyldInfoOnly:
                    AddNames(Range(file, command, 40), 0, "", exports, 0);
                    break;
                case ExportsTrie:
                    AddNames(Range(file, command, 8), 0, "", exports, 0);
                    break;
            }

            command = command[BinaryPrimitives.ReadInt32LittleEndian(command[4..])..];
        }

        return new NativeImage(machine switch { Arm64 => "osx-arm64", X64 => "osx-x64", _ => $"Mach-O machine {machine:x}" }, exports, fault);
    }

    private static ReadOnlySpan<byte> Range(ReadOnlySpan<byte> file, ReadOnlySpan<byte> command, int at) =>
        file.Slice(BinaryPrimitives.ReadInt32LittleEndian(command[at..]), BinaryPrimitives.ReadInt32LittleEndian(command[(at + 4)..]));

    /// <summary>A node: the size of what the name means, that, the number of children, and of each its letters and where it is.</summary>
    private static void AddNames(ReadOnlySpan<byte> trie, int node, string prefix, HashSet<string> names, int depth)
    {
        if (trie.IsEmpty || depth > DepthMax)
        {
            return;
        }

        var at = node;
        var size = Number(trie, ref at);
        if (size > 0)
        {
            names.Add(prefix.StartsWith('_') ? prefix[1..] : prefix); // C's names have one before them.
        }

        at += size;
        for (var children = trie[at++]; children > 0; children--)
        {
            var letters = NativeImage.Name(trie[at..]);
            at += letters.Length + 1;
            AddNames(trie, Number(trie, ref at), prefix + letters, names, depth + 1);
        }
    }

    /// <summary>ULEB128.</summary>
    private static int Number(ReadOnlySpan<byte> bytes, ref int at)
    {
        var (value, shift) = (0, 0);
        for (; ; shift += 7)
        {
            var part = bytes[at++];
            value |= (part & 0x7F) << shift;
            if (part < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>Each page's hash in the code directory (TN3126): a file that was changed after it was signed is killed with who loads it.</summary>
    private static string? SignatureFault(ReadOnlySpan<byte> file, ReadOnlySpan<byte> signature)
    {
        if (BinaryPrimitives.ReadUInt32BigEndian(signature) != SignatureMagic)
        {
            return "has a signature that is none";
        }

        for (var i = 0; i < BinaryPrimitives.ReadInt32BigEndian(signature[8..]); i++)
        {
            var blob = signature[BinaryPrimitives.ReadInt32BigEndian(signature[(16 + (8 * i))..])..];
            if (BinaryPrimitives.ReadUInt32BigEndian(blob) == DirectoryMagic && blob[37] == 2)
            {
                return IsOf(file, blob) ? null : "was changed after it was signed: macOS would not load it";
            }
        }

        return "has no SHA-256 signature";
    }

    private static bool IsOf(ReadOnlySpan<byte> file, ReadOnlySpan<byte> directory)
    {
        var hashes = directory[BinaryPrimitives.ReadInt32BigEndian(directory[16..])..];
        var count = BinaryPrimitives.ReadInt32BigEndian(directory[28..]);
        var content = file[..BinaryPrimitives.ReadInt32BigEndian(directory[32..])];
        var pageBytes = 1 << directory[39];
        if (count != (content.Length + pageBytes - 1) / pageBytes)
        {
            return false;
        }

        for (var i = 0; i < count; i++, content = content[Math.Min(pageBytes, content.Length)..])
        {
            if (!SHA256.HashData(content[..Math.Min(pageBytes, content.Length)]).AsSpan().SequenceEqual(hashes.Slice(32 * i, 32)))
            {
                return false;
            }
        }

        return true;
    }
}
