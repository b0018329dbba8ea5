using System.Text;

namespace Revdex.Git;

/// <summary>Reads the lines of a <c>.gitattributes</c> as git does (gitattributes(5), attr.c): what it warns of and passes over is passed over here.</summary>
internal static class AttributesFile
{
    /// <summary>Git's own: longer lines do not count.</summary>
    private const int LineMaxBytes = 2048;

    private static readonly string MacroPrefix = "[attr]";

    /// <summary>Whether a path is one that git reads attributes from.</summary>
    public static bool IsName(ReadOnlySpan<byte> path) =>
        path.EndsWith(".gitattributes"u8) && (path.Length == ".gitattributes".Length || path[^(".gitattributes".Length + 1)] == (byte)'/');

    /// <param name="content">The whole file.</param>
    /// <param name="isTop">Whether it is the one at the top of the repository, which alone may define macros.</param>
    public static List<AttributeLine> Read(ReadOnlySpan<byte> content, bool isTop)
    {
        var lines = new List<AttributeLine>();
        var rest = content.StartsWith("\uFEFF"u8) ? content[3..] : content;
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            if (TryRead(end < 0 ? rest : rest[..end], isTop) is { } line)
            {
                lines.Add(line);
            }

            rest = end < 0 ? [] : rest[(end + 1)..];
        }

        return lines;
    }

    private static AttributeLine? TryRead(ReadOnlySpan<byte> line, bool isTop)
    {
        var text = line.TrimStart(" \t\r"u8);
        if (text.IsEmpty || text[0] == '#' || line.Length >= LineMaxBytes)
        {
            return null;
        }

        var pattern = ReadPattern(ref text);
        if (pattern.Length > MacroPrefix.Length && pattern.AsSpan().StartsWith("[attr]"u8))
        {
            var name = Encoding.Latin1.GetString(pattern.AsSpan(MacroPrefix.Length).Trim(" \t\r"u8));
            return isTop && IsName(name) && TryReadValues(text) is { } values ? new AttributeLine(null, name, values) : null;
        }

        var isNegative = pattern.AsSpan().StartsWith("!"u8); // Git forbids these.
        return !isNegative && TryReadValues(text) is { } found ? new AttributeLine(new AttributePattern(pattern), null, found) : null;
    }

    /// <summary>The first word, or what is in quotes; what follows is left.</summary>
    private static byte[] ReadPattern(ref ReadOnlySpan<byte> text)
    {
        if (text[0] == '"' && EndOfQuoted(text) is var end and > 0)
        {
            try
            {
                var pattern = QuotedPath.Read(text[..end]);
                text = text[end..];
                return pattern;
            }
            catch (InvalidDataException)
            {
                // Then the quote is part of a plain word, as it is for git.
            }
        }

        return NextWord(ref text).ToArray();
    }

    /// <summary>Behind the closing quote; -1 where there is none.</summary>
    private static int EndOfQuoted(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < text.Length; i++)
        {
            if (text[i] == '"')
            {
                return i + 1;
            }

            i += text[i] == '\\' ? 1 : 0;
        }

        return -1;
    }

    private static ReadOnlySpan<byte> NextWord(ref ReadOnlySpan<byte> text)
    {
        var end = text.IndexOfAny(" \t\r"u8);
        var word = end < 0 ? text : text[..end];
        text = end < 0 ? [] : text[end..];
        return word;
    }

    /// <summary>Null where one of them is no attribute: then git takes none of the line.</summary>
    private static List<(string, AttributeValue)>? TryReadValues(ReadOnlySpan<byte> text)
    {
        var values = new List<(string, AttributeValue)>();
        for (text = text.TrimStart(" \t\r"u8); !text.IsEmpty; text = text.TrimStart(" \t\r"u8))
        {
            var word = Encoding.UTF8.GetString(NextWord(ref text));
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            var name = equals < 0 ? word : word[..equals];
            var (plain, value) = name switch
            {
                ['-', .. var unset] => (unset, new AttributeValue(AttributeState.Unset)),
                ['!', .. var unspecified] => (unspecified, new AttributeValue(AttributeState.Unspecified)),
                _ when equals < 0 => (name, new AttributeValue(AttributeState.Set)),
                _ => (name, new AttributeValue(AttributeState.Valued, word[(equals + 1)..])),
            };
            if (!IsName(plain))
            {
                return null;
            }

            values.Add((plain, value));
        }

        return values;
    }

    private static bool IsName(string name) => name.Length > 0 && name[0] != '-' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.');
}
