namespace Revdex.Embedding.Learning;

/// <summary>
/// What is learnt: a vector and a weight for each term. A term weighs the less the more frequent it is, and the direction that all texts share is taken out
/// (SIF: Arora, Liang, Ma 2017); that is done to the terms, since a sum of them then lacks it as well.
/// </summary>
/// <param name="Terms">In order of their bytes.</param>
/// <param name="Rows">One for each.</param>
/// <param name="Weights">One for each.</param>
internal sealed record TermVectors(string[] Terms, DenseRows Rows, float[] Weights)
{
    /// <summary>With as many dimensions as terms nothing would be like anything else; the repositories that were measured have ten terms and more for each.</summary>
    private const int TermsPerDimension = 8;

    private const int DimensionsMin = 2;

    /// <summary>Null where the texts are too few to learn from.</summary>
    public static TermVectors? Learn(TermCorpus corpus, LearningOptions options)
    {
        var (terms, places) = corpus.Select(options);
        options = options with { Dimensions = Math.Min(options.Dimensions, terms.Length / TermsPerDimension) };
        if (options.Dimensions < DimensionsMin)
        {
            return null;
        }

        var rows = SpectralRows.Of(NeighbourCounts.Of(places, terms.Length, options), options);
        var weights = Weigh(places, terms.Length, options);
        for (var term = 0; term < rows.Count; term++)
        {
            UnitRow.Normalize(rows.Row(term)); // Rare terms would count for nothing beside frequent ones.
        }

        TakeOutCommon(rows, weights, places);
        return new(terms, rows, weights);
    }

    private static float[] Weigh(int[] places, int termCount, LearningOptions options)
    {
        var counts = new int[termCount];
        var total = 0;
        foreach (var term in places)
        {
            if (term >= 0)
            {
                counts[term]++;
                total++;
            }
        }

        return [.. counts.Select(c => (float)(options.FrequencyScale / (options.FrequencyScale + (double)c / total)))];
    }

    /// <summary>The mean of the texts' vectors as its direction.</summary>
    private static void TakeOutCommon(DenseRows rows, float[] weights, int[] places)
    {
        var common = new double[rows.Width];
        var text = new float[rows.Width];
        foreach (var term in places)
        {
            if (term >= 0)
            {
                UnitRow.Add(text, rows.Row(term), weights[term]);
            }

            if (term != TermCorpus.TextEnd)
            {
                continue;
            }

            UnitRow.Normalize(text);
            for (var i = 0; i < common.Length; i++)
            {
                common[i] += text[i];
            }

            Array.Clear(text);
        }

        var direction = Array.ConvertAll(common, v => (float)(v / Math.Max(1e-30, Math.Sqrt(common.Sum(c => c * c)))));
        for (var term = 0; term < rows.Count; term++)
        {
            UnitRow.Add(rows.Row(term), direction, -(float)UnitRow.Dot(rows.Row(term), direction));
        }
    }
}
