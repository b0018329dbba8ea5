using Revdex.Native.DuckDb;

namespace Revdex.Tables;

internal delegate FixedText FixedTextOf<TRow>(in TRow row)
    where TRow : struct, allows ref struct;

internal delegate ReadOnlySpan<byte> BytesOf<TRow>(in TRow row)
    where TRow : struct, allows ref struct;

internal delegate int NumberOf<TRow>(in TRow row)
    where TRow : struct, allows ref struct;

internal delegate bool FlagOf<TRow>(in TRow row)
    where TRow : struct, allows ref struct;

/// <summary>The shapes that columns have.</summary>
internal static class ColumnOf
{
    /// <summary>Text that does not move; none is NULL.</summary>
    public static TableColumn<TRow> Text<TRow>(string name, FixedTextOf<TRow> value)
        where TRow : struct, allows ref struct => new(name, DuckDbType.Varchar, (in row, ref column, index) =>
        {
            var text = value(in row);
            if (text.IsNone)
            {
                column.SetNull(index);
            }
            else
            {
                column.SetFixed(index, text.Span);
            }
        });

    /// <summary>Text that is copied, valid UTF-8; empty is NULL.</summary>
    public static TableColumn<TRow> Copied<TRow>(string name, BytesOf<TRow> value)
        where TRow : struct, allows ref struct => new(name, DuckDbType.Varchar, (in row, ref column, index) =>
        {
            var text = value(in row);
            if (text.IsEmpty)
            {
                column.SetNull(index);
            }
            else
            {
                column.SetCopy(index, text);
            }
        });

    public static TableColumn<TRow> Number<TRow>(string name, NumberOf<TRow> value)
        where TRow : struct, allows ref struct => new(name, DuckDbType.Integer, (in row, ref column, index) => column.Set(index, value(in row)));

    public static TableColumn<TRow> Flag<TRow>(string name, FlagOf<TRow> value)
        where TRow : struct, allows ref struct => new(name, DuckDbType.Boolean, (in row, ref column, index) => column.Set(index, value(in row)));
}
