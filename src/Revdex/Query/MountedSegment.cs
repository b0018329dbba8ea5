using Revdex.Segments;

namespace Revdex.Query;

/// <summary>A segment joined with one view: which of its blobs are live there, and as which files.</summary>
public sealed class MountedSegment
{
    private readonly int[] _starts;
    private readonly int[] _files;

    /// <param name="segment">Leased by whoever holds the state.</param>
    /// <param name="starts">For each blob and one more, where its files start in <paramref name="files"/>.</param>
    /// <param name="files">Files of the view, ascending within a blob.</param>
    internal MountedSegment(Segment segment, int[] starts, int[] files) => (Segment, _starts, _files) = (segment, starts, files);

    public Segment Segment { get; }

    /// <summary>Files whose facts this segment gives.</summary>
    public int LiveFileCount => _files.Length;

    /// <summary>
    /// The files of the view that this blob is; empty where it is not live here: its content is not in the view, another mounted
    /// segment gives its facts, or an extractor other than this build's made them.
    /// </summary>
    public ReadOnlySpan<int> FilesOf(int blob) => _files.AsSpan(_starts[blob].._starts[blob + 1]);
}
