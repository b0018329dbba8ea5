namespace Revdex.Embedding.Learning;

/// <summary>A tall matrix by rows: <see cref="Width"/> columns that span a space.</summary>
internal sealed class DenseRows(int count, int width)
{
    public int Count => count;

    public int Width => width;

    public float[] Values { get; } = new float[checked(count * width)];

    public Span<float> Row(int row) => Values.AsSpan(row * width, width);

    /// <summary>±1 by a generator of our own (SplitMix64), so that every runtime has the same.</summary>
    public static DenseRows Random(int count, int width, ulong seed)
    {
        var rows = new DenseRows(count, width);
        for (var i = 0; i < rows.Values.Length; i++)
        {
            seed += 0x9E3779B97F4A7C15;
            var mixed = (seed ^ (seed >> 30)) * 0xBF58476D1CE4E5B9;
            mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
            rows.Values[i] = ((mixed ^ (mixed >> 31)) & 1) == 0 ? -1 : 1;
        }

        return rows;
    }

    /// <summary>The products of this matrix's columns with those of another: width × width.</summary>
    public double[] Products(DenseRows other, int threads)
    {
        var products = new double[width * width];
        const int Block = 16; // columns that are done in one pass over the rows
        Parallel.For(0, (width + Block - 1) / Block, new ParallelOptions { MaxDegreeOfParallelism = threads }, block =>
        {
            var (first, last) = (block * Block, Math.Min(width, (block + 1) * Block));
            var part = new float[(last - first) * width];
            const int Flush = 256; // rows: so long are sums of floats exact enough
            for (var row = 0; row < count; row++)
            {
                var left = Row(row);
                var right = other.Row(row);
                for (var column = first; column < last; column++)
                {
                    UnitRow.Add(part.AsSpan((column - first) * width, width), right, left[column]);
                }

                if (row % Flush == Flush - 1 || row == count - 1)
                {
                    AddTo(products.AsSpan(first * width), part);
                }
            }
        });
        return products;
    }

    /// <summary>This × a matrix of width × <paramref name="columns"/>.</summary>
    public DenseRows Times(double[] right, int columns, int threads)
    {
        var factors = Array.ConvertAll(right, v => (float)v);
        var result = new DenseRows(count, columns);
        Parallel.For(0, count, new ParallelOptions { MaxDegreeOfParallelism = threads }, row =>
        {
            var from = Row(row);
            var to = result.Row(row);
            for (var i = 0; i < width; i++)
            {
                UnitRow.Add(to, factors.AsSpan(i * columns, columns), from[i]);
            }
        });
        return result;
    }

    private static void AddTo(Span<double> sums, Span<float> part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            sums[i] += part[i];
        }

        part.Clear();
    }
}
