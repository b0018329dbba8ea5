namespace Revdex.Embedding.Learning;

/// <summary>
/// How much more often two terms stand near each other than by chance: positive pointwise mutual information of places up to a window apart (Levy and
/// Goldberg 2014), discounted where there is little to go by (Pantel and Lin 2002). Counts are integers, so that no order of adding shows in them.
/// </summary>
internal static class NeighbourCounts
{
    /// <summary>Of a pair, in units of neighbours at the window's edge: what met once, at some distance, says nothing.</summary>
    private const int PairMin = 6;

    public static SparseRows Of(int[] places, int termCount, LearningOptions options)
    {
        var (starts, byTerm) = PlacesByTerm(places, termCount);
        var totals = new long[termCount];
        var columns = new int[termCount][];
        var counts = new int[termCount][];
        Parallel.For(0, termCount, Bound(options), () => new Row(termCount), (term, _, row) =>
        {
            foreach (var place in byTerm.AsSpan(starts[term]..starts[term + 1]))
            {
                row.Count(places, place, options.Window);
            }

            (columns[term], counts[term], totals[term]) = row.Take();
            return row;
        }, _ => { });
        return Information(columns, counts, totals, options);
    }

    private static SparseRows Information(int[][] columns, int[][] counts, long[] totals, LearningOptions options)
    {
        double all = totals.Sum();
        var kept = new int[columns.Length][];
        var values = new float[columns.Length][];
        Parallel.For(0, columns.Length, Bound(options), row =>
        {
            List<int> ids = [];
            List<float> numbers = [];
            for (var i = 0; i < columns[row].Length; i++)
            {
                var (column, count) = (columns[row][i], counts[row][i]);
                var information = Math.Log(count * all / ((double)totals[row] * totals[column]));
                if (information > 0 && count >= PairMin)
                {
                    var (pair, least) = ((double)count / options.Window, (double)Math.Min(totals[row], totals[column]) / options.Window);
                    ids.Add(column);
                    numbers.Add((float)(information * (pair / (pair + 1)) * (least / (least + 1))));
                }
            }

            (kept[row], values[row]) = ([.. ids], [.. numbers]);
        });
        return new(kept, values);
    }

    private static (int[] Starts, int[] Places) PlacesByTerm(int[] places, int termCount)
    {
        var starts = new int[termCount + 1];
        foreach (var term in places)
        {
            if (term >= 0)
            {
                starts[term + 1]++;
            }
        }

        for (var i = 0; i < termCount; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts.ToArray();
        var byTerm = new int[starts[^1]];
        for (var place = 0; place < places.Length; place++)
        {
            if (places[place] >= 0)
            {
                byTerm[next[places[place]]++] = place;
            }
        }

        return (starts, byTerm);
    }

    private static ParallelOptions Bound(LearningOptions options) => new() { MaxDegreeOfParallelism = options.Threads };

    /// <summary>One term's neighbours, counted in an array of all terms: it stays in the processor's cache.</summary>
    private sealed class Row(int termCount)
    {
        private readonly int[] _counts = new int[termCount];
        private readonly List<int> _seen = [];

        /// <summary>A neighbour at the window's edge counts 1, the next one as much as the window is wide. A text ends it; an unknown term does not.</summary>
        public void Count(int[] places, int place, int window)
        {
            foreach (var step in (ReadOnlySpan<int>)[-1, 1])
            {
                for (var distance = 1; distance <= window; distance++)
                {
                    var at = place + step * distance;
                    if ((uint)at >= (uint)places.Length)
                    {
                        break;
                    }

                    var term = places[at];
                    if (term == TermCorpus.TextEnd)
                    {
                        break;
                    }

                    if (term >= 0 && term != places[place])
                    {
                        Add(term, window + 1 - distance);
                    }
                }
            }
        }

        public (int[] Columns, int[] Counts, long Total) Take()
        {
            _seen.Sort();
            var columns = _seen.ToArray();
            var counts = new int[columns.Length];
            long total = 0;
            for (var i = 0; i < columns.Length; i++)
            {
                total += counts[i] = _counts[columns[i]];
                _counts[columns[i]] = 0;
            }

            _seen.Clear();
            return (columns, counts, total);
        }

        private void Add(int term, int count)
        {
            if (_counts[term] == 0)
            {
                _seen.Add(term);
            }

            _counts[term] += count;
        }
    }
}
