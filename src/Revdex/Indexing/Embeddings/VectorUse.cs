using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>How much of a vector file a snapshot uses, by chunks.</summary>
/// <param name="LivePlaces">Of blobs of the commit.</param>
/// <param name="LiveBlobs">Also those without chunks.</param>
internal readonly record struct VectorUse(ContentHash Id, long Places, long LivePlaces, int LiveBlobs)
{
    public static VectorUse Of(MappedVectors file, Func<VectorFile, int, bool> isLive)
    {
        var (places, blobs) = (0L, 0);
        for (var blob = 0; blob < file.Vectors.BlobCount; blob++)
        {
            if (isLive(file.Vectors, blob))
            {
                var (start, end) = file.Vectors.PlacesOf(blob);
                (places, blobs) = (places + end - start, blobs + 1);
            }
        }

        return new VectorUse(file.File.Id, file.Vectors.PlaceCount, places, blobs);
    }
}
