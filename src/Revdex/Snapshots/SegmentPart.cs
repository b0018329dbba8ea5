using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Snapshots;

/// <summary>A segment that may cover blobs, by its blobs table alone: the facts can be far away. For one thread.</summary>
internal sealed class SegmentPart(ManifestSegment entry, BlobsTable table)
{
    /// <summary>Per language of the question, its ordinal in the table, or -1.</summary>
    private readonly Dictionary<Language, int> _ordinals = [];

    private readonly bool[] _isLive = new bool[table.Count];
    private int _liveCount;

    public ManifestSegment Entry => entry;

    public bool IsAllLive => _liveCount == table.Count;

    public bool IsLive(int blob) => _isLive[blob];

    /// <summary>
    /// Takes charge of a blob, if the segment has its facts. One that was missing when the segment was made is not covered: it may be
    /// there now.
    /// </summary>
    public bool TryTake(BlobKey key)
    {
        if (Ordinal(key.Language) is not (>= 0 and var ordinal) || !table.TryFind(key.Oid, ordinal, out var blob) || table[blob].Skip == SkipReason.Missing)
        {
            return false;
        }

        _liveCount += _isLive[blob] ? 0 : 1;
        _isLive[blob] = true;
        return true;
    }

    public SegmentUse Use()
    {
        long live = 0;
        long dead = 0;
        for (var blob = 0; blob < table.Count; blob++)
        {
            (_isLive[blob] ? ref live : ref dead) += Weight(table[blob]);
        }

        return new SegmentUse(entry.Id, entry.Kind, live, dead, _liveCount);
    }

    /// <summary>What a blob takes in a segment: its row, message and postings. A posting is about six bytes with its share of the key.</summary>
    private static long Weight(in BlobRecord record) => 48 + record.FactsLength + 6L * record.OccurrenceCount + 10L * record.SymbolCount;

    private int Ordinal(Language language)
    {
        if (!_ordinals.TryGetValue(language, out var ordinal))
        {
            ordinal = table.Languages.ToList().IndexOf(new SegmentLanguage(language.Id, language.Fingerprint));
            _ordinals.Add(language, ordinal);
        }

        return ordinal;
    }
}
