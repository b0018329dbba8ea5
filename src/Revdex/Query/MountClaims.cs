using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query;

/// <summary>
/// Which segment gives the facts of each file of a view: the first that has its (oid, language) from an extractor as this build's. A
/// large segment is merged with the view's keys in one pass; of a small one each blob is searched.
/// </summary>
internal sealed class MountClaims(View view)
{
    /// <summary>A search costs about as much as this many steps of a merge.</summary>
    private const int SearchCost = 8;

    private readonly int[] _keys = view.ByKey;
    private readonly ViewFiles _files = view.Files;

    /// <summary>For each file, 0 or one more than the number of the segment that has its facts.</summary>
    public byte[] Owners { get; } = new byte[view.Count];

    /// <summary>For each file that has an owner, the blob in it.</summary>
    public int[] Blobs { get; } = new int[view.Count];

    public void Claim(SegmentSource source, byte owner)
    {
        var segment = source.Segment;
        if (segment.BlobCount == 0 || _keys.Length == 0 || segment.OidLength != _files.OidLength)
        {
            return;
        }

        var languages = CurrentLanguages(segment);
        if ((long)segment.BlobCount * SearchCost < _keys.Length)
        {
            ClaimBySearch(source, owner, languages);
        }
        else
        {
            ClaimByMerge(source, owner, languages);
        }
    }

    /// <summary>For each language of the segment, its ordinal in the view; none where its facts are of another extractor.</summary>
    private byte[] CurrentLanguages(Segment segment)
    {
        var result = new byte[segment.Languages.Count];
        var known = view.Languages.All;
        for (var i = 0; i < result.Length; i++)
        {
            var ordinal = ViewBuilder.Ordinal(view.Languages, segment.Languages[i].Id);
            var isCurrent = ordinal != ViewFiles.NoLanguage && known[ordinal].Fingerprint == segment.Languages[i].Fingerprint;
            result[i] = isCurrent ? ordinal : ViewFiles.NoLanguage;
        }

        return result;
    }

    private void ClaimByMerge(SegmentSource source, byte owner, byte[] languages)
    {
        var segment = source.Segment;
        var (key, blob) = (0, 0);
        while (key < _keys.Length && blob < segment.BlobCount)
        {
            var order = _files.OidSpan(_keys[key]).SequenceCompareTo(segment.OidBytes(blob));
            if (order < 0)
            {
                key++;
            }
            else if (order == 0)
            {
                // The keys of one oid stay where they are until the segment's blobs of that oid, one for each language, are through.
                ClaimRun(source, owner, languages, key, blob++);
            }
            else
            {
                blob++;
            }
        }
    }

    private void ClaimBySearch(SegmentSource source, byte owner, byte[] languages)
    {
        for (var blob = 0; blob < source.Segment.BlobCount; blob++)
        {
            ClaimRun(source, owner, languages, view.FirstKeyOf(source.Segment.OidBytes(blob)), blob);
        }
    }

    /// <summary>Gives the files of a blob's oid and language, which begin at or after a key, to it.</summary>
    private void ClaimRun(SegmentSource source, byte owner, byte[] languages, int key, int blob)
    {
        var segment = source.Segment;
        var ordinal = segment.LanguageOrdinal(blob);
        var language = (uint)ordinal < (uint)languages.Length ? languages[ordinal] : ViewFiles.NoLanguage;
        if (language == ViewFiles.NoLanguage)
        {
            return;
        }

        var oid = segment.OidBytes(blob);
        for (; key < _keys.Length && _files.OidSpan(_keys[key]).SequenceEqual(oid); key++)
        {
            var file = _keys[key];
            if (_files.LanguageOrdinals[file] == language && Owners[file] == 0 && IsKnowledge(source, blob))
            {
                (Owners[file], Blobs[file]) = (owner, blob);
            }
        }
    }

    private static bool IsKnowledge(SegmentSource source, int blob) => source.IsOverlay || source.Segment.Blob(blob).Skip != SkipReason.Missing;
}
