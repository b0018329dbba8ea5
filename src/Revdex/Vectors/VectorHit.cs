namespace Revdex.Vectors;

/// <summary>A text near to a question.</summary>
/// <param name="Score">Product of the two vectors: their cosine where the model's have unit length.</param>
public readonly record struct VectorHit(ChunkKey Key, float Score);
