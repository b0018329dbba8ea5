using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All symbols, in order of segment, name, blob, file and place.</summary>
internal sealed class SymbolScan(BlobFiles files, TextArena texts, NameFilter? filter, TableColumn<SymbolTableRow>[] columns)
    : PostingScan<SymbolTableRow>(files, texts, TableKind.Definitions, filter, columns)
{
    protected override void Collect(in PostingReader posting, int file, List<PostingHit> hits)
    {
        var run = posting.Definitions;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit(posting.Blob, file, run.Symbol, run.Line));
        }
    }

    protected override SymbolTableRow RowOf(int segment, PostingHit hit, FixedText key) =>
        new() { Segment = segment, Hit = hit, Name = key, Symbol = SegmentOf(segment).Facts(hit.Blob).ReadSymbol(hit.Index) };
}
