using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All imports, in order of segment, module, blob, file and place.</summary>
internal sealed class ImportScan(BlobFiles files, TextArena texts, NameFilter? filter, TableColumn<ImportTableRow>[] columns)
    : PostingScan<ImportTableRow>(files, texts, TableKind.Imports, filter, columns)
{
    protected override void Collect(in PostingReader posting, int file, List<PostingHit> hits)
    {
        var run = posting.Imports;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit(posting.Blob, file, run.Import, run.Line));
        }
    }

    protected override ImportTableRow RowOf(int segment, PostingHit hit, FixedText key) =>
        new() { Segment = segment, Hit = hit, Module = key, Import = SegmentOf(segment).Facts(hit.Blob).ReadImport(hit.Index) };
}
