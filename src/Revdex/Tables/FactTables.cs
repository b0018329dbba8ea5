using Revdex.Facts;
using Revdex.Native.DuckDb;
using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>
/// The tables of facts with the columns that artifacts/tables.sql documents: over a view (each row has a path), or over one segment
/// (each row has the segment and the blob's number, as in the published Parquet files). Text is handed to DuckDB where it lies, so
/// segments and texts must outlive the database.
/// </summary>
internal sealed class FactTables
{
    private readonly BlobFiles _files;
    private readonly TextArena _texts;
    private readonly SymbolNames _symbolNames;
    private readonly FixedText[] _languages;
    private readonly int[] _languageStarts;
    private readonly Func<int, FixedText>? _path;
    private readonly FixedText _segmentId;

    private FactTables(BlobFiles files, TextArena texts, Func<int, FixedText>? path, FixedText segmentId)
    {
        (_files, _texts, _path, _segmentId) = (files, texts, path, segmentId);
        _symbolNames = new SymbolNames(files.Segments, texts);
        _languageStarts = [.. files.Segments.Select((_, i) => files.Segments.Take(i).Sum(s => s.Languages.Count))];
        _languages = [.. files.Segments.SelectMany(s => s.Languages).Select(l => texts.Add(System.Text.Encoding.UTF8.GetBytes(l.Id)))];
    }

    /// <summary>What a view shows; paths instead of blob numbers.</summary>
    public static FactTables Of(TableView view, TextArena texts) => new(view.Blobs, texts, view.Path, default);

    /// <summary>What a segment holds, by its own numbers.</summary>
    /// <param name="segment">Whose tables.</param>
    /// <param name="id">Its id, in every row, so that the files of many segments can be read together.</param>
    /// <param name="texts">Where texts are kept that do not lie in the segment.</param>
    public static FactTables Of(Segment segment, string id, TextArena texts) =>
        new(BlobFiles.Itself(segment), texts, null, texts.Add(System.Text.Encoding.UTF8.GetBytes(id)));

    public DuckDbTable Files(string name)
    {
        TableColumn<FileRow>[] columns =
        [
            .. Place<FileRow>(),
            ColumnOf.Copied<FileRow>("oid", (in row) => HexDigits(SegmentOf(row.Segment).OidBytes(row.Blob))),
            ColumnOf.Text<FileRow>("language", (in row) => Language(row.Segment, row.Blob)),
            new("size_bytes", DuckDbType.BigInt, (in row, ref column, index) => column.Set(index, Record(row).SizeBytes)),
            ColumnOf.Text<FileRow>("skip", (in row) => Record(row).Skip == SkipReason.None ? default : FactWords.Of(Record(row).Skip)),
            ColumnOf.Flag<FileRow>("has_parse_errors", (in row) => Record(row).HasParseErrors),
            ColumnOf.Number<FileRow>("symbol_count", (in row) => Record(row).SymbolCount),
            ColumnOf.Number<FileRow>("occurrence_count", (in row) => Record(row).OccurrenceCount),
        ];
        return new RowTable<FileRow>(name, columns, _files.FileCount, wanted => new FileScan(_files, withFactsOnly: true, wanted));
    }

    public DuckDbTable Symbols(string name, NameFilter? filter = null)
    {
        TableColumn<SymbolTableRow>[] columns =
        [
            ColumnOf.Text<SymbolTableRow>("name", (in row) => row.Name),
            ColumnOf.Text<SymbolTableRow>("kind", (in row) => FactWords.Of(row.Symbol.Kind)),
            ColumnOf.Text<SymbolTableRow>("container", Container),
            .. Place<SymbolTableRow>(),
            ColumnOf.Number<SymbolTableRow>("line", (in row) => row.Symbol.NameLine),
            ColumnOf.Number<SymbolTableRow>("column", (in row) => row.Symbol.NameColumn + 1),
            ColumnOf.Number<SymbolTableRow>("start_line", (in row) => row.Symbol.StartLine),
            ColumnOf.Number<SymbolTableRow>("end_line", (in row) => row.Symbol.EndLine),
            ColumnOf.Text<SymbolTableRow>("language", (in row) => Language(row.Segment, row.Blob)),
            ColumnOf.Text<SymbolTableRow>("signature", (in row) => OrNone(row.Symbol.Signature)),
            ColumnOf.Text<SymbolTableRow>("doc", (in row) => OrNone(row.Symbol.Doc)),
            Flag("exported", SymbolFlags.Exported),
            Flag("static", SymbolFlags.Static),
            Flag("abstract", SymbolFlags.Abstract),
            Flag("async", SymbolFlags.Async),
            Flag("test", SymbolFlags.Test),
            Flag("deprecated", SymbolFlags.Deprecated),
            new("body_hash", DuckDbType.UBigInt, WriteBodyHash),
        ];
        return new RowTable<SymbolTableRow>(name, columns, Total(r => r.SymbolCount), wanted => new SymbolScan(_files, _texts, filter, wanted));
    }

