using Revdex.Embedding.Tokenizing;

namespace Revdex.Benchmarks.Embeddings;

/// <summary>Plain BM25 (k1 1.2, b 0.75) over the same texts and the same terms: what vectors have to beat, or to add to.</summary>
internal sealed class Bm25
{
    private const double K1 = 1.2;
    private const double B = 0.75;

    private readonly Dictionary<byte[], List<(int Row, int Count)>> _postings = new(Utf8Comparer.Default);
    private readonly int[] _lengths;
    private readonly double _meanLength;

    public Bm25(IReadOnlyList<ReadOnlyMemory<byte>> texts)
    {
        _lengths = new int[texts.Count];
        for (var row = 0; row < texts.Count; row++)
        {
            foreach (var term in Terms(texts[row].Span))
            {
                _lengths[row]++;
                Count(term, row);
            }
        }

        _meanLength = _lengths.Average();
    }

    public float[] Scores(ReadOnlySpan<byte> question)
    {
        var scores = new float[_lengths.Length];
        foreach (var term in Terms(question).Distinct(Utf8Comparer.Default))
        {
            if (!_postings.TryGetValue(term, out var postings))
            {
                continue;
            }

            var rarity = Math.Log(1 + (_lengths.Length - postings.Count + 0.5) / (postings.Count + 0.5));
            foreach (var (row, count) in postings)
            {
                scores[row] += (float)(rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * _lengths[row] / _meanLength)));
            }
        }

        return scores;
    }

    private static List<byte[]> Terms(ReadOnlySpan<byte> text)
    {
        var terms = new List<byte[]>();
        Span<byte> room = stackalloc byte[TermReader.TermMaxBytes];
        for (var reader = new TermReader(text, room); reader.MoveNext();)
        {
            terms.Add(reader.Current.ToArray());
        }

        return terms;
    }

    private void Count(byte[] term, int row)
    {
        if (!_postings.TryGetValue(term, out var postings))
        {
            _postings[term] = postings = [];
        }

        if (postings.Count > 0 && postings[^1].Row == row)
        {
            postings[^1] = (row, postings[^1].Count + 1);
        }
        else
        {
            postings.Add((row, 1));
        }
    }
}
