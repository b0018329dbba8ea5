namespace Revdex.Vectors;

/// <summary>Which rows of a file are looked at for a question: all, or those of the lists nearest to it.</summary>
internal static unsafe class RowLists
{
    /// <summary>
    /// Live rows that are looked at in a file with lists, whatever the filter leaves: where few are left more lists are, so a narrow
    /// view is answered as well as a wide one, and exactly where it has no more rows than this.
    /// </summary>
    internal const int ProbedRowsMin = 65_536;

    /// <summary>And of large files this part, since lists grow with them.</summary>
    private const int ProbedPart = 16;

    /// <summary>Rows of a file without lists that one thread takes at a time.</summary>
    private const int BlockRows = 2048;

    /// <exception cref="InvalidDataException">The lists of the file are damaged.</exception>
    public static RowRange[] RangesFor(VectorFile file, LiveRows? live, VectorQuery query) =>
        RangesFor(file, live, query, Math.Max(ProbedRowsMin, file.RowCount / ProbedPart));

    /// <param name="wanted">So many live rows at least, or all of them.</param>
    internal static RowRange[] RangesFor(VectorFile file, LiveRows? live, VectorQuery query, int wanted) =>
        file.ListCount == 0 || (live?.Count ?? file.RowCount) <= wanted ? Blocks(file.RowCount) : Nearest(file, live, query, wanted);

    private static RowRange[] Blocks(int rowCount)
    {
        var blocks = new RowRange[(rowCount + BlockRows - 1) / BlockRows];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = new RowRange(i * BlockRows, Math.Min(rowCount, (i + 1) * BlockRows));
        }

        return blocks;
    }

    private static RowRange[] Nearest(VectorFile file, LiveRows? live, VectorQuery query, int wanted)
    {
        file.ExpectLists();
        var (scores, lists) = (Scores(file.Centroids, query), new int[file.ListCount]);
        for (var list = 0; list < lists.Length; list++)
        {
            lists[list] = list;
        }

        // Stable: of equal scores the first list.
        Array.Sort(lists, (x, y) => scores[y].CompareTo(scores[x]) is var byScore and not 0 ? byScore : x - y);
        var ranges = new List<RowRange>();
        for (var i = 0; i < lists.Length && wanted > 0; i++)
        {
            var range = file.List(lists[i]);
            var count = live?.CountIn(range.Start, range.End) ?? range.Count;
            if (count > 0)
            {
                ranges.Add(range);
                wanted -= count;
            }
        }

        return [.. ranges];
    }

    private static float[] Scores(RowMemory centroids, VectorQuery query)
    {
        var scores = new float[centroids.Count];
        fixed (short* levels = query.Levels)
        {
            for (var i = 0; i < scores.Length; i++)
            {
                scores[i] = RowKernel.Dot(centroids.Row(i), levels, centroids.Stride) * centroids.Scale(i);
            }
        }

        return scores;
    }
}