    public DuckDbTable Occurrences(string name, NameFilter? filter = null)
    {
        TableColumn<OccurrenceTableRow>[] columns =
        [
            ColumnOf.Text<OccurrenceTableRow>("name", (in row) => row.Name),
            ColumnOf.Text<OccurrenceTableRow>("role", (in row) => FactWords.Of(row.Hit.Role)),
            .. Place<OccurrenceTableRow>(),
            ColumnOf.Number<OccurrenceTableRow>("line", (in row) => row.Hit.Line),
            ColumnOf.Number<OccurrenceTableRow>("column", (in row) => row.Hit.Column + 1),
            ColumnOf.Text<OccurrenceTableRow>("enclosing", (in row) => _symbolNames.Of(row.Segment, row.Blob, row.Hit.Index)),
            ColumnOf.Flag<OccurrenceTableRow>("has_receiver", (in row) => row.Hit.HasReceiver),
        ];
        return new RowTable<OccurrenceTableRow>(name, columns, Total(r => r.OccurrenceCount), wanted => new OccurrenceScan(_files, _texts, filter, wanted));
    }

    public DuckDbTable Imports(string name, NameFilter? filter = null)
    {
        TableColumn<ImportTableRow>[] columns =
        [
            ColumnOf.Text<ImportTableRow>("module", (in row) => row.Module),
            ColumnOf.Text<ImportTableRow>("name", (in row) => OrNone(row.Import.Name)),
            ColumnOf.Text<ImportTableRow>("alias", (in row) => OrNone(row.Import.Alias)),
            .. Place<ImportTableRow>(),
            ColumnOf.Number<ImportTableRow>("line", (in row) => row.Import.Line),
        ];
        return new RowTable<ImportTableRow>(name, columns, _files.Segments.Sum(s => s.BlobCount) * 8L, wanted => new ImportScan(_files, _texts, filter, wanted));
    }

    private static TableColumn<SymbolTableRow> Flag(string name, SymbolFlags flag) =>
        ColumnOf.Flag<SymbolTableRow>(name, (in row) => (row.Symbol.Flags & flag) != 0);

    private static void WriteBodyHash(in SymbolTableRow row, ref DuckDbColumnWriter column, int index)
    {
        if (row.Symbol.BodyHash == 0)
        {
            column.SetNull(index);
        }
        else
        {
            column.Set(index, row.Symbol.BodyHash);
        }
    }

    /// <summary>The innermost one's name, or what the definition itself names (<c>Parser</c> of <c>void Parser::Run()</c>).</summary>
    private FixedText Container(in SymbolTableRow row) =>
        row.Symbol.Qualifier.IsEmpty ? _symbolNames.Of(row.Segment, row.Blob, row.Symbol.Container) : _texts.Valid(row.Symbol.Qualifier);

    private static ReadOnlySpan<byte> HexDigits(ReadOnlySpan<byte> oid)
    {
        var digits = new byte[oid.Length * 2];
        Convert.TryToHexStringLower(oid, digits, out _);
        return digits;
    }

    private TableColumn<TRow>[] Place<TRow>()
        where TRow : struct, ITableRow, allows ref struct => _path is { } path
        ? [ColumnOf.Text<TRow>("path", (in row) => path(row.File))]
        : [ColumnOf.Text<TRow>("segment", (in row) => _segmentId), ColumnOf.Number<TRow>("file", (in row) => row.File)];

    private Segment SegmentOf(int segment) => _files.Segments[segment];

    private BlobRecord Record(in FileRow row) => SegmentOf(row.Segment).Blob(row.Blob);

    private long Total(Func<BlobRecord, int> count) =>
        _files.Segments.Sum(s => Enumerable.Range(0, s.BlobCount).Sum(blob => (long)count(s.Blob(blob))));

    /// <exception cref="InvalidDataException">The blob's language is none of the segment's.</exception>
    private FixedText Language(int segment, int blob)
    {
        var ordinal = SegmentOf(segment).LanguageOrdinal(blob);
        return (uint)ordinal < (uint)SegmentOf(segment).Languages.Count
            ? _languages[_languageStarts[segment] + ordinal]
            : throw new InvalidDataException($"segment {SegmentOf(segment).Name}: blob {blob} is in language {ordinal}");
    }

    private FixedText OrNone(ReadOnlySpan<byte> text) => text.IsEmpty ? default : _texts.Valid(text);
}
