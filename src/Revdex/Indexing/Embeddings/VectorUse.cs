using Revdex.Storage;

namespace Revdex.Indexing.Embeddings;

/// <summary>How much of a vector file a snapshot uses, by chunks.</summary>
/// <param name="LivePlaces">Of blobs of the commit.</param>
/// <param name="LiveBlobs">Also those without chunks.</param>
internal readonly record struct VectorUse(ContentHash Id, long Places, long LivePlaces, int LiveBlobs);
