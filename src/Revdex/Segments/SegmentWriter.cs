using Revdex.Facts;

namespace Revdex.Segments;

/// <summary>
/// Makes a segment of blobs' facts. The bytes depend on the set of facts alone: not on their order, and not on whether they came at
/// once or in segments that were merged (<see cref="SegmentMerger"/>).
/// </summary>
public static class SegmentWriter
{
    /// <param name="blobs">Each (oid, language) once; of two, the one that was not skipped counts, then the first.</param>
    /// <param name="languages">The fingerprints of at least the blobs' languages; others are left out.</param>
    /// <param name="to">A stream that seeks; written from its position, not flushed.</param>
    /// <exception cref="ArgumentException">A blob's language is not in the list or there twice, or oids differ in length.</exception>
    /// <exception cref="InvalidDataException">A blob's groups are damaged.</exception>
    public static void Write(IReadOnlyCollection<BlobFacts> blobs, IReadOnlyList<SegmentLanguage> languages, Stream to)
    {
        var used = UsedLanguages(blobs, languages);
        var ordinals = used.Select((language, ordinal) => (language.Id, ordinal)).ToDictionary(p => p.Id, p => p.ordinal, StringComparer.Ordinal);
        var sorted = InOrder(blobs, ordinals);
        using var writer = new ContainerWriter(SegmentFormat.Segment, to);
        writer.Begin(SegmentFormat.Languages);
        writer.Write(LanguageList.Write(used));
        WriteRows(writer, sorted, ordinals);
        foreach (var table in Enum.GetValues<TableKind>())
        {
            using var tableWriter = new TableWriter(writer, table);
            new KeyIndex(sorted, table).WriteTo(tableWriter);
            tableWriter.Complete();
        }

        writer.Begin(SegmentFormat.Facts);
        foreach (var blob in sorted)
        {
            writer.Write(blob.Message.Span);
        }

        writer.Complete();
    }

    /// <summary>As <see cref="Write"/>, for an overlay that stays in memory.</summary>
    public static byte[] ToBytes(IReadOnlyCollection<BlobFacts> blobs, IReadOnlyList<SegmentLanguage> languages)
    {
        using var to = new MemoryStream();
        Write(blobs, languages, to);
        return to.ToArray();
    }

    private static SegmentLanguage[] UsedLanguages(IReadOnlyCollection<BlobFacts> blobs, IReadOnlyList<SegmentLanguage> languages)
    {
        var ids = blobs.Select(b => b.LanguageId).ToHashSet(StringComparer.Ordinal);
        SegmentLanguage[] used = [.. languages.Where(l => ids.Remove(l.Id)).Order()];
        if (ids.Count > 0)
        {
            throw new ArgumentException($"no fingerprint for the language {ids.First()}", nameof(languages));
        }

        return used.All(u => languages.Count(l => l.Id == u.Id) == 1) ? used : throw new ArgumentException("a language has two fingerprints", nameof(languages));
    }

    private static List<BlobFacts> InOrder(IReadOnlyCollection<BlobFacts> blobs, Dictionary<string, int> ordinals)
    {
        var sorted = new List<BlobFacts>(blobs.Count);
        foreach (var blob in blobs.OrderBy(b => b.Oid).ThenBy(b => ordinals[b.LanguageId]).ThenBy(b => b.Skip))
        {
            if (sorted.Count == 0 || sorted[^1].Oid != blob.Oid || sorted[^1].LanguageId != blob.LanguageId)
            {
                sorted.Add(blob);
            }
        }

        return sorted.All(b => b.Oid.Length == sorted[0].Oid.Length) ? sorted : throw new ArgumentException("object ids of two lengths", nameof(blobs));
    }

    private static void WriteRows(ContainerWriter writer, List<BlobFacts> blobs, Dictionary<string, int> ordinals)
    {
        var rows = new BlobRowWriter(writer, blobs.Count, blobs.Count == 0 ? 0 : blobs[0].Oid.Length);
        foreach (var blob in blobs)
        {
            rows.Add(new BlobRecord
            {
                Oid = blob.Oid,
                LanguageOrdinal = ordinals[blob.LanguageId],
                Skip = blob.Skip,
                HasParseErrors = blob.HasParseErrors,
                SizeBytes = blob.SizeBytes,
                SymbolCount = blob.SymbolCount,
                OccurrenceCount = blob.OccurrenceCount,
                FactsLength = blob.Message.Length,
            });
        }
    }
}
