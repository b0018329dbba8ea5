using System.Text;

namespace Revdex.Extraction.Documents;

/// <summary>
/// AsciiDoc as the Markdown grammar takes it, byte by byte at the same places: <c>== Title</c> and a title with a line below it are headings, what stands between two lines <c>----</c> is a fence.
/// There is no grammar of AsciiDoc to be had; its headings and its names in backticks are all that is wanted.
/// </summary>
internal static class AsciiDocMask
{
    /// <summary>The delimiters of listings and literals; what is between is no text.</summary>
    private static ReadOnlySpan<byte> Fences => "-.+/"u8;

    /// <summary>Those of blocks whose text is text, and of tables; setext underlines to Markdown.</summary>
    private static ReadOnlySpan<byte> Frames => "=*_"u8;

    /// <summary>What a title of two lines is underlined with, by its level.</summary>
    private static ReadOnlySpan<byte> Underlines => "=-~^+"u8;

    private const int DelimiterMin = 4;
    private const int UnderlineMin = 2;

    /// <summary>An underline may be so many characters shorter or longer than its title.</summary>
    private const int UnderlineSlack = 2;
    private const int HeadingMax = 6;

    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> content, ref byte[] buffer)
    {
        buffer = buffer.Length < content.Length ? new byte[content.Length] : buffer;
        var masked = buffer.AsSpan(0, content.Length);
        content.CopyTo(masked);
        var fence = ReadOnlySpan<byte>.Empty;
        var frame = ReadOnlySpan<byte>.Empty;
        var (isAtStart, attributes) = (true, 0);
        for (var at = 0; at < content.Length;)
        {
            var end = content[at..].IndexOf((byte)'\n') is >= 0 and var length ? at + length : content.Length;
            var line = content[at..end].TrimEnd(" \t\r"u8);
            var isDelimiter = line.Length >= DelimiterMin && line.IndexOfAnyExcept(line[0]) < 0;
            if (!fence.IsEmpty)
            {
                if (line.SequenceEqual(fence))
                {
                    masked.Slice(at, line.Length).Fill((byte)'`');
                    fence = [];
                }
                else
                {
                    // A longer run of backticks would end the fence.
                    masked[at..end].Replace((byte)'`', (byte)'\'');
                }
            }
            else if (isAtStart && frame.IsEmpty && Underline(content, at, line) is { Length: > 0 } underline)
            {
                // Markdown knows two levels, takes `1. Title` for a list, and lines of attributes above for a part of the title.
                Blank(masked[attributes..at]);
                masked.Slice(at, line.Length).Fill((byte)'x');
                masked.Slice(end + 1, underline.Length).Fill(underline[0] == (byte)'=' ? (byte)'=' : (byte)'-');
                end += 1 + underline.Length;
                line = [];
            }
            else if (isDelimiter && Fences.Contains(line[0]))
            {
                masked.Slice(at, line.Length).Fill((byte)'`');
                fence = line;
            }
            else if (isDelimiter && Frames.Contains(line[0]))
            {
                masked.Slice(at, line.Length).Fill((byte)' ');
                frame = frame.IsEmpty ? line : line.SequenceEqual(frame) ? [] : frame;
            }
            else if (line.Length > 0 && line.Length < DelimiterMin && line.IndexOfAnyExcept(line[0]) < 0 && line[0] is (byte)'-' or (byte)'=')
            {
                masked.Slice(at, line.Length).Fill((byte)' '); // An open block's: to Markdown it would make a title of the line above.
            }
            else if (line.IndexOfAnyExcept((byte)'=') is > 0 and <= HeadingMax and var level && line[level] == (byte)' ')
            {
                masked.Slice(at, level).Fill((byte)'#');
                var title = line.TrimEnd((byte)'=');
                masked.Slice(at + title.Length, title.EndsWith(" "u8) ? line.Length - title.Length : 0).Fill((byte)' '); // `== Title ==`
            }
            else if (line.StartsWith("#"u8))
            {
                masked[at] = (byte)' ';
            }

            var isAttribute = IsAboveTitle(line);
            isAtStart = line.IsEmpty || isDelimiter || isAttribute;
            at = end + 1;
            attributes = isAttribute ? attributes : at;
        }

        return masked;
    }

    /// <summary>An attribute or a name of what follows, a comment, a condition: a title may stand below it.</summary>
    private static bool IsAboveTitle(ReadOnlySpan<byte> line) =>
        line.StartsWith("["u8) || line.StartsWith("//"u8) || line.StartsWith("ifdef::"u8) || line.StartsWith("ifndef::"u8) || line.StartsWith("ifeval::"u8) || line.StartsWith("endif::"u8);

    private static void Blank(Span<byte> lines)
    {
        foreach (ref var character in lines)
        {
            character = character is (byte)'\n' or (byte)'\r' ? character : (byte)' ';
        }
    }

    /// <summary>The line below one at the start of a block, where it makes a title of it; else empty.</summary>
    private static ReadOnlySpan<byte> Underline(ReadOnlySpan<byte> content, int at, ReadOnlySpan<byte> title)
    {
        var below = at + title.Length;
        while (below < content.Length && content[below] != (byte)'\n')
        {
            below++;
        }

        if (title.IsEmpty || title[0] <= (byte)' ' || below >= content.Length || title.IndexOfAnyExcept(title[0]) < 0)
        {
            return [];
        }

        var rest = content[(below + 1)..];
        var line = (rest.IndexOf((byte)'\n') is >= 0 and var length ? rest[..length] : rest).TrimEnd(" \t\r"u8);
        var isLine = line.Length >= UnderlineMin && Underlines.Contains(line[0]) && line.IndexOfAnyExcept(line[0]) < 0;
        return isLine && Math.Abs(Encoding.UTF8.GetCharCount(title) - line.Length) <= UnderlineSlack ? line : [];
    }
}
