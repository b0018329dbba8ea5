namespace Revdex.Query.Tools.Search;

/// <summary>Which files are worth reading for a question: those that have its rarer words, and most of them, best first.</summary>
internal sealed class FileScores
{
    /// <summary>Where a name is defined more is said of it than where it is used.</summary>
    private const float DefinedWeight = 1.5f;

    /// <summary>Of a term in the path.</summary>
    private const float PathWeight = 0.6f;

    /// <summary>Of all terms together, for a name that has them all.</summary>
    private const float NameWeight = 0.5f;

    /// <summary>The same, for a name of these and no other words.</summary>
    private const float WholeNameWeight = 1.5f;

    /// <summary>Of a name, where uses of it are asked for.</summary>
    private const float UsedNameWeight = 4;

    /// <summary>Terms that are looked for at a time: each takes a number for every file.</summary>
    private const int TogetherMax = 4;

    private readonly float[] _scores;
    private readonly float[] _found;
    private int _matchCount;

    public FileScores(QueryState state, SearchTerms terms, WordFiles words, Func<int, bool> isWanted, CancellationToken cancellation)
    {
        var view = state.View;
        (_scores, _found) = (new float[view.Count], new float[view.Count]);
        Rarity = new float[terms.Count];
        var weights = new float[Math.Min(terms.Count, TogetherMax)][];
        for (var first = 0; first < terms.Count; first += weights.Length)
        {
            var count = Math.Min(weights.Length, terms.Count - first);
            Together.For(0, count, i => weights[i] = WeightsOf(terms, first + i, words, weights[i] ?? new float[view.Count]), cancellation);
            for (var i = 0; i < count; i++)
            {
                AddTerm(view, terms, first + i, weights[i], isWanted);
            }
        }

        var all = Rarity.Sum();
        AddNamed(terms, words, weights[0], all);
        for (var file = 0; file < view.Count; file++)
        {
            _scores[file] *= Coverage(_found[file], all);
        }
    }

    /// <summary>Of each term: how few of the files have it (BM25's inverse document frequency); 0 of a name that none has.</summary>
    public float[] Rarity { get; }

    /// <summary>What has all terms of a question counts more than what has one of them often.</summary>
    /// <param name="found">Rarities of the terms that are there, summed.</param>
    /// <param name="all">Of all terms.</param>
    public static float Coverage(float found, float all) => all <= 0 ? 0 : 0.3f + (0.7f * found / all);

    /// <summary>The files that have any of the terms, the best first, by path among equals.</summary>
    public int[] Ordered()
    {
        var files = new int[_matchCount];
        var next = 0;
        for (var file = 0; file < _scores.Length; file++)
        {
            if (_scores[file] > 0)
            {
                files[next++] = file;
            }
        }

        Array.Sort(files, (a, b) => _scores[b].CompareTo(_scores[a]) is var order and not 0 ? order : a - b);
        return files;
    }

    /// <summary>What a term is worth in each file.</summary>
    private static float[] WeightsOf(SearchTerms terms, int term, WordFiles words, float[] weights)
    {
        Array.Clear(weights);
        words.Visit(terms.Needle(term), word => terms.Weight(word, term), (file, weight, isDefined) =>
            weights[file] = Math.Max(weights[file], isDefined ? weight * DefinedWeight : weight));
        return weights;
    }

    /// <summary>Where something is defined whose name has all terms of the question.</summary>
    private void AddNamed(SearchTerms terms, WordFiles words, float[] weights, float rarity)
    {
        Array.Clear(weights);
        var all = terms.PieceMask;
        words.VisitDefined(
            terms.Needle(0),
            word => (terms.Mask(word) & all) is var mask && mask != all ? 0 : terms.IsWhole(word, mask) ? WholeNameWeight : NameWeight,
            (file, weight, _) => weights[file] = Math.Max(weights[file], weight));
        for (var file = 0; file < weights.Length; file++)
        {
            _scores[file] += _scores[file] > 0 ? weights[file] * rarity : 0;
        }
    }

    private void AddTerm(View view, SearchTerms terms, int term, float[] weights, Func<int, bool> isWanted)
    {
        var count = 0;
        for (var file = 0; file < weights.Length; file++)
        {
            count += weights[file] > 0 ? 1 : 0;
        }

        var isName = term >= terms.PieceCount;
        Rarity[term] = isName && count == 0 ? 0 : MathF.Log(1 + ((view.Count - count + 0.5f) / (count + 0.5f))) * (isName && terms.AsksForUses ? UsedNameWeight : 1);
        for (var file = 0; file < view.Count && (file = view.NextContaining(terms.Needle(term), file)) >= 0; file++)
        {
            weights[file] += terms.Weight(view.Path(file), term) * PathWeight;
        }

        for (var file = 0; file < weights.Length; file++)
        {
            if (weights[file] > 0 && isWanted(file))
            {
                _matchCount += _scores[file] == 0 ? 1 : 0;
                _found[file] += Rarity[term];
                _scores[file] += Rarity[term] * weights[file];
            }
        }
    }
}
