using System.Text;

namespace Revdex.Query.Tools;

/// <summary>
/// Finds lines in a file's content, quickly when asked in ascending order. Lines end with LF, CR LF or the end; the texts given
/// out are without the ending. A byte order mark is no part of the first line.
/// </summary>
internal ref struct ContentLines(ReadOnlySpan<byte> content)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private int _line = 1;
    private int _start;

    /// <summary>Bytes from the content's start to the line's, or the content's length past its end.</summary>
    public int Start(int line)
    {
        if (line < _line)
        {
            (_line, _start) = (1, 0);
        }

        while (_line < line && _start < _content.Length)
        {
            var length = _content[_start..].IndexOf((byte)'\n');
            _start = length < 0 ? _content.Length : _start + length + 1;
            _line++;
        }

        return _line == line ? _start : _content.Length;
    }

    /// <summary>Empty past the end.</summary>
    public ReadOnlySpan<byte> Line(int line)
    {
        var rest = _content[Start(line)..];
        var length = rest.IndexOf((byte)'\n');
        return (length < 0 ? rest : rest[..length]).TrimEnd((byte)'\r');
    }

    /// <summary>From 1, in UTF-16 units, of a place that many bytes into a line.</summary>
    public static int Utf16Column(ReadOnlySpan<byte> line, int columnBytes) =>
        1 + Encoding.UTF8.GetCharCount(line[..Math.Min(columnBytes, line.Length)]);

    /// <summary>The other way round: bytes into the line, at most its length.</summary>
    public static int ByteColumn(ReadOnlySpan<byte> line, int utf16Column)
    {
        var (at, units) = (0, 1);
        while (units < utf16Column && at < line.Length)
        {
            Rune.DecodeFromUtf8(line[at..], out var rune, out var length);
            (at, units) = (at + length, units + rune.Utf16SequenceLength);
        }

        return at;
    }
}
