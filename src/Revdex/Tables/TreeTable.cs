using System.Text;
using System.Text.Unicode;
using Revdex.Git;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>The table of a view's or a commit's paths, whether or not they have facts.</summary>
internal static class TreeTable
{
    /// <summary>As SQL asks it: path, oid, language, mode.</summary>
    public static DuckDbTable Of(string name, TableView view) => new RowTable<FileRow>(
        name,
        [
            ColumnOf.Text<FileRow>("path", (in row) => view.Path(row.File)),
            ColumnOf.Copied<FileRow>("oid", (in row) => Encoding.ASCII.GetBytes(view.Oid(row.File).ToString())),
            ColumnOf.Text<FileRow>("language", (in row) => view.Language(row.File)),
            ColumnOf.Copied<FileRow>("mode", (in row) => Octal(view.Mode(row.File))),
        ],
        view.FileCount,
        wanted => new FileScan(view.Blobs, withFactsOnly: false, wanted));

    /// <summary>As it is published: also where each path's facts are among the published segments' tables. A path that is gone has all else NULL.</summary>
    public static DuckDbTable Of(string name, IReadOnlyList<TreeRow> rows) => new RowTable<TreeRow>(
        name,
        [
            ColumnOf.Copied<TreeRow>("path", (in row) => Displayed(row.Path.Span)),
            ColumnOf.Copied<TreeRow>("oid", (in row) => row.Oid.IsNone ? default : Encoding.ASCII.GetBytes(row.Oid.ToString())),
            ColumnOf.Copied<TreeRow>("language", (in row) => Encoding.UTF8.GetBytes(row.LanguageId ?? "")),
            ColumnOf.Copied<TreeRow>("mode", (in row) => row.Oid.IsNone ? default : Octal(row.Mode)),
            ColumnOf.Copied<TreeRow>("segment", (in row) => Encoding.ASCII.GetBytes(row.Segment?.ToString() ?? "")),
            new("file", DuckDbType.Integer, WriteBlob),
        ],
        rows.Count,
        wanted => new ListScan<TreeRow>(rows, wanted));

    /// <summary>Valid UTF-8, by the rule of <see cref="GitPath"/>.</summary>
    public static ReadOnlySpan<byte> Displayed(ReadOnlySpan<byte> path) => Utf8.IsValid(path) ? path : Encoding.UTF8.GetBytes(GitPath.Display(path));

    /// <summary>As git writes it: <c>100644</c>.</summary>
    private static ReadOnlySpan<byte> Octal(int mode) => Encoding.ASCII.GetBytes(Convert.ToString(mode, 8).PadLeft(6, '0'));

    private static void WriteBlob(in TreeRow row, ref DuckDbColumnWriter column, int index)
    {
        if (row.Segment is null)
        {
            column.SetNull(index);
        }
        else
        {
            column.Set(index, row.Blob);
        }
    }
}
