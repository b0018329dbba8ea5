using System.Text;

namespace Revdex.Embedding.Tokenizing;

/// <summary>The tokenizer of models that were learnt here: a WordLevel vocabulary of the terms that <see cref="TermReader"/> reads. Terms that it lacks have no token.</summary>
internal sealed class TermTokenizer : ITokenizer
{
    /// <summary>In tokenizer.json, as the type of the pre_tokenizer; no other program knows it. Other rules for terms take another number.</summary>
    public const string Type = "RevdexTerms1";

    private readonly Dictionary<byte[], int> _vocabulary;
    private readonly Dictionary<byte[], int>.AlternateLookup<ReadOnlySpan<byte>> _terms;

    public TermTokenizer(IReadOnlyDictionary<string, int> vocabulary)
    {
        _vocabulary = vocabulary.ToDictionary(v => Encoding.UTF8.GetBytes(v.Key), v => v.Value, Utf8Comparer.Default);
        _terms = _vocabulary.GetAlternateLookup<ReadOnlySpan<byte>>();
        VocabularySize = _vocabulary.Count == 0 ? 0 : _vocabulary.Values.Max() + 1;
    }

    public int VocabularySize { get; }

    public int UnknownId => -1;

    public IReadOnlyList<int> Prefix => [];

    public IReadOnlyList<int> Suffix => [];

    public void Encode(ReadOnlySpan<byte> text, List<int> tokens)
    {
        Span<byte> room = stackalloc byte[TermReader.TermMaxBytes];
        for (var terms = new TermReader(text, room); terms.MoveNext();)
        {
            if (_terms.TryGetValue(terms.Current, out var token))
            {
                tokens.Add(token);
            }
        }
    }
}
