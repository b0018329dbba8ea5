using Revdex.Segments;
using Oid = Revdex.Git.Oid;

namespace Revdex.Snapshots;

/// <summary>Whether other segments have all that a checkpoint has.</summary>
internal static class CheckpointCoverage
{
    /// <param name="segments">Paths, looked into one by one until nothing is left to be found.</param>
    public static bool IsCovered(string checkpoint, IEnumerable<string> segments)
    {
        if (KeysOf(checkpoint) is not { } left)
        {
            return false; // It cannot be read: whoever wants to use it says so.
        }

        using var paths = segments.GetEnumerator();
        while (left.Count > 0 && paths.MoveNext())
        {
            if (paths.Current == checkpoint)
            {
                return true;
            }

            RemoveThoseIn(paths.Current, left);
        }

        return left.Count == 0;
    }

    private static List<(Oid Oid, SegmentLanguage Language)>? KeysOf(string path)
    {
        using var segment = TryOpen(path);
        return segment is null ? null : [.. Enumerable.Range(0, segment.BlobCount).Select(blob => (segment.Blob(blob).Oid, segment.Languages[segment.LanguageOrdinal(blob)]))];
    }

    private static void RemoveThoseIn(string path, List<(Oid Oid, SegmentLanguage Language)> keys)
    {
        using var segment = TryOpen(path);
        if (segment is not null)
        {
            keys.RemoveAll(key => segment.FindLanguage(key.Language.Id, key.Language.Fingerprint) is >= 0 and var ordinal && segment.TryFindBlob(key.Oid, ordinal, out _));
        }
    }

    private static Segment? TryOpen(string path)
    {
        try
        {
            return Segment.Open(path);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
