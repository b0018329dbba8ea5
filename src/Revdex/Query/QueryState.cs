using System.Diagnostics.CodeAnalysis;
using Revdex.Query.Embedded;
using Revdex.Query.Freshness;
using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>
/// What one answer is computed on: a view, the segments mounted on it, and what an answer says about both. Immutable and safe for
/// many threads. It is a lease: segments stay mapped until it is disposed, so nothing read from them may be used after that.
/// </summary>
public sealed class QueryState : IDisposable
{
    /// <summary>Files that are read for one question: a second of work. More are waited for.</summary>
    private const int ExpectedMax = 200;

    private readonly Mount _mount;
    private readonly Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> _readContent;
    private SegmentLease[]? _leases;

    private QueryState(Mount mount, IReadOnlyList<PartSource> parts, SnapshotVectors? vectors, SegmentLease[] leases, Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> readContent)
    {
        (_mount, Parts, Vectors, _leases, _readContent) = (mount, parts, vectors, leases, readContent);
    }

    public required View View { get; init; }

    public IReadOnlyList<MountedSegment> Segments => _mount.Segments;

    /// <summary>What compilers say of files as they were at the snapshot's commit; the same for all states of one mount.</summary>
    internal IReadOnlyList<PartSource> Parts { get; }

    /// <summary>Of the same snapshot; null where it has none.</summary>
    internal SnapshotVectors? Vectors { get; }

    public required ViewInfo Info { get; init; }

    /// <summary>Blobs of the view in a known language that have no facts yet.</summary>
    public int MissingBlobs => _mount.MissingCount;

    /// <summary>What the user should know of this answer; null where all is well.</summary>
    public string? Notice { get; init; }

    internal Mount Mount => _mount;

    /// <summary>Not all of the segments need be here: reading them may wait.</summary>
    internal bool IsArriving => _mount.Segments.Any(mounted => mounted.Segment.IsArriving);

    /// <summary>Of the snapshots that its facts are from.</summary>
    internal IEnumerable<Provenance> Provenances => _mount.Sources.Select(source => source.Provenance).OfType<Provenance>()
        .Concat(Parts.Select(part => part.Provenance)).Concat(Vectors is null ? [] : [Vectors.Provenance]).Distinct();

    /// <summary>Where the facts of a file are; false for a file of no known language and for one whose facts are not there yet.</summary>
    public bool TryLocate(int file, [NotNullWhen(true)] out MountedSegment? segment, out int blob)
    {
        var isThere = _mount.TryLocate(file, out var index, out blob);
        segment = isThere ? _mount.Segments[index] : null;
        return isThere;
    }

    /// <summary>To be called before facts of several files are read. What arrives may lack them, and by range they would come more slowly than they are made.</summary>
    /// <exception cref="FactsExpectedException">They are not here.</exception>
    internal void Expect(IEnumerable<int> files)
    {
        if (IsArriving)
        {
            var absent = files.Where(file => TryLocate(file, out var mounted, out var blob) && !mounted.Segment.HasFacts(blob)).Take(ExpectedMax + 1).ToList();
            if (absent.Count is > 0 and <= ExpectedMax)
            {
                throw new FactsExpectedException(absent.ConvertAll(file => View.Path(file).ToArray()));
            }
        }
    }

    /// <summary>
    /// The file's text as of this view: its bytes, or what is made of a document that is no text. Null where it is not to be had (a missing object; more than
    /// <see cref="ContentReader.SizeMaxBytes"/>; a damaged document).
    /// </summary>
    public ReadOnlyMemory<byte>? ReadContent(int file) => ReadContent(file, null);

    /// <summary>The same for who reads many files once: perhaps in the room that is given, and then good until that is used again.</summary>
    internal ReadOnlyMemory<byte>? ReadContent(int file, ReadBuffer? into) => _readContent(View, file, into);

    public void Dispose()
    {
        foreach (var lease in Interlocked.Exchange(ref _leases, null) ?? [])
        {
            lease.Dispose();
        }
    }

    /// <summary>This, as the answer to a question; takes its lease over.</summary>
    /// <param name="rev">The revision asked about; null: none.</param>
    /// <param name="notice">Added to this one's; null: nothing.</param>
    internal QueryState For(string? rev, string? notice) => rev is null && notice is null ? this
        : new(_mount, Parts, Vectors, Interlocked.Exchange(ref _leases, null) ?? [], _readContent) { View = View, Info = rev is null ? Info : Info with { Rev = rev }, Notice = Joined(notice) };

    /// <summary>Mounts the segments.</summary>
    /// <param name="leases">One for each segment, part and file of vectors; taken over, also on failure.</param>
    /// <param name="before">What was mounted before, to begin with.</param>
    /// <param name="parts">Null: none.</param>
    /// <param name="vectors">Null: none.</param>
    internal static QueryState Of(
        View view,
        IReadOnlyList<SegmentSource> segments,
        SegmentLease[] leases,
        ViewInfo info,
        string? notice,
        Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> readContent,
        Mount? before = null,
        IReadOnlyList<PartSource>? parts = null,
        SnapshotVectors? vectors = null)
    {
        try
        {
            var mount = Mount.Of(view, segments, before);
            return new QueryState(mount, parts ?? [], vectors, leases, readContent) { View = view, Info = info with { Complete = mount.MissingCount == 0 }, Notice = notice };
        }
        catch
        {
            Array.ForEach(leases, lease => lease.Dispose());
            throw;
        }
    }

    /// <summary>Another lease on the same, for another caller.</summary>
    /// <param name="notice">Added to this one's; null: nothing.</param>
    /// <exception cref="ObjectDisposedException">This one is disposed.</exception>
    internal QueryState Share(string? notice)
    {
        SegmentLease[] leases = [.. _mount.Segments.Select(mounted => mounted.Segment.Lease()), .. Parts.Select(part => part.Part.Lease()), .. Vectors?.Leases() ?? []];
        return new QueryState(_mount, Parts, Vectors, leases, _readContent)
        {
            View = View,
            Info = Info,
            Notice = Joined(notice),
        };
    }

    private string? Joined(string? notice) => notice is null || Notice is null ? notice ?? Notice : $"{Notice}; {notice}";
}
