using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query;

/// <summary>
/// Which segment gives the facts of each file of a view: the first that has its (oid, language) from an extractor as this build's. A
/// large segment is merged with the view's keys in one pass; of a small one each blob is searched.
/// </summary>
internal sealed class MountClaims(View view, IReadOnlyList<SegmentSource> sources)
{
    /// <summary>A search costs about as much as this many steps of a merge.</summary>
    private const int SearchCost = 8;

    private readonly ViewFiles _files = view.Files;
    private readonly byte[]?[] _languages = new byte[sources.Count][];

    /// <summary>For each file, 0 or one more than the number of the segment that has its facts.</summary>
    public byte[] Owners { get; } = new byte[view.Count];

    /// <summary>For each file that has an owner, the blob in it.</summary>
    public int[] Blobs { get; } = new int[view.Count];

    public void ClaimAll()
    {
        for (var i = 0; i < sources.Count; i++)
        {
            var segment = sources[i].Segment;
            if (segment.BlobCount == 0 || segment.OidLength != _files.OidLength)
            {
                continue;
            }

            if ((long)segment.BlobCount * SearchCost < view.ByKey.Length)
            {
                ClaimBySearch(i);
            }
            else
            {
                ClaimByMerge(i);
            }
        }
    }

    /// <summary>Gives one file that nobody has to the first of some segments that has its blob.</summary>
    public bool TryClaim(int file, int source)
    {
        var segment = sources[source].Segment;
        if (segment.BlobCount == 0 || segment.OidLength != _files.OidLength)
        {
            return false;
        }

        var ordinal = Array.IndexOf(LanguagesOf(source), _files.LanguageOrdinals[file]);
        if (ordinal < 0 || !segment.TryFindBlob(_files.Oid(file), ordinal, out var blob) || !IsKnowledge(source, blob))
        {
            return false;
        }

        Claim(file, source, blob);
        return true;
    }

    private void ClaimByMerge(int source)
    {
        var (segment, keys) = (sources[source].Segment, view.ByKey);
        var (key, blob) = (0, 0);
        while (key < keys.Length && blob < segment.BlobCount)
        {
            var order = _files.OidSpan(keys[key]).SequenceCompareTo(segment.OidBytes(blob));
            if (order < 0)
            {
                key++;
            }
            else if (order == 0)
            {
                // The keys of one oid stay where they are until the segment's blobs of that oid, one for each language, are through.
                ClaimRun(source, key, blob++);
            }
            else
            {
                blob++;
            }
        }
    }

    private void ClaimBySearch(int source)
    {
        var segment = sources[source].Segment;
        for (var blob = 0; blob < segment.BlobCount; blob++)
        {
            ClaimRun(source, view.FirstKeyOf(segment.OidBytes(blob)), blob);
        }
    }

    /// <summary>Gives the files of a blob's oid and language, which begin at or after a key, to it.</summary>
    private void ClaimRun(int source, int key, int blob)
    {
        var (segment, languages) = (sources[source].Segment, LanguagesOf(source));
        var ordinal = segment.LanguageOrdinal(blob);
        var language = (uint)ordinal < (uint)languages.Length ? languages[ordinal] : ViewFiles.NoLanguage;
        if (language == ViewFiles.NoLanguage)
        {
            return;
        }

        var oid = segment.OidBytes(blob);
        var keys = view.ByKey;
        for (; key < keys.Length && _files.OidSpan(keys[key]).SequenceEqual(oid); key++)
        {
            var file = keys[key];
            if (_files.LanguageOrdinals[file] == language && Owners[file] == 0 && IsKnowledge(source, blob))
            {
                Claim(file, source, blob);
            }
        }
    }

    private void Claim(int file, int source, int blob) => (Owners[file], Blobs[file]) = (checked((byte)(source + 1)), blob);

    private bool IsKnowledge(int source, int blob) => sources[source].IsOverlay || sources[source].Segment.Blob(blob).Skip != SkipReason.Missing;

    /// <summary>For each language of a segment, its ordinal in the view; none where its facts are of another extractor.</summary>
    private byte[] LanguagesOf(int source) => _languages[source] ??= CurrentLanguages(sources[source].Segment);

    private byte[] CurrentLanguages(Segment segment)
    {
        var result = new byte[segment.Languages.Count];
        var known = view.Languages.All;
        for (var i = 0; i < result.Length; i++)
        {
            var ordinal = view.Languages.Ordinal(view.Languages.ById(segment.Languages[i].Id));
            var isCurrent = ordinal != ViewFiles.NoLanguage && known[ordinal].Fingerprint == segment.Languages[i].Fingerprint;
            result[i] = isCurrent ? ordinal : ViewFiles.NoLanguage;
        }

        return result;
    }
}
