namespace Revdex.Query;

/// <summary>A view joined with segments. Immutable.</summary>
internal sealed class Mount
{
    private readonly byte[] _owners;
    private readonly int[] _blobs;

    /// <param name="unowned">Files that have a language and no owner, in the order of their keys.</param>
    internal Mount(View view, IReadOnlyList<SegmentSource> sources, MountClaims claims, IReadOnlyList<MountedSegment> segments, int[] unowned)
    {
        (View, Sources, _owners, _blobs, Segments, Unowned) = (view, sources, claims.Owners, claims.Blobs, segments, unowned);
        MissingCount = MissingFiles().Count();
    }

    public View View { get; }

    public IReadOnlyList<SegmentSource> Sources { get; }

    public IReadOnlyList<MountedSegment> Segments { get; }

    /// <summary>Files that have a language and no facts, in the order of their keys.</summary>
    public int[] Unowned { get; }

    /// <summary>Distinct (oid, language) that no segment has.</summary>
    public int MissingCount { get; }

    internal byte[] Owners => _owners;

    internal int[] Blobs => _blobs;

    /// <param name="view">What is asked about.</param>
    /// <param name="sources">At most 254, each leased by the caller; the first that has a blob gives its facts.</param>
    /// <param name="before">Of the view that this one was edited from, or of the same: then only what differs is joined.</param>
    /// <exception cref="InvalidDataException">A segment's records are damaged.</exception>
    public static Mount Of(View view, IReadOnlyList<SegmentSource> sources, Mount? before = null)
    {
        if (before is not null && Remount.TryMake(view, sources, before) is { } edited)
        {
            return edited;
        }

        var claims = new MountClaims(view, sources);
        claims.ClaimAll();
        return new Mount(view, sources, claims, MountGathering.Of(claims, sources, _ => null), Array.FindAll(view.ByKey, file => claims.Owners[file] == 0));
    }

    public bool TryLocate(int file, out int segment, out int blob)
    {
        (segment, blob) = (_owners[file] - 1, _blobs[file]);
        return segment >= 0;
    }

    /// <summary>One file for each (oid, language) that no segment has, in the order of their keys.</summary>
    public IEnumerable<int> MissingFiles()
    {
        for (var i = 0; i < Unowned.Length; i++)
        {
            if (i == 0 || View.Files.CompareKeys(Unowned[i - 1], Unowned[i]) != 0)
            {
                yield return Unowned[i];
            }
        }
    }
}
