namespace Revdex.Vectors;

/// <summary>Where the rows of a file to be written come from: another file, or rows that were just made.</summary>
internal interface IRowSource
{
    /// <summary>Safe for many threads.</summary>
    /// <param name="to">As long as the model's stride.</param>
    /// <param name="scale">What the row's numbers are to be multiplied with.</param>
    void ReadRow(int row, Span<sbyte> to, out float scale);
}
