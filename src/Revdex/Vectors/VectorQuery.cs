namespace Revdex.Vectors;

/// <summary>A vector to look for, as the scan takes it (16 bits) and as scores are made (floats); both as long as a stored row.</summary>
internal sealed class VectorQuery
{
    private VectorQuery(short[] levels, float[] values) => (Levels, Values) = (levels, values);

    public short[] Levels { get; }

    public float[] Values { get; }

    /// <exception cref="RevdexException">It is none (NaN, infinite, all zeros), or not of the model's dimensions.</exception>
    public static VectorQuery Of(VectorModel model, ReadOnlySpan<float> vector)
    {
        model.RequireDimensions(vector.Length);
        var (levels, values) = (new short[model.StrideBytes], new float[model.StrideBytes]);
        vector.CopyTo(values);
        return RowQuantizer.TryQuantize(vector, levels, out _)
            ? new VectorQuery(levels, values)
            : throw new RevdexException($"the embedding model {model.Id} gave no usable vector for the question (NaN, infinite or all zeros)");
    }
}
