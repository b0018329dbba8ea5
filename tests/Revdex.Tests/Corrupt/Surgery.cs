using System.Buffers.Binary;
using Revdex.Segments;

namespace Revdex.Tests.Corrupt;

/// <summary>Takes containers apart and puts them together again with other sections and right hashes, as a hostile writer would.</summary>
internal static class Surgery
{
    public static byte[][] Sections(ContainerFormat format, byte[] bytes) =>
        [.. format.ReadHeader(bytes, bytes.Length, "surgery").Select(e => bytes[(int)e.Offset..(int)(e.Offset + e.Length)])];

    public static byte[] Assemble(ContainerFormat format, byte[][] sections)
    {
        using var to = new MemoryStream();
        using var writer = new ContainerWriter(format, to);
        for (var i = 0; i < sections.Length; i++)
        {
            writer.Begin(format.Sections[i]);
            writer.Write(sections[i]);
        }

        writer.Complete();
        return to.ToArray();
    }

    /// <summary>Damaged forms of one section: cut short, longer, single bits flipped, and numbers made huge.</summary>
    public static IEnumerable<byte[]> Variants(byte[] section)
    {
        for (var cut = 1; cut <= section.Length; cut = cut * 3 / 2 + 1)
        {
            yield return section[..^cut];
        }

        yield return [.. section, 0];
        yield return [.. section, .. new byte[8]];
        var step = 1 + section.Length / 100;
        for (var bit = 0; bit < section.Length * 8; bit += step)
        {
            var flipped = (byte[])section.Clone();
            flipped[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return flipped;
        }

        foreach (var huge in new uint[] { uint.MaxValue, int.MaxValue, 0x8000_0000 })
        {
            for (var at = 0; at + 4 <= section.Length; at += 1 + section.Length / 100)
            {
                var grown = (byte[])section.Clone();
                BinaryPrimitives.WriteUInt32LittleEndian(grown.AsSpan(at), huge);
                yield return grown;
            }
        }
    }
}
