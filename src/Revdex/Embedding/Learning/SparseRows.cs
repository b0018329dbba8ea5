using Revdex.Embedding;

namespace Revdex.Embedding.Learning;

/// <summary>A sparse symmetric matrix by rows.</summary>
/// <param name="Columns">For each row the columns that are not zero, ascending.</param>
/// <param name="Values">Theirs.</param>
internal sealed record SparseRows(int[][] Columns, float[][] Values)
{
    public int Count => Columns.Length;

    public long NonZeroCount => Columns.Sum(c => (long)c.Length);

    /// <summary><paramref name="to"/> = this × <paramref name="from"/>, both by rows of <paramref name="width"/>. Each row is one thread's, in one order.</summary>
    public void Multiply(float[] from, float[] to, int width, int threads) => Parallel.For(0, Count, new ParallelOptions { MaxDegreeOfParallelism = threads }, row =>
    {
        var sum = to.AsSpan(row * width, width);
        sum.Clear();
        var (columns, values) = (Columns[row], Values[row]);
        for (var i = 0; i < columns.Length; i++)
        {
            UnitRow.Add(sum, from.AsSpan(columns[i] * width, width), values[i]);
        }
    });
}
