namespace Revdex.Query;

/// <summary>A view joined with segments.</summary>
internal sealed class Mount
{
    private readonly View _view;
    private readonly byte[] _owners;
    private readonly int[] _blobs;

    private Mount(View view, IReadOnlyList<SegmentSource> segments, MountClaims claims)
    {
        (_view, _owners, _blobs) = (view, claims.Owners, claims.Blobs);
        Segments = Gather(segments);
        MissingCount = MissingFiles().Count();
    }

    public IReadOnlyList<MountedSegment> Segments { get; }

    /// <summary>Distinct (oid, language) that no segment has.</summary>
    public int MissingCount { get; }

    /// <param name="view">What is asked about.</param>
    /// <param name="segments">At most 254, each leased by the caller; the first that has a blob gives its facts.</param>
    /// <exception cref="InvalidDataException">A segment's records are damaged.</exception>
    public static Mount Of(View view, IReadOnlyList<SegmentSource> segments)
    {
        var claims = new MountClaims(view);
        for (var i = 0; i < segments.Count; i++)
        {
            claims.Claim(segments[i], checked((byte)(i + 1)));
        }

        return new Mount(view, segments, claims);
    }

    public bool TryLocate(int file, out int segment, out int blob)
    {
        (segment, blob) = (_owners[file] - 1, _blobs[file]);
        return segment >= 0;
    }

    /// <summary>One file for each (oid, language) that no segment has, in the order of their keys.</summary>
    public IEnumerable<int> MissingFiles()
    {
        var keys = _view.ByKey;
        for (var i = 0; i < keys.Length; i++)
        {
            if (_owners[keys[i]] == 0 && (i == 0 || _view.Files.CompareKeys(keys[i - 1], keys[i]) != 0))
            {
                yield return keys[i];
            }
        }
    }

    private MountedSegment[] Gather(IReadOnlyList<SegmentSource> segments)
    {
        var starts = new int[segments.Count][];
        for (var i = 0; i < starts.Length; i++)
        {
            starts[i] = new int[segments[i].Segment.BlobCount + 1];
        }

        for (var file = 0; file < _owners.Length; file++)
        {
            if (_owners[file] != 0)
            {
                starts[_owners[file] - 1][_blobs[file] + 1]++;
            }
        }

        var next = Array.ConvertAll(starts, Accumulate);
        var files = Array.ConvertAll(starts, counts => new int[counts[^1]]);
        for (var file = 0; file < _owners.Length; file++)
        {
            if (_owners[file] != 0)
            {
                var owner = _owners[file] - 1;
                files[owner][next[owner][_blobs[file]]++] = file;
            }
        }

        return [.. segments.Select((source, i) => new MountedSegment(source.Segment, starts[i], files[i]))];
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
