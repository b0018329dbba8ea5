namespace Revdex.Vectors;

/// <summary>Rows that stand one after the other where they do not move, with their scales; valid while a lease of their file is held.</summary>
/// <param name="stride">Bytes from one row to the next.</param>
internal readonly unsafe struct RowMemory(sbyte* rows, float* scales, int count, int stride)
{
    public int Count => count;

    public int Stride => stride;

    /// <summary>Not checked.</summary>
    public sbyte* Row(int row) => rows + (long)row * stride;

    /// <summary>Not checked.</summary>
    public float Scale(int row) => scales[row];
}
