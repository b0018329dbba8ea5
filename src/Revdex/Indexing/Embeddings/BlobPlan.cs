using Revdex.Vectors;

namespace Revdex.Indexing.Embeddings;

/// <summary>A blob whose vectors are wanted, and where its chunks stand.</summary>
internal readonly record struct BlobPlan(EmbedTarget Target, ChunkPlace[] Places);
