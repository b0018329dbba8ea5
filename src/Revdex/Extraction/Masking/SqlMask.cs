using System.Text;

namespace Revdex.Extraction.Masking;

/// <summary>
/// Shows the parser a string in place of a body in PL/pgSQL (<c>$$ DECLARE … END $$</c>): the grammar knows SQL alone, and an error in a body takes the rest of the file with it. Comments within stay, but for what would end the string, so
/// that their words are no uses. For one file.
/// </summary>
internal ref struct SqlMask(ReadOnlySpan<byte> content, MaskedText text)
{
    /// <summary>Each is searched for to the end of the file.</summary>
    private const int UnclosedMax = 16;

    private const int TagMaxBytes = 64;

    /// <summary>What SQL has not: a body that begins with BEGIN and has one of these is none of SQL.</summary>
    private static readonly string[] Statements = [":=", "IF ", "LOOP", "PERFORM ", "RAISE ", "RETURN NEXT", "RETURN QUERY", "EXECUTE ", "EXCEPTION"];

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly MaskedText _text = text;

    private static ReadOnlySpan<byte> Quote => "'"u8;

    public readonly void Run()
    {
        var unclosed = 0;
        for (var at = 0; unclosed < UnclosedMax && _content[at..].IndexOf((byte)'$') is >= 0 and var ahead;)
        {
            at += ahead;
            var tag = Tag(_content[at..]);
            var start = at + Math.Max(1, tag.Length);
            var length = tag.IsEmpty ? -1 : _content[start..].IndexOf(tag);
            unclosed += length < 0 && !tag.IsEmpty ? 1 : 0;
            if (length >= 0 && IsBlock(_content.Slice(start, length)))
            {
                Mask(at, start + length);
                _text.Blank(_content, start + length, start + length + tag.Length, Quote);
            }

            at = length < 0 ? start : start + length + tag.Length;
        }
    }

    /// <summary><c>$$</c> or <c>$name$</c>; empty where the text begins with neither.</summary>
    private static ReadOnlySpan<byte> Tag(ReadOnlySpan<byte> text)
    {
        for (var i = 1; i < Math.Min(text.Length, TagMaxBytes); i++)
        {
            if (text[i] == (byte)'$')
            {
                return text[..(i + 1)];
            }

            if (!char.IsAsciiLetterOrDigit((char)text[i]) && text[i] != (byte)'_')
            {
                break;
            }
        }

        return [];
    }

    private static bool IsBlock(ReadOnlySpan<byte> body)
    {
        while (CommentLength(body = body.TrimStart(" \t\r\n"u8)) is > 0 and var length)
        {
            body = body[length..];
        }

        return StartsWith(body, "DECLARE"u8) || (StartsWith(body, "BEGIN"u8) && HasStatement(body));
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length > word.Length && Ascii.EqualsIgnoreCase(text[..word.Length], word);

    private static bool HasStatement(ReadOnlySpan<byte> body)
    {
        var text = Encoding.Latin1.GetString(body);
        return Array.Exists(Statements, statement => text.Contains(statement, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Of the comment that the text begins with; 0 for none.</summary>
    private static int CommentLength(ReadOnlySpan<byte> text)
    {
        var (end, endLength) = text.StartsWith("--"u8) ? (text.IndexOf((byte)'\n'), 0) : text.StartsWith("/*"u8) ? (text.IndexOf("*/"u8), 2) : (0, 0);
        return end < 0 ? text.Length : end + endLength;
    }

    /// <summary>Blanks what is no comment; the first byte is shown as the quote that begins the string.</summary>
    private readonly void Mask(int start, int end)
    {
        var shown = Quote;
        for (var (from, at) = (start, start); from < end; at++)
        {
            var comment = at < end ? CommentLength(_content[at..end]) : 0;
            if (at < end && comment == 0)
            {
                continue;
            }

            if (at > from)
            {
                _text.Blank(_content, from, at, shown);
                shown = [];
            }

            for (var i = at; i < at + comment; i++)
            {
                if (_content[i] == Quote[0])
                {
                    _text.Blank(_content, i, i + 1);
                }
            }

            from = at + comment;
            at = from - 1;
        }
    }
}
