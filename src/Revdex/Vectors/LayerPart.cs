using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Vectors;

/// <summary>A file of a layer and what of it counts; immutable. Who keeps it holds the file.</summary>
internal sealed class LayerPart
{
    private LayerPart(VectorFile file, LiveRows live)
    {
        (File, Live) = (file, live);
        BlobCount = Enumerable.Range(0, file.BlobCount).Count(live.HasBlob);
    }

    public VectorFile File { get; }

    public LiveRows Live { get; }

    /// <summary>Blobs that count.</summary>
    public int BlobCount { get; }

    /// <summary>About the size of a file of what counts.</summary>
    public long LiveBytes => (long)Live.Count * File.Model.StrideBytes;

    /// <summary>More than half of its rows do not count.</summary>
    public bool IsWorn => Live.Count < File.RowCount / 2;

    public static LayerPart Of(VectorFile file) => new(file, LiveRows.Of(file, (_, _) => true));

    /// <summary>What is left without some blobs; the same part where it has none of them.</summary>
    public LayerPart Without(Func<Oid, SegmentLanguage, bool> isGone)
    {
        var isKept = new bool[File.BlobCount];
        for (var blob = 0; blob < isKept.Length; blob++)
        {
            isKept[blob] = Live.HasBlob(blob) && !isGone(File.Oid(blob), File.Language(blob));
        }

        return isKept.Count(k => k) == BlobCount ? this : new LayerPart(File, LiveRows.Of(File, (_, blob) => isKept[blob]));
    }
}
