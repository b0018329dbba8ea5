namespace Revdex.Embedding.Learning;

/// <summary>Square symmetric matrices of a few hundred columns, by rows.</summary>
internal static class SmallMatrix
{
    private const int SweepsMax = 40;

    /// <summary>
    /// The inverse of R, where RᵀR is the matrix (Cholesky) and R is upper triangular: columns with these products, times it, are orthonormal.
    /// A column that the others span is left out: its part becomes zero.
    /// </summary>
    public static double[] InverseRoot(double[] products, int size)
    {
        var root = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            for (var row = 0; row <= column; row++)
            {
                var sum = products[row * size + column];
                for (var k = 0; k < row; k++)
                {
                    sum -= root[k * size + row] * root[k * size + column];
                }

                var diagonal = row == column ? 0 : root[row * size + row];
                root[row * size + column] = row == column ? Math.Sqrt(Math.Max(sum, 0)) : diagonal > 0 ? sum / diagonal : 0;
            }

            if (root[column * size + column] <= 1e-9 * Math.Sqrt(products[column * size + column]))
            {
                root[column * size + column] = 0;
            }
        }

        return Inverse(root, size);
    }

    /// <summary>Values and vectors (in columns) of a symmetric matrix, by Jacobi's rotations; the largest in magnitude first.</summary>
    public static (double[] Values, double[] Vectors) Eigen(double[] symmetric, int size)
    {
        var a = (double[])symmetric.Clone();
        var vectors = new double[size * size];
        for (var i = 0; i < size; i++)
        {
            vectors[i * size + i] = 1;
        }

        for (var sweep = 0; sweep < SweepsMax && !IsDiagonal(a, size); sweep++)
        {
            for (var p = 0; p < size; p++)
            {
                for (var q = p + 1; q < size; q++)
                {
                    Rotate(a, vectors, size, p, q);
                }
            }
        }

        var order = Enumerable.Range(0, size).OrderByDescending(i => Math.Abs(a[i * size + i])).ToArray();
        var sorted = new double[size * size];
        for (var i = 0; i < size * size; i++)
        {
            sorted[i] = vectors[i / size * size + order[i % size]];
        }

        return ([.. order.Select(i => a[i * size + i])], sorted);
    }

    private static double[] Inverse(double[] upper, int size)
    {
        var inverse = new double[size * size];
        for (var column = 0; column < size; column++)
        {
            if (upper[column * size + column] == 0)
            {
                continue;
            }

            inverse[column * size + column] = 1 / upper[column * size + column];
            for (var row = column - 1; row >= 0; row--)
            {
                var sum = 0.0;
                for (var k = row + 1; k <= column; k++)
                {
                    sum += upper[row * size + k] * inverse[k * size + column];
                }

                var diagonal = upper[row * size + row];
                inverse[row * size + column] = diagonal > 0 ? -sum / diagonal : 0;
            }
        }

        return inverse;
    }

    private static bool IsDiagonal(double[] a, int size)
    {
        double beside = 0, on = 0;
        for (var i = 0; i < a.Length; i++)
        {
            if (i % (size + 1) == 0)
            {
                on += a[i] * a[i];
            }
            else
            {
                beside += a[i] * a[i];
            }
        }

        return beside <= on * 1e-16;
    }

    private static void Rotate(double[] a, double[] vectors, int size, int p, int q)
    {
        var beside = a[p * size + q];
        if (Math.Abs(beside) < 1e-300)
        {
            return;
        }

        var theta = (a[q * size + q] - a[p * size + p]) / (2 * beside);
        var t = (theta >= 0 ? 1 : -1) / (Math.Abs(theta) + Math.Sqrt(theta * theta + 1));
        var c = 1 / Math.Sqrt(t * t + 1);
        var s = t * c;
        for (var k = 0; k < size; k++)
        {
            (a[k * size + p], a[k * size + q]) = (c * a[k * size + p] - s * a[k * size + q], s * a[k * size + p] + c * a[k * size + q]);
        }

        for (var k = 0; k < size; k++)
        {
            (a[p * size + k], a[q * size + k]) = (c * a[p * size + k] - s * a[q * size + k], s * a[p * size + k] + c * a[q * size + k]);
            (vectors[k * size + p], vectors[k * size + q]) = (c * vectors[k * size + p] - s * vectors[k * size + q], s * vectors[k * size + p] + c * vectors[k * size + q]);
        }
    }
}
