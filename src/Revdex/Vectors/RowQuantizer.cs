namespace Revdex.Vectors;

/// <summary>
/// Floats to small integers and one scale, symmetric about zero: value = integer * scale. A row of unit length and 384 dimensions loses
/// about 0.0003 in a product with another. Pure arithmetic of IEEE, element by element: the same on every machine.
/// </summary>
internal static class RowQuantizer
{
    public const int RowLevelMax = 127;

    /// <summary>Beyond these the products of two vectors leave the range of a float; no model's rows come near.</summary>
    private const float LargestMax = 1e17f;
    private const float LargestMin = 1e-17f;

    /// <summary>False where the vector has a NaN, an infinity, nothing but (almost) zeros, or numbers beyond all sense.</summary>
    /// <param name="row">At least as long; what is beyond the vector is made zero.</param>
    public static bool TryQuantize(ReadOnlySpan<float> vector, Span<sbyte> row, out float scale)
    {
        if (!TryScale(vector, RowLevelMax, out scale))
        {
            return false;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            row[i] = (sbyte)Level(vector[i], scale, RowLevelMax);
        }

        row[vector.Length..].Clear();
        return true;
    }

    /// <summary>As <see cref="TryQuantize(ReadOnlySpan{float}, Span{sbyte}, out float)"/>, to as many levels as 32 bits can sum up in a product with a row.</summary>
    public static bool TryQuantize(ReadOnlySpan<float> vector, Span<short> row, out float scale)
    {
        var levelMax = (int)Math.Min(short.MaxValue, int.MaxValue / ((long)RowLevelMax * vector.Length));
        if (!TryScale(vector, levelMax, out scale))
        {
            return false;
        }

        for (var i = 0; i < vector.Length; i++)
        {
            row[i] = (short)Level(vector[i], scale, levelMax);
        }

        row[vector.Length..].Clear();
        return true;
    }

    /// <summary>Whether a scale read from a file can be one.</summary>
    public static bool IsScale(float scale) => scale is >= LargestMin / short.MaxValue and <= LargestMax;

    private static bool TryScale(ReadOnlySpan<float> vector, int levelMax, out float scale)
    {
        var largest = 0f;
        foreach (var value in vector)
        {
            var size = MathF.Abs(value);
            if (!(size <= LargestMax))
            {
                scale = 0;
                return false;
            }

            largest = MathF.Max(largest, size);
        }

        scale = largest / levelMax;
        return largest >= LargestMin;
    }

    private static float Level(float value, float scale, int levelMax) => Math.Clamp(MathF.Round(value / scale, MidpointRounding.ToEven), -levelMax, levelMax);
}
