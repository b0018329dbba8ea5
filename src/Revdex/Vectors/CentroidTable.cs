using System.Runtime.CompilerServices;

namespace Revdex.Vectors;

/// <summary>Directions that rows are gathered around: rows of 8 bits as others, with scales that make their length one.</summary>
internal sealed unsafe class CentroidTable(int count, int strideBytes)
{
    public int Count => count;

    public sbyte[] Rows { get; } = GC.AllocateArray<sbyte>(checked(count * strideBytes), pinned: true);

    public float[] Scales { get; } = GC.AllocateArray<float>(count, pinned: true);

    /// <summary>Takes the direction of a stored row.</summary>
    public void Set(int centroid, ReadOnlySpan<sbyte> row)
    {
        row[..strideBytes].CopyTo(Rows.AsSpan(centroid * strideBytes));
        var squares = 0;
        foreach (var level in row[..strideBytes])
        {
            squares += level * level;
        }

        Scales[centroid] = (float)(1 / Math.Sqrt(squares));
    }

    /// <summary>Takes the direction of a sum; false where it has none.</summary>
    public bool TrySet(int centroid, ReadOnlySpan<double> sum)
    {
        var largest = 0d;
        foreach (var value in sum)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        Span<float> direction = stackalloc float[strideBytes];
        for (var i = 0; i < sum.Length; i++)
        {
            direction[i] = (float)(sum[i] / largest);
        }

        Span<sbyte> row = stackalloc sbyte[strideBytes];
        if (!RowQuantizer.TryQuantize(direction, row, out _))
        {
            return false;
        }

        Set(centroid, row);
        return true;
    }

    /// <summary>The centroid of which a row has most; of equals the first.</summary>
    /// <param name="levels">Of 8 bits, in 16, as long as a centroid.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Nearest(ReadOnlySpan<short> levels, out float score)
    {
        fixed (sbyte* rows = Rows)
        fixed (float* scales = Scales)
        fixed (short* point = levels)
        {
            var nearest = 0;
            score = float.NegativeInfinity;
            for (var i = 0; i < count; i++)
            {
                var found = RowKernel.Dot(rows + (long)i * strideBytes, point, strideBytes) * scales[i];
                if (found > score)
                {
                    (nearest, score) = (i, found);
                }
            }

            return nearest;
        }
    }
}
