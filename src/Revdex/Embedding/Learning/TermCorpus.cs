using System.Text;
using System.Text.Unicode;
using Revdex.Embedding.Tokenizing;

namespace Revdex.Embedding.Learning;

/// <summary>The terms of texts, collected: four bytes for each place. What comes of it does not depend on the order of the texts.</summary>
internal sealed class TermCorpus
{
    /// <summary>Between two texts.</summary>
    public const int TextEnd = -1;

    /// <summary>In place of a term that is not in the vocabulary.</summary>
    public const int Unknown = -2;

    private readonly Dictionary<byte[], int> _numbers = new(Utf8Comparer.Default);
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _known;
    private readonly List<byte[]> _terms = [];
    private readonly List<int> _textCounts = [];
    private readonly List<int> _lastText = [];
    private readonly List<int> _places = [];
    private int _textCount;

    public TermCorpus() => _known = _numbers.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int TextCount => _textCount;

    /// <param name="text">UTF-8. The same text again adds nothing new; leave it out.</param>
    public void Add(ReadOnlySpan<byte> text)
    {
        Span<byte> room = stackalloc byte[TermReader.TermMaxBytes];
        for (var terms = new TermReader(text, room); terms.MoveNext();)
        {
            var number = NumberOf(terms.Current);
            _places.Add(number);
            if (_lastText[number] != _textCount)
            {
                _lastText[number] = _textCount;
                _textCounts[number]++;
            }
        }

        _places.Add(TextEnd);
        _textCount++;
    }

    /// <summary>The most frequent terms in order of their bytes, and the places as numbers of those.</summary>
    public (string[] Terms, int[] Places) Select(LearningOptions options)
    {
        var chosen = Enumerable.Range(0, _terms.Count).Where(t => _textCounts[t] >= options.ChunksMin && Utf8.IsValid(_terms[t]))
            .OrderByDescending(t => _textCounts[t]).ThenBy(t => _terms[t], Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))
            .Take(options.TermsMax).Order(Comparer<int>.Create((a, b) => _terms[a].AsSpan().SequenceCompareTo(_terms[b]))).ToArray();
        var numbers = new int[_terms.Count];
        Array.Fill(numbers, Unknown);
        for (var i = 0; i < chosen.Length; i++)
        {
            numbers[chosen[i]] = i;
        }

        return ([.. chosen.Select(t => Encoding.UTF8.GetString(_terms[t]))], [.. _places.Select(p => p == TextEnd ? TextEnd : numbers[p])]);
    }

    private int NumberOf(ReadOnlySpan<byte> term)
    {
        if (!_known.TryGetValue(term, out var number))
        {
            number = _terms.Count;
            _known[term] = number;
            _terms.Add(term.ToArray());
            _textCounts.Add(0);
            _lastText.Add(-1);
        }

        return number;
    }
}
