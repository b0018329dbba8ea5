using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All uses, in order of segment, name, blob, file and place.</summary>
internal sealed class OccurrenceScan(BlobFiles files, TextArena texts, NameFilter? filter, TableColumn<OccurrenceTableRow>[] columns)
    : PostingScan<OccurrenceTableRow>(files, texts, TableKind.Occurrences, filter, columns)
{
    protected override void Collect(in PostingReader posting, int file, List<PostingHit> hits)
    {
        var run = posting.Occurrences;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit(posting.Blob, file, run.Enclosing, run.Line, PostingHit.Use(run.Role, run.HasReceiver, run.Column)));
        }
    }

    protected override OccurrenceTableRow RowOf(int segment, PostingHit hit, FixedText key) => new() { Segment = segment, Hit = hit, Name = key };
}
