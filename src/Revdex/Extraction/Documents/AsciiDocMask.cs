namespace Revdex.Extraction.Documents;

/// <summary>
/// AsciiDoc as the Markdown grammar takes it, byte by byte at the same places: <c>== Title</c> is a heading, what stands between two lines <c>----</c> is a fence.
/// There is no grammar of AsciiDoc to be had; its headings and its names in backticks are all that is wanted.
/// </summary>
internal static class AsciiDocMask
{
    /// <summary>The delimiters of listings and literals; what is between is no text.</summary>
    private static ReadOnlySpan<byte> Fences => "-.+/"u8;

    /// <summary>Those of blocks whose text is text, and of tables; setext underlines to Markdown.</summary>
    private static ReadOnlySpan<byte> Frames => "=*_"u8;

    private const int DelimiterMin = 4;
    private const int HeadingMax = 6;

    public static ReadOnlySpan<byte> Apply(ReadOnlySpan<byte> content, ref byte[] buffer)
    {
        buffer = buffer.Length < content.Length ? new byte[content.Length] : buffer;
        var masked = buffer.AsSpan(0, content.Length);
        content.CopyTo(masked);
        var fence = ReadOnlySpan<byte>.Empty;
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
            else if (isDelimiter && Fences.Contains(line[0]))
            {
                masked.Slice(at, line.Length).Fill((byte)'`');
                fence = line;
            }
            else if (isDelimiter && Frames.Contains(line[0]))
            {
                masked.Slice(at, line.Length).Fill((byte)' ');
            }
            else if (line.IndexOfAnyExcept((byte)'=') is > 0 and <= HeadingMax and var level && line[level] == (byte)' ')
            {
                masked.Slice(at, level).Fill((byte)'#');
            }
            else if (line.StartsWith("#"u8))
            {
                masked[at] = (byte)' ';
            }

            at = end + 1;
        }

        return masked;
    }
}
