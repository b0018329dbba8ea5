using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All imports, in order of segment, module, blob, file and place.</summary>
internal sealed class ImportScan(BlobFiles files, TextArena texts, TableColumn<ImportTableRow>[] columns)
    : PostingScan<ImportTableRow>(files, texts, TableKind.Imports, columns)
{
    protected override void Collect(in PostingReader posting, int segment, int file, List<PostingHit> hits)
    {
        var run = posting.Imports;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit { Segment = segment, Blob = posting.Blob, File = file, Index = run.Import, Line = run.Line });
        }
    }

    protected override ImportTableRow RowOf(PostingHit hit, FixedText key) =>
        new() { Hit = hit, Module = key, Import = Files.Segments[hit.Segment].Facts(hit.Blob).ReadImport(hit.Index) };
}
