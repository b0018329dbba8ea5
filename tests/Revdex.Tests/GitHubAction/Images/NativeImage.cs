using System.Buffers.Binary;

namespace Revdex.Tests.GitHubAction.Images;

/// <summary>What a shared library says of itself: what it runs on, and what a program finds in it by name.</summary>
/// <param name="Platform">A RID, or what else it is.</param>
/// <param name="Exports">Names as <c>dlsym</c> and <c>GetProcAddress</c> take them.</param>
/// <param name="Fault">Why the system would not load it all the same, where that can be seen; else null.</param>
internal sealed record NativeImage(string Platform, IReadOnlySet<string> Exports, string? Fault = null)
{
    /// <summary>Of one machine's part where a file (Mach-O) has several.</summary>
    /// <param name="machine">The last word of a RID: <c>x64</c>, <c>arm64</c>.</param>
    /// <exception cref="InvalidDataException">It is no shared library of the three formats, or cut off.</exception>
    public static NativeImage Read(ReadOnlyMemory<byte> bytes, string machine)
    {
        try
        {
            return BinaryPrimitives.ReadUInt32BigEndian(bytes.Span) switch
            {
                0x7F454C46 => ElfImage.Read(bytes.Span),
                0xCFFAEDFE => MachOImage.Read(bytes.Span),
                0xCAFEBABE => MachOImage.ReadPart(bytes.Span, machine),
                var magic when magic >> 16 == 0x4D5A => PeImage.Read(bytes),
                var magic => new NativeImage($"magic {magic:x8}", new HashSet<string>()),
            };
        }
        catch (Exception e) when (e is ArgumentException or IndexOutOfRangeException or BadImageFormatException or OverflowException)
        {
            throw new InvalidDataException($"a shared library that is cut off or damaged: {e.Message}", e);
        }
    }

    /// <summary>ASCII up to the zero.</summary>
    internal static string Name(ReadOnlySpan<byte> bytes) => System.Text.Encoding.ASCII.GetString(bytes[..bytes.IndexOf((byte)0)]);
}
