using System.Numerics;
using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Query.Tools.Search;

/// <summary>The question as terms: the pieces of its words, without those that every text has, then its names as they are written. Immutable.</summary>
internal sealed class SearchTerms
{
    /// <summary>A question with more is a text; its first words say what it is about.</summary>
    public const int PiecesMax = 16;

    /// <summary>Names beyond are looked for by their pieces only.</summary>
    private const int NameTermsMax = 4;

    /// <summary>Of a piece that is another form of the term's word.</summary>
    private const float OtherFormWeight = 0.85f;

    private static readonly HashSet<string> StopWords =
    [
        "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "has", "have", "how", "i", "if", "in", "is", "it", "its", "of", "on", "or", "so", "that",
        "the", "their", "there", "these", "this", "to", "was", "we", "what", "when", "where", "which", "who", "why", "will", "with", "you",
    ];

    private readonly List<(byte[] Piece, byte[] Stem, int NeedleLength)> _terms = [];
    private readonly List<byte[]> _nameTerms = [];
    private readonly List<byte[]> _phrases = [];
    private readonly List<string> _names = [];
    private readonly List<string> _words = [];

    private SearchTerms()
    {
    }

    /// <summary>Pieces and names.</summary>
    public int Count => _terms.Count + _nameTerms.Count;

    /// <summary>Pieces, which come first.</summary>
    public int PieceCount => _terms.Count;

    /// <summary>A bit for each term that is a piece.</summary>
    public uint PieceMask => uint.MaxValue >> (32 - _terms.Count);

    /// <summary>Words of the question that have several pieces: a name that is written out. Of a question for uses what it is about.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>All words that count, as they are written.</summary>
    public IReadOnlyList<string> Words => _words;

    /// <summary>It asks where something is used that it names.</summary>
    public bool AsksForUses { get; private set; }

    /// <summary>Tests or samples come first then.</summary>
    public bool PrefersTests { get; private init; }

    /// <summary>Tests and samples are wanted then, and come last otherwise.</summary>
    public bool AsksForTests => PrefersTests || Mask("test tests testing spec sample example mock"u8) != 0;

    /// <summary>What every word that has the term holds, whatever the case of its letters: the beginning of all forms of the term.</summary>
    public ReadOnlySpan<byte> Needle(int term) => term < _terms.Count ? _terms[term].Piece.AsSpan(0, _terms[term].NeedleLength) : _nameTerms[term - _terms.Count];

