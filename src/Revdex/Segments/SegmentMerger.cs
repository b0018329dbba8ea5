using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// Makes one segment of several, leaving out what is not kept. The bytes are those that writing the kept facts directly would give.
/// Works through all segments in order of their keys: memory grows with blobs and with one key's postings, not with the bytes merged.
/// </summary>
public static class SegmentMerger
{
    /// <param name="segments">Held by the caller meanwhile. A blob that several have, in one language and fingerprint, is written once.</param>
    /// <param name="keep">Whether to keep a blob, by its number in the segment; asked once for each.</param>
    /// <param name="to">A stream that seeks; written from its position, not flushed.</param>
    /// <exception cref="ArgumentException">Oids of the segments differ in length.</exception>
    /// <exception cref="InvalidDataException">A segment is damaged.</exception>
    public static void Merge(IReadOnlyList<Segment> segments, Func<Segment, int, bool> keep, Stream to)
    {
        var plan = new MergePlan(segments, keep);
        using var writer = new ContainerWriter(SegmentFormat.Segment, to);
        writer.Begin(SegmentFormat.Languages);
        writer.Write(LanguageList.Write(plan.Languages));
        var rows = new BlobRowWriter(writer, plan.Kept.Count, plan.Kept.Count == 0 ? 0 : segments[plan.Kept[0].Segment].OidLength);
        foreach (var source in plan.Kept)
        {
            rows.Add(plan.Record(source));
        }

        foreach (var table in Enum.GetValues<TableKind>())
        {
            using var tableWriter = new TableWriter(writer, table);
            new TableMerge(segments, table, plan.NewBlobs).WriteTo(tableWriter);
            tableWriter.Complete();
        }

        writer.Begin(SegmentFormat.Facts);
        foreach (var source in plan.Kept)
        {
            writer.Write(segments[source.Segment].Message(source.Blob));
        }

        writer.Complete();
    }

    /// <summary>As <see cref="Merge"/>, for overlays that stay in memory.</summary>
    public static byte[] ToBytes(IReadOnlyList<Segment> segments, Func<Segment, int, bool> keep)
    {
        using var to = new MemoryStream();
        Merge(segments, keep, to);
        return to.ToArray();
    }
}
