using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All symbols, in order of segment, name, blob, file and place.</summary>
internal sealed class SymbolScan(BlobFiles files, TextArena texts, TableColumn<SymbolTableRow>[] columns)
    : PostingScan<SymbolTableRow>(files, texts, TableKind.Definitions, columns)
{
    protected override void Collect(in PostingReader posting, int segment, int file, List<PostingHit> hits)
    {
        var run = posting.Definitions;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit { Segment = segment, Blob = posting.Blob, File = file, Index = run.Symbol, Line = run.Line });
        }
    }

    protected override SymbolTableRow RowOf(PostingHit hit, FixedText key) =>
        new() { Hit = hit, Name = key, Symbol = Files.Segments[hit.Segment].Facts(hit.Blob).ReadSymbol(hit.Index) };
}
