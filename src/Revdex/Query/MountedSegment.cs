using Revdex.Segments;

namespace Revdex.Query;

/// <summary>A segment joined with one view: which of its blobs are live there, and as which files.</summary>
public sealed class MountedSegment
{
    private readonly int[] _starts;
    private readonly int[] _files;
    private readonly int[] _patchedBlobs;
    private readonly int[][] _patchedFiles;

    /// <param name="segment">Leased by whoever holds the state.</param>
    /// <param name="starts">For each blob and one more, where its files start in <paramref name="files"/>.</param>
    /// <param name="files">Files of the view, ascending within a blob.</param>
    internal MountedSegment(Segment segment, int[] starts, int[] files)
        : this(segment, starts, files, [], [], files.Length)
    {
    }

    private MountedSegment(Segment segment, int[] starts, int[] files, int[] patchedBlobs, int[][] patchedFiles, int liveFileCount)
    {
        (Segment, _starts, _files, _patchedBlobs, _patchedFiles, LiveFileCount) = (segment, starts, files, patchedBlobs, patchedFiles, liveFileCount);
    }

    public Segment Segment { get; }

    /// <summary>Files whose facts this segment gives.</summary>
    public int LiveFileCount { get; }

    /// <summary>
    /// The files of the view that this blob is; empty where it is not live here: its content is not in the view, another mounted
    /// segment gives its facts, or an extractor other than this build's made them.
    /// </summary>
    public ReadOnlySpan<int> FilesOf(int blob)
    {
        if (_patchedBlobs.Length > 0)
        {
            var patch = Array.BinarySearch(_patchedBlobs, blob);
            if (patch >= 0)
            {
                return _patchedFiles[patch];
            }
        }

        return _files.AsSpan(_starts[blob].._starts[blob + 1]);
    }

    /// <summary>This with some blobs' files replaced; null where so many were by now that all are better gathered anew.</summary>
    /// <param name="renumber">For the files of all other blobs; null where their numbers are as they were.</param>
    internal MountedSegment? With(IReadOnlyDictionary<int, int[]> patches, int[]? renumber)
    {
        if (patches.Count == 0 && renumber is null)
        {
            return this;
        }

        var all = new SortedDictionary<int, int[]>();
        var count = LiveFileCount;
        for (var i = 0; i < _patchedBlobs.Length; i++)
        {
            all[_patchedBlobs[i]] = Renumber(_patchedFiles[i], renumber);
        }

        foreach (var (blob, files) in patches)
        {
            count += files.Length - FilesOf(blob).Length;
            all[blob] = files;
        }

        return all.Count > PatchesMax ? null : new MountedSegment(Segment, _starts, Renumber(_files, renumber), [.. all.Keys], [.. all.Values], count);
    }

    /// <summary>A look-up among them costs a few nanoseconds for each blob that an answer meets.</summary>
    private const int PatchesMax = 64;

    /// <summary>Below a blob that is patched stand numbers that mean nothing any more.</summary>
    private static int[] Renumber(int[] files, int[]? renumber) =>
        renumber is null ? files : Array.ConvertAll(files, file => (uint)file < (uint)renumber.Length ? renumber[file] : -1);
}
