using System.Numerics.Tensors;

namespace Revdex.Benchmarks;

/// <summary>
/// Made-up embeddings, spread as those of text are: all share a direction, topics have theirs, a topic's subjects (some 40 vectors each,
/// a few of them far more) lie close, and within a subject vectors differ mostly along few directions. Any vector can be made by its
/// number alone.
/// </summary>
internal sealed class ClusteredVectors
{
    public const int Dimensions = 384;

    private const int Topics = 200;
    private const int RowsPerSubject = 40;
    private const int NoiseRank = 64;
    private const int NormalsCount = 1 << 16;

    /// <summary>Puts numbers far apart in the sequence of <see cref="Next"/>.</summary>
    private const ulong Spread = 0xD129_0D3B_3F4F_1E6D;

    private readonly float[] _normals = new float[NormalsCount];
    private readonly float[][] _directions;
    private readonly float[] _shared;
    private readonly int _subjects;
    private readonly Parts _parts;

    /// <param name="isSpread">Harder than text: a vector's own part is most of it, and neighbours are of many subjects.</param>
    public ClusteredVectors(int rows, bool isSpread)
    {
        _parts = isSpread ? new Parts(0.3f, 0.4f, 0.3f, 0.7f, 0.5f) : new Parts(0.45f, 0.55f, 0.55f, 0.4f, 0.2f);
        var random = new Random(1);
        for (var i = 0; i < NormalsCount; i++)
        {
            _normals[i] = (float)(Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        }

        _subjects = rows / RowsPerSubject + 1;
        _shared = Direction(1UL << 60);
        _directions = [.. Enumerable.Range(0, NoiseRank).Select(i => Direction((1UL << 61) + (ulong)i))];
    }

    /// <summary>The vector of a number, of unit length. Those from a set's size on are as the set's, and not in it.</summary>
    public void Make(long number, Span<float> to)
    {
        var state = (ulong)number * Spread;
        var part = Next(ref state) / (double)ulong.MaxValue;
        var subject = (int)(part * part * _subjects);
        TensorPrimitives.Multiply(_shared, _parts.Shared, to);
        TensorPrimitives.MultiplyAdd(Direction((1UL << 62) + (ulong)(subject % Topics)), _parts.Topic, to, to);
        TensorPrimitives.MultiplyAdd(Direction((3UL << 61) + (ulong)subject), _parts.Subject, to, to);
        foreach (var direction in _directions)
        {
            TensorPrimitives.MultiplyAdd(direction, _parts.Along / MathF.Sqrt(NoiseRank) * Normal(ref state), to, to);
        }

        var iso = _parts.Anywhere / MathF.Sqrt(Dimensions);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += iso * Normal(ref state);
        }

        TensorPrimitives.Divide(to, TensorPrimitives.Norm(to), to);
    }

    private float[] Direction(ulong seed)
    {
        var direction = new float[Dimensions];
        var state = seed * Spread;
        for (var i = 0; i < Dimensions; i++)
        {
            direction[i] = Normal(ref state);
        }

        TensorPrimitives.Divide(direction, TensorPrimitives.Norm(direction), direction);
        return direction;
    }

    private float Normal(ref ulong state) => _normals[Next(ref state) % NormalsCount];

    /// <summary>SplitMix64.</summary>
    private static ulong Next(ref ulong state)
    {
        var z = state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>Lengths of what a vector is the sum of: what all share, its topic's, its subject's, its own along few directions and along any.</summary>
    private readonly record struct Parts(float Shared, float Topic, float Subject, float Along, float Anywhere);
}
