using System.Numerics;

namespace Revdex.Embedding;

/// <summary>Arithmetic on rows. Additions happen element by element, so that they come out the same on every machine.</summary>
internal static class UnitRow
{
    /// <summary><paramref name="to"/> += <paramref name="factor"/> × <paramref name="row"/>.</summary>
    public static void Add(Span<float> to, ReadOnlySpan<float> row, float factor)
    {
        var at = 0;
        for (var width = Vector<float>.Count; at <= to.Length - width; at += width)
        {
            (new Vector<float>(to[at..]) + new Vector<float>(row[at..]) * factor).CopyTo(to[at..]);
        }

        for (; at < to.Length; at++)
        {
            to[at] += row[at] * factor;
        }
    }

    public static double Dot(ReadOnlySpan<float> left, ReadOnlySpan<float> right)
    {
        var sum = 0.0;
        for (var i = 0; i < left.Length; i++)
        {
            sum += (double)left[i] * right[i];
        }

        return sum;
    }

    /// <summary>Makes the length 1; what has none, or no finite one, becomes all zeros.</summary>
    public static void Normalize(Span<float> row)
    {
        var length = Math.Sqrt(Dot(row, row));
        if (length > 0 && double.IsFinite(length))
        {
            foreach (ref var value in row)
            {
                value = (float)(value / length);
            }
        }
        else
        {
            row.Clear();
        }
    }
}
