using System.Runtime.InteropServices;
using Revdex.Facts;
using Revdex.Query.Freshness;

namespace Revdex.Query.Tools.Search;

/// <summary>Scores the pieces of files (BM25, and what names and paths say). For one question and one thread.</summary>
internal sealed class PieceScorer
{
    /// <summary>BM25's k1: how soon it stops to count that a word comes again.</summary>
    private const float Saturation = 1.2f;

    /// <summary>BM25's b: how much long pieces are held back.</summary>
    private const float LengthWeight = 0.5f;

    /// <summary>A method with its comment.</summary>
    private const float TypicalWords = 80;

    private const float NameWeight = 1.8f;

    private const float ContainerWeight = 0.4f;

    private const float PathWeight = 0.3f;

    /// <summary>A name that is written out in the question is what is asked for.</summary>
    private const float PhraseWeight = 2f;

    /// <summary>A name of the question's words and no others, though not written as one word there.</summary>
    private const float WholeNameWeight = 1f;

    /// <summary>Of tests, samples and what was copied in; where these are asked for, of everything else.</summary>
    private const float AsideWeight = 0.6f;

    /// <summary>Of the definition of what uses are asked for.</summary>
    private const float DefinitionWeight = 0.3f;

    /// <summary>Of a type: what is said of it is said of all that is in it.</summary>
    private const float TypeWeight = 1.15f;

    /// <summary>Of what only repeats a name that stands elsewhere: a constructor, a field.</summary>
    private const float RepeatedWeight = 0.85f;

    /// <summary>Of overloads but the best of them: a type's five constructors say once what one says.</summary>
    private const float OverloadWeight = 0.25f;

    private readonly ReadBuffer _buffer = new();
    private readonly WordMasks _masks;
    private readonly PieceWords _words;
    private readonly HashSet<(int Container, ulong Name)> _named = [];
    private readonly QueryState _state;
    private readonly SearchTerms _terms;
    private readonly float[] _rarity;
    private readonly float _all;
    private readonly float _allPieces;
    private readonly bool _asksForTests;

    public PieceScorer(QueryState state, SearchTerms terms, float[] rarity)
    {
        (_state, _terms, _rarity, _all, _asksForTests, _masks) = (state, terms, rarity, rarity.Sum(), terms.AsksForTests, new WordMasks(terms));
        _allPieces = SearchTerms.Sum(rarity, terms.PieceMask);
        _words = new PieceWords(terms, _masks, rarity);
    }

    /// <summary>The pieces of a file that have any of the terms, in no order; none where its text is not to be had.</summary>
    public List<PieceHit> HitsOf(int file)
    {
        var hits = new List<PieceHit>();
        if (!TextWords.TryRead(_state, file, out var read, _buffer))
        {
            return hits;
        }

        var content = read.Span;
        var facts = _state.TryLocate(file, out var mounted, out var blob) ? mounted.Segment.Facts(blob) : default;
        var pieces = FilePiece.Of(facts, content, FilePiece.HasRest(_state.View, file, _asksForTests));
        _words.Count(content, CollectionsMarshal.AsSpan(pieces));
        var inPath = _terms.Mask(_state.View.Path(file));
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            if (Score(facts, pieces[piece], piece, file, inPath) is > 0 and var score)
            {
                hits.Add(new(score, file, pieces[piece], Math.Max(_words.BestLine(piece), 1)));
            }
        }

        HoldOverloadsBack(facts, CollectionsMarshal.AsSpan(hits));
        FileSupport.Apply(CollectionsMarshal.AsSpan(hits));
        return hits;
    }

    /// <param name="hits">Of one file.</param>
    private void HoldOverloadsBack(FactsMessage facts, Span<PieceHit> hits)
    {
        _named.Clear();
        hits.Sort();
        foreach (ref var hit in hits)
        {
            if (hit.Piece.Symbol >= 0 && facts.ReadSymbol(hit.Piece.Symbol) is var symbol && !_named.Add((symbol.Container, WordMasks.HashOf(symbol.Name))))
            {
                hit = hit with { Score = hit.Score * OverloadWeight };
            }
        }
    }

    private float Score(FactsMessage facts, in FilePiece piece, int index, int file, uint inPath)
    {
        var (score, mask, standing) = (0f, _words.Mask(index), 1f);
        if (mask == 0)
        {
            return 0;
        }

        var pressure = Saturation * (1 - LengthWeight + (LengthWeight * _words.Length(index) / TypicalWords));
        var counts = _words.Counts(index);
        for (var term = 0; term < counts.Length; term++)
        {
            score += _rarity[term] * counts[term] * (Saturation + 1) / (counts[term] + pressure);
        }

        var (extra, around) = (Sum(inPath) * PathWeight, inPath);
        if (piece.Symbol >= 0)
        {
            var symbol = facts.ReadSymbol(piece.Symbol);
            var inName = _masks.Of(symbol.Name) & _terms.PieceMask;
            var isAsked = _terms.IsPhrase(symbol.Name);
            standing = Standing(symbol.Kind) * (isAsked && _terms.AsksForUses ? DefinitionWeight : 1);
            extra += isAsked && _terms.AsksForUses ? 0
                : (Sum(inName) * NameWeight) + (isAsked ? _allPieces * PhraseWeight : _terms.IsWhole(symbol.Name, inName) ? _allPieces * WholeNameWeight : 0);
            if (symbol.Container >= 0)
            {
                var inContainer = _masks.Of(facts.ReadSymbol(symbol.Container).Name);
                extra += Sum(inContainer & ~inName) * ContainerWeight;
                around |= inContainer;
            }
        }

        score = (score + extra) * standing * FileScores.Coverage(Sum(mask) + (0.5f * Sum(around & ~mask)), _all);
        return FileStanding.IsAside(_state.View, file) ? _asksForTests ? score : score * AsideWeight : _terms.PrefersTests ? score * AsideWeight : score;
    }

    private static float Standing(SymbolKind kind) => kind switch
    {
        SymbolKind.Class or SymbolKind.Struct or SymbolKind.Interface or SymbolKind.Trait or SymbolKind.Record or SymbolKind.Enum => TypeWeight,
        SymbolKind.Constructor or SymbolKind.Destructor or SymbolKind.Field or SymbolKind.Variable => RepeatedWeight,
        _ => 1,
    };

    private float Sum(uint mask) => SearchTerms.Sum(_rarity, mask);
}
