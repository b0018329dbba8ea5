namespace Revdex.Query;

/// <summary>Turns what each file's facts are into what each blob's files are.</summary>
internal static class MountGathering
{
    /// <param name="ready">Segments that are mounted already, by number; null for one to gather.</param>
    public static MountedSegment[] Of(MountClaims claims, IReadOnlyList<SegmentSource> sources, Func<int, MountedSegment?> ready)
    {
        var result = new MountedSegment?[sources.Count];
        var starts = new int[sources.Count][];
        for (var i = 0; i < starts.Length; i++)
        {
            result[i] = ready(i);
            starts[i] = result[i] is null ? new int[sources[i].Segment.BlobCount + 1] : [];
        }

        if (Array.TrueForAll(result, segment => segment is not null))
        {
            return result!; // None is null.
        }

        Count(claims, starts);
        var next = Array.ConvertAll(starts, Accumulate);
        var files = Array.ConvertAll(starts, counts => counts.Length == 0 ? [] : new int[counts[^1]]);
        for (var file = 0; file < claims.Owners.Length; file++)
        {
            var owner = claims.Owners[file] - 1;
            if (owner >= 0 && next[owner].Length > 0)
            {
                files[owner][next[owner][claims.Blobs[file]]++] = file;
            }
        }

        return [.. sources.Select((source, i) => result[i] ?? new MountedSegment(source.Segment, starts[i], files[i]))];
    }

    private static void Count(MountClaims claims, int[][] starts)
    {
        for (var file = 0; file < claims.Owners.Length; file++)
        {
            var owner = claims.Owners[file] - 1;
            if (owner >= 0 && starts[owner].Length > 0)
            {
                starts[owner][claims.Blobs[file] + 1]++;
            }
        }
    }

    /// <summary>Turns counts into starts, and returns a copy to count on.</summary>
    private static int[] Accumulate(int[] counts)
    {
        for (var i = 1; i < counts.Length; i++)
        {
            counts[i] += counts[i - 1];
        }

        return [.. counts];
    }
}
