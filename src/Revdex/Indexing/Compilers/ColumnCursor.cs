using System.Text;
using Revdex.Scip;

namespace Revdex.Indexing.Compilers;

/// <summary>Turns columns of one line, asked for in ascending order, into bytes of the line: one walk, however long the line and many the columns.</summary>
internal ref struct ColumnCursor(ReadOnlySpan<byte> line, PositionEncoding encoding)
{
    private readonly ReadOnlySpan<byte> _line = line;
    private int _at;
    private int _units;

    /// <summary>-1 where the line has no such column, or it is within a character.</summary>
    public int ByteOf(int column)
    {
        if (column < _units)
        {
            (_at, _units) = (0, 0);
        }

        while (_units < column && _at < _line.Length)
        {
            Rune.DecodeFromUtf8(_line[_at..], out var rune, out var length);
            _at += length;
            _units += encoding switch
            {
                PositionEncoding.Utf8 => length,
                PositionEncoding.Utf32 => 1,
                _ => rune.Utf16SequenceLength,
            };
        }

        return _units == column ? _at : -1;
    }
}
