using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>All uses, in order of segment, name, blob, file and place.</summary>
internal sealed class OccurrenceScan(BlobFiles files, TextArena texts, TableColumn<OccurrenceTableRow>[] columns)
    : PostingScan<OccurrenceTableRow>(files, texts, TableKind.Occurrences, columns)
{
    protected override void Collect(in PostingReader posting, int segment, int file, List<PostingHit> hits)
    {
        var run = posting.Occurrences;
        while (run.MoveNext())
        {
            hits.Add(new PostingHit
            {
                Segment = segment,
                Blob = posting.Blob,
                File = file,
                Index = run.Enclosing,
                Line = run.Line,
                Column = run.Column,
                Role = run.Role,
                HasReceiver = run.HasReceiver,
            });
        }
    }

    protected override OccurrenceTableRow RowOf(PostingHit hit, FixedText key) => new() { Hit = hit, Name = key };
}
