namespace Revdex.Vectors;

/// <summary>
/// Gathers a plan's rows in lists by k-means, on the directions of a sample. The sample and the first centroids are rows at even
/// steps by key: keys are hashes, so that is as good as chance and always the same. Sums are made in one order and everything else
/// is by row, so the lists do not depend on the number of threads, nor on the machine.
/// </summary>
internal sealed class RowClustering
{
    /// <summary>Fewer rows are scanned whole: within some 10 ms on two cores.</summary>
    public const int RowsMin = 500_000;

    /// <summary>Shorter lists follow the data closer, but there are more centroids to look at, and training takes longer.</summary>
    private const int RowsPerList = 512;

    /// <summary>Beyond it looking at all centroids is a good part of a search.</summary>
    private const int ListsMax = 8192;

    private const int SampleRowsPerList = 64;

    /// <summary>Later ones move little.</summary>
    private const int Rounds = 8;

    private const int BlockRows = 1024;

    private readonly VectorFilePlan _plan;
    private readonly ParallelOptions _parallel;
    private readonly CentroidTable _centroids;

    private RowClustering(VectorFilePlan plan, int workers)
    {
        _plan = plan;
        _parallel = new ParallelOptions { MaxDegreeOfParallelism = workers };
        _centroids = new CentroidTable(Math.Clamp(plan.Rows.Length / RowsPerList, 1, ListsMax), plan.Model.StrideBytes);
    }

    public static RowClusters Of(VectorFilePlan plan) => Of(plan, Environment.ProcessorCount);

    internal static RowClusters Of(VectorFilePlan plan, int workers)
    {
        var clustering = new RowClustering(plan, workers);
        clustering.Train();
        return clustering.Gather();
    }

    private void Train()
    {
        var sample = new RowStore(_plan.Model.StrideBytes, long.MaxValue);
        var row = new sbyte[_plan.Model.StrideBytes];
        var count = Math.Min(_plan.Rows.Length, _centroids.Count * SampleRowsPerList);
        for (var i = 0; i < count; i++)
        {
            _plan.ReadRow((int)((long)i * _plan.Rows.Length / count), row, out var scale);
            sample.Add(row, scale);
        }

        for (var list = 0; list < _centroids.Count; list++)
        {
            sample.ReadRow((int)((long)list * count / _centroids.Count), row, out _);
            _centroids.Set(list, row);
        }

        var (lists, scores) = (new int[count], new float[count]);
        for (var round = 0; round < Rounds; round++)
        {
            Assign(sample.ReadRow, lists, scores);
            Move(sample, lists, scores);
        }
    }

    private delegate void RowReading(int row, Span<sbyte> to, out float scale);

    /// <summary>Finds for each row the list whose centroid has its direction most.</summary>
    /// <param name="scores">Filled with the cosine times the length of the row's integers.</param>
    private void Assign(RowReading read, int[] lists, float[] scores)
    {
        var stride = _plan.Model.StrideBytes;
        Parallel.For(0, (lists.Length + BlockRows - 1) / BlockRows, _parallel, block =>
        {
            Span<sbyte> row = stackalloc sbyte[stride];
            Span<short> levels = stackalloc short[stride];
            for (var i = block * BlockRows; i < Math.Min(lists.Length, (block + 1) * BlockRows); i++)
            {
                read(i, row, out _);
                for (var at = 0; at < stride; at++)
                {
                    levels[at] = row[at];
                }

                lists[i] = _centroids.Nearest(levels, out scores[i]);
            }
        });
    }

    /// <summary>Puts each centroid in the middle of its rows; one that has none where the row is that has least of its own.</summary>
    private void Move(RowStore sample, int[] lists, float[] scores)
    {
        var stride = _plan.Model.StrideBytes;
        var (sums, counts, row) = (new double[(long)_centroids.Count * stride], new int[_centroids.Count], new sbyte[stride]);
        for (var i = 0; i < lists.Length; i++)
        {
            sample.ReadRow(i, row, out var scale);
            var sum = sums.AsSpan(lists[i] * stride, stride);
            for (var at = 0; at < stride; at++)
            {
                sum[at] += (double)row[at] * scale;
            }

            counts[lists[i]]++;
        }

        var worst = new Queue<int>(counts.Contains(0) ? Enumerable.Range(0, lists.Length).OrderBy(i => scores[i]).ThenBy(i => i) : []);
        for (var list = 0; list < counts.Length; list++)
        {
            if (counts[list] == 0 || !_centroids.TrySet(list, sums.AsSpan(list * stride, stride)))
            {
                sample.ReadRow(worst.Count > 0 ? worst.Dequeue() : list, row, out _);
                _centroids.Set(list, row);
            }
        }
    }

    /// <summary>Puts every row into its list, in it by key.</summary>
    private RowClusters Gather()
    {
        var lists = new int[_plan.Rows.Length];
        Assign(_plan.ReadRow, lists, new float[lists.Length]);
        var ends = new int[_centroids.Count];
        foreach (var list in lists)
        {
            ends[list]++;
        }

        for (var list = 1; list < ends.Length; list++)
        {
            ends[list] += ends[list - 1];
        }

        var (order, positions) = (new int[lists.Length], new int[lists.Length]);
        var next = (int[])[0, .. ends.AsSpan(0, ends.Length - 1)];
        for (var row = 0; row < lists.Length; row++)
        {
            var position = next[lists[row]]++;
            (order[position], positions[row]) = (row, position);
        }

        return new RowClusters(ends, _centroids.Rows, _centroids.Scales, order, positions);
    }
}
