using Revdex.Facts;
using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Indexing;

/// <summary>What a target's blobs hold together, read from the segments that cover them.</summary>
internal readonly record struct TargetCounts(int Skipped, long Symbols, long Occurrences)
{
    public static TargetCounts Of(SnapshotTarget target, IReadOnlyList<Segment> segments)
    {
        var (skipped, symbols, occurrences) = (0, 0L, 0L);
        foreach (var key in target.Blobs)
        {
            if (Find(key, segments) is { } record)
            {
                skipped += record.Skip == SkipReason.None ? 0 : 1;
                symbols += record.SymbolCount;
                occurrences += record.OccurrenceCount;
            }
        }

        return new TargetCounts(skipped, symbols, occurrences);
    }

    private static BlobRecord? Find(BlobKey key, IReadOnlyList<Segment> segments)
    {
        foreach (var segment in segments)
        {
            var ordinal = segment.FindLanguage(key.Language.Id, key.Language.Fingerprint);
            if (ordinal >= 0 && segment.TryFindBlob(key.Oid, ordinal, out var blob))
            {
                return segment.Blob(blob);
            }
        }

        return null;
    }
}
