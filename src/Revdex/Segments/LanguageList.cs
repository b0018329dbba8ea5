using System.Buffers.Binary;
using System.Text;
using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>The languages section: u32 count, then for each u16 length and id, u16 length and fingerprint; strictly ascending.</summary>
internal static class LanguageList
{
    public static byte[] Write(IReadOnlyList<SegmentLanguage> languages)
    {
        using var to = new MemoryStream();
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(number, languages.Count);
        to.Write(number);
        foreach (var language in languages)
        {
            WriteText(to, language.Id);
            WriteText(to, language.Fingerprint);
        }

        return to.ToArray();
    }

    /// <exception cref="InvalidDataException">The bytes are not such a list.</exception>
    public static SegmentLanguage[] Read(ReadOnlySpan<byte> section, ByteSource source)
    {
        if (section.Length < 4)
        {
            throw source.Error(0, "no count");
        }

        var count = BinaryPrimitives.ReadUInt32LittleEndian(section);
        if (count > SegmentFormat.LanguagesMax || count * 4L > section.Length - 4)
        {
            throw source.Error(0, $"{count} languages in {section.Length} bytes");
        }

        var languages = new SegmentLanguage[count];
        var position = 4;
        for (var i = 0; i < languages.Length; i++)
        {
            var start = position;
            languages[i] = new SegmentLanguage(ReadText(section, ref position, source), ReadText(section, ref position, source));
            if (i > 0 && languages[i - 1].CompareTo(languages[i]) >= 0)
            {
                throw source.Error(start, "languages do not ascend");
            }
        }

        return position == section.Length ? languages : throw source.Error(position, $"{section.Length - position} bytes left over");
    }

    private static void WriteText(MemoryStream to, string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length > SegmentFormat.LanguageTextMaxBytes)
        {
            throw new ArgumentException($"a language's id or fingerprint of {bytes.Length} bytes", nameof(text));
        }

        Span<byte> length = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(length, (ushort)bytes.Length);
        to.Write(length);
        to.Write(bytes);
    }

    private static string ReadText(ReadOnlySpan<byte> section, ref int position, ByteSource source)
    {
        var left = section[position..];
        if (left.Length < 2 || BinaryPrimitives.ReadUInt16LittleEndian(left) is var length && (length > SegmentFormat.LanguageTextMaxBytes || length > left.Length - 2))
        {
            throw source.Error(position, $"a text's length does not fit in {left.Length} bytes");
        }

        position += 2 + length;
        return Encoding.UTF8.GetString(left.Slice(2, length));
    }
}
