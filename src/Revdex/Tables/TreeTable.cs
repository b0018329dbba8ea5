using System.Text;
using Revdex.Git;
using Revdex.Native.DuckDb;

namespace Revdex.Tables;

/// <summary>The table of a view's paths, whether or not they have facts.</summary>
internal static class TreeTable
{
    /// <summary>As SQL asks it: path, oid, language, mode.</summary>
    public static DuckDbTable Of(string name, TableView view) => Make(name, view, PathColumns(view));

    /// <summary>As it is published: also the commit, and where each path's facts are among the published segments' tables.</summary>
    public static DuckDbTable Of(string name, TableView view, Oid commit, IReadOnlyList<string> segmentIds, TextArena texts)
    {
        var commitText = texts.Add(Encoding.ASCII.GetBytes(commit.ToString()));
        FixedText[] ids = [.. segmentIds.Select(id => texts.Add(Encoding.ASCII.GetBytes(id)))];
        return Make(name, view,
        [
            ColumnOf.Text<FileRow>("commit", (in row) => commitText),
            .. PathColumns(view),
            ColumnOf.Text<FileRow>("segment", (in row) => row.Segment < 0 ? default : ids[row.Segment]),
            new("file", DuckDbType.Integer, WriteBlob),
        ]);
    }

    private static RowTable<FileRow> Make(string name, TableView view, TableColumn<FileRow>[] columns) =>
        new(name, columns, view.FileCount, wanted => new FileScan(view.Blobs, withFactsOnly: false, wanted));

    private static TableColumn<FileRow>[] PathColumns(TableView view) =>
    [
        ColumnOf.Text<FileRow>("path", (in row) => view.Path(row.File)),
        ColumnOf.Copied<FileRow>("oid", (in row) => Encoding.ASCII.GetBytes(view.Oid(row.File).ToString())),
        ColumnOf.Text<FileRow>("language", (in row) => view.Language(row.File)),
        ColumnOf.Copied<FileRow>("mode", (in row) => Encoding.ASCII.GetBytes(Octal(view.Mode(row.File)))),
    ];

    /// <summary>As git writes it: <c>100644</c>.</summary>
    private static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(6, '0');

    private static void WriteBlob(in FileRow row, ref DuckDbColumnWriter column, int index)
    {
        if (row.Segment < 0)
        {
            column.SetNull(index);
        }
        else
        {
            column.Set(index, row.Blob);
        }
    }
}
