namespace Revdex.Embedding.Learning;

/// <summary>
/// The main directions of a symmetric matrix: subspace iteration from random columns, then the eigenvectors within the subspace (Halko, Martinsson, Tropp
/// 2011), those of the largest values in magnitude first. Rows are of <c>U</c>: with <c>U √|λ|</c>, which is more usual, the first few directions outweighed the others, and
/// less was found (tests/Revdex.Benchmarks/README.md). The same for every number of threads.
/// </summary>
internal static class SpectralRows
{
    /// <summary>Columns beyond those wanted, which make the last ones right.</summary>
    private const int SpareColumns = 16;

    private const ulong Seed = 6;

    public static DenseRows Of(SparseRows matrix, LearningOptions options)
    {
        var width = Math.Min(options.Dimensions + SpareColumns, matrix.Count);
        var basis = Orthonormal(DenseRows.Random(matrix.Count, width, Seed), options.Threads);
        var product = new DenseRows(matrix.Count, width);
        for (var round = 0; round < options.Rounds; round++)
        {
            matrix.Multiply(basis.Values, product.Values, width, options.Threads);
            basis = Orthonormal(product, options.Threads);
        }

        matrix.Multiply(basis.Values, product.Values, width, options.Threads);
        var (_, vectors) = SmallMatrix.Eigen(Symmetric(basis.Products(product, options.Threads), width), width);
        var columns = Math.Min(options.Dimensions, width);
        var main = new double[width * columns];
        for (var i = 0; i < main.Length; i++)
        {
            main[i] = vectors[i / columns * width + i % columns];
        }

        return basis.Times(main, columns, options.Threads);
    }

    private static DenseRows Orthonormal(DenseRows rows, int threads) =>
        rows.Times(SmallMatrix.InverseRoot(rows.Products(rows, threads), rows.Width), rows.Width, threads);

    private static double[] Symmetric(double[] matrix, int size)
    {
        var symmetric = new double[matrix.Length];
        for (var i = 0; i < matrix.Length; i++)
        {
            symmetric[i] = (matrix[i] + matrix[i % size * size + i / size]) / 2;
        }

        return symmetric;
    }
}