    public static SearchTerms Of(string question)
    {
        var terms = new SearchTerms { PrefersTests = UseQuestion.IsOfTests(question) };
        terms.AddWords(question, withStopWords: false);
        if (terms.Count == 0)
        {
            terms.AddWords(question, withStopWords: true);
        }

        if (UseQuestion.Is(question) && UseQuestion.NamesIn(question) is { Count: > 0 } used)
        {
            terms.TakeUsed(used);
        }

        terms._nameTerms.AddRange(terms._names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes).Where(name => name.Length <= WordRules.WordMaxBytes).Take(NameTermsMax));
        return terms;
    }

    /// <summary>How well a word has a term: 1 where it is the name, or one of its pieces is the term, less where it is another form of it, else 0.</summary>
    public float Weight(ReadOnlySpan<byte> word, int term)
    {
        if (term >= _terms.Count)
        {
            return word.SequenceEqual(_nameTerms[term - _terms.Count]) ? 1 : 0;
        }

        var best = 0f;
        for (var at = 0; best < 1 && (at = KeyScan.IndexOf(word, at, Needle(term), ignoreAsciiCase: true)) >= 0; at++)
        {
            best = WordPieces.TryPieceAt(word, at, out var piece) ? Math.Max(best, PieceWeight(piece, term)) : best;
        }

        return best;
    }

    /// <summary>A bit for each term that the word has.</summary>
    public uint Mask(ReadOnlySpan<byte> word)
    {
        uint mask = 0;
        var pieces = new WordPieces(word);
        while (pieces.MoveNext())
        {
            for (var term = 0; term < _terms.Count; term++)
            {
                mask |= PieceWeight(pieces.Current, term) > 0 ? 1u << term : 0;
            }
        }

        for (var name = 0; name < _nameTerms.Count; name++)
        {
            mask |= word.SequenceEqual(_nameTerms[name]) ? 1u << (_terms.Count + name) : 0;
        }

        return mask;
    }

    /// <summary>The numbers of the terms of a mask, added in their order.</summary>
    public static float Sum(float[] numbers, uint mask)
    {
        var sum = 0f;
        for (; mask != 0; mask &= mask - 1)
        {
            sum += numbers[BitOperations.TrailingZeroCount(mask)];
        }

        return sum;
    }

    /// <summary>Whether a word has all pieces and nothing else.</summary>
    /// <param name="mask">Of the word.</param>
    public bool IsWhole(ReadOnlySpan<byte> word, uint mask)
    {
        var count = 0;
        for (var pieces = new WordPieces(word); pieces.MoveNext();)
        {
            count++;
        }

        return count == _terms.Count && BitOperations.PopCount(mask & PieceMask) == count;
    }

    /// <summary>Whether the word is one of <see cref="Names"/>, however its letters are large and whether '_' parts it.</summary>
    public bool IsPhrase(ReadOnlySpan<byte> word)
    {
        foreach (var phrase in _phrases)
        {
            if (Folded(word).AsSpan().SequenceEqual(phrase))
            {
                return true;
            }
        }

        return false;
    }

    private float PieceWeight(ReadOnlySpan<byte> piece, int term)
    {
        var (wanted, stem, needleLength) = _terms[term];
        if (piece.Length < needleLength || !AsciiCase.Equals(piece[..needleLength], wanted.AsSpan(0, needleLength)))
        {
            return 0;
        }

        if (AsciiCase.Equals(piece, wanted))
        {
            return 1;
        }

        if (piece.Length > Stem.PieceMaxBytes || piece.Length < stem.Length)
        {
            return 0;
        }

        Span<byte> lower = stackalloc byte[piece.Length];
        AsciiCase.ToLower(piece, lower);
        return lower[..Stem.Of(lower)].SequenceEqual(stem) ? OtherFormWeight : 0;
    }

    private void TakeUsed(List<string> names)
    {
        AsksForUses = true;
        _names.Clear();
        _phrases.Clear();
        _names.AddRange(names);
        _phrases.AddRange(names.Select(name => Folded(Encoding.UTF8.GetBytes(name))));
    }

    private void AddWords(string question, bool withStopWords)
    {
        var bytes = Encoding.UTF8.GetBytes(question);
        for (var at = 0; at < bytes.Length; at++)
        {
            var start = at;
            while (at < bytes.Length && WordRules.IsWordByte(bytes[at]))
            {
                at++;
            }

            if (at > start && (withStopWords || !StopWords.Contains(Encoding.UTF8.GetString(bytes, start, at - start).ToLowerInvariant())))
            {
                AddWord(bytes.AsSpan(start..at));
            }
        }
    }

    private void AddWord(ReadOnlySpan<byte> word)
    {
        var count = 0;
        for (var pieces = new WordPieces(word); pieces.MoveNext(); count++)
        {
            var lower = pieces.Current.ToArray();
            AsciiCase.ToLower(pieces.Current, lower);
            var stem = lower.ToArray();
            stem = lower.Length <= Stem.PieceMaxBytes ? stem[..Stem.Of(stem)] : stem;
            if (_terms.Count < PiecesMax && !_terms.Exists(t => t.Stem.AsSpan().SequenceEqual(stem)))
            {
                _terms.Add((lower, stem, NeedleLength(lower, stem)));
            }
        }

        _words.Add(Encoding.UTF8.GetString(word));
        if (count > 1)
        {
            _phrases.Add(Folded(word));
            _names.Add(_words[^1]);
        }
    }

    /// <summary>The last letter of a stem may be one that a form of the word has otherwise: entries and entry are <c>entri</c>.</summary>
    private static int NeedleLength(ReadOnlySpan<byte> piece, ReadOnlySpan<byte> stem)
    {
        var common = stem.CommonPrefixLength(piece);
        return common == stem.Length && common > 1 && stem[^1] == (byte)'i' ? common - 1 : common;
    }

    private static byte[] Folded(ReadOnlySpan<byte> word)
    {
        var lower = new byte[word.Length];
        AsciiCase.ToLower(word, lower);
        return Array.FindAll(lower, b => b != (byte)'_');
    }
}
