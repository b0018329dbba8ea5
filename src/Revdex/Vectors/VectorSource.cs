namespace Revdex.Vectors;

/// <summary>A file that is searched, and what of it counts; null: all of it.</summary>
public readonly record struct VectorSource(VectorFile File, LiveRows? Live);
