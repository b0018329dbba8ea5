using Revdex.Segments;

namespace Revdex.Tables;

/// <summary>Which files of a table's world each blob of each segment stands for: those of a view, or in a segment's own tables itself.</summary>
internal sealed class BlobFiles
{
    private readonly int[] _segmentOf;
    private readonly int[] _blobOf;
    private readonly int[][] _starts;
    private readonly int[] _files;

    private BlobFiles(IReadOnlyList<Segment> segments, int[] segmentOf, int[] blobOf)
    {
        (Segments, _segmentOf, _blobOf) = (segments, segmentOf, blobOf);
        _starts = [.. segments.Select(s => new int[s.BlobCount + 1])];
        for (var file = 0; file < segmentOf.Length; file++)
        {
            if (HasFacts(file))
            {
                CountOf(file)++;
            }
        }

        _files = new int[CountsToEnds()];
        for (var file = segmentOf.Length - 1; file >= 0; file--)
        {
            if (HasFacts(file))
            {
                _files[--CountOf(file)] = file;
            }
        }
    }

    public IReadOnlyList<Segment> Segments { get; }

    public int FileCount => _segmentOf.Length;

    /// <summary>Every blob of one segment is its own file, under its own number.</summary>
    public static BlobFiles Itself(Segment segment) =>
        new([segment], new int[segment.BlobCount], [.. Enumerable.Range(0, segment.BlobCount)]);

    /// <param name="segments">What <paramref name="segmentOf"/> counts in.</param>
    /// <param name="segmentOf">For each file the segment that has its facts, or -1.</param>
    /// <param name="blobOf">For each file the blob in that segment.</param>
    /// <exception cref="InvalidDataException">A file names a segment or blob that is not there.</exception>
    public static BlobFiles Of(IReadOnlyList<Segment> segments, int[] segmentOf, int[] blobOf)
    {
        for (var file = 0; file < segmentOf.Length; file++)
        {
            var (segment, blob) = (segmentOf[file], blobOf[file]);
            if (segment >= segments.Count || (segment >= 0 && (uint)blob >= (uint)segments[segment].BlobCount))
            {
                throw new InvalidDataException($"file {file}'s facts are said to be blob {blob} of segment {segment}, which is not there");
            }
        }

        return new BlobFiles(segments, segmentOf, blobOf);
    }

    public bool HasFacts(int file) => _segmentOf[file] >= 0;

    /// <summary>Whose facts a file's are.</summary>
    public FileRow Row(int file) => new(_segmentOf[file], _blobOf[file], file);

    /// <summary>The files of a blob, ascending; empty for a blob that is not live here.</summary>
    public ReadOnlySpan<int> Of(int segment, int blob)
    {
        var starts = _starts[segment];
        return _files.AsSpan(starts[blob]..starts[blob + 1]);
    }

    private ref int CountOf(int file) => ref _starts[_segmentOf[file]][_blobOf[file]];

    /// <summary>Turns counts into the ends of their ranges; filling from the back makes them starts. Gives the total.</summary>
    private int CountsToEnds()
    {
        var total = 0;
        foreach (var counts in _starts)
        {
            for (var blob = 0; blob < counts.Length; blob++)
            {
                total += counts[blob];
                counts[blob] = total;
            }
        }

        return total;
    }
}
