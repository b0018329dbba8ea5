using System.Numerics;
using System.Runtime.InteropServices;
using Revdex.Extraction;
using Revdex.Facts;

namespace Revdex.Query.Tools.Search;

/// <summary>Scores the pieces of files (BM25, and what names and paths say). For one question and one thread.</summary>
internal sealed class PieceScorer(QueryState state, SearchTerms terms, float[] rarity)
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

    /// <summary>Of tests, samples and what was copied in.</summary>
    private const float AsideWeight = 0.6f;

    /// <summary>Of a type: what is said of it is said of all that is in it.</summary>
    private const float TypeWeight = 1.15f;

    /// <summary>Of what only repeats a name that stands elsewhere: a constructor, a field.</summary>
    private const float RepeatedWeight = 0.85f;

    /// <summary>Of overloads but the best of them: a type's five constructors say once what one says.</summary>
    private const float OverloadWeight = 0.25f;

    private readonly Dictionary<ulong, uint> _masks = [];
    private readonly HashSet<(int Container, ulong Name)> _named = [];
    private readonly float _all = rarity.Sum();
    private readonly bool _asksForTests = terms.AsksForTests;
    private int[] _counts = [];
    private int[] _lengths = [];
    private float[] _bestLines = [];
    private int[] _lines = [];

    public void AddFile(int file, List<PieceHit> hits)
    {
        if (!TextWords.TryRead(state, file, out var read))
        {
            return;
        }

        var content = read.Span;
        var facts = state.TryLocate(file, out var mounted, out var blob) ? mounted.Segment.Facts(blob) : default;
        var pieces = FilePiece.Of(facts, content, state.View.Language(file) is { IsText: true });
        Count(content, CollectionsMarshal.AsSpan(pieces));
        var inPath = terms.Mask(state.View.Path(file));
        var first = hits.Count;
        for (var piece = 0; piece < pieces.Count; piece++)
        {
            if (Score(facts, pieces[piece], piece, file, inPath) is > 0 and var score)
            {
                hits.Add(new(score, file, pieces[piece], Math.Max(_lines[piece], 1)));
            }
        }

        HoldOverloadsBack(facts, CollectionsMarshal.AsSpan(hits)[first..]);
        FileSupport.Apply(CollectionsMarshal.AsSpan(hits)[first..]);
    }

    /// <param name="hits">Of one file.</param>
    private void HoldOverloadsBack(FactsMessage facts, Span<PieceHit> hits)
    {
        _named.Clear();
        hits.Sort();
        foreach (ref var hit in hits)
        {
            if (hit.Piece.Symbol >= 0 && facts.ReadSymbol(hit.Piece.Symbol) is var symbol && !_named.Add((symbol.Container, HashOf(symbol.Name))))
            {
                hit = hit with { Score = hit.Score * OverloadWeight };
            }
        }
    }

    /// <summary>Counts each piece's own words, and finds the line of each that has most of the question.</summary>
    private void Count(ReadOnlySpan<byte> content, ReadOnlySpan<FilePiece> pieces)
    {
        Clear(pieces.Length);
        var open = new Stack<int>();
        var (next, line, lineMask, lineOwner) = (0, 1, 0u, -1);
        for (var at = 0; at < content.Length;)
        {
            if (content[at] == (byte)'\n')
            {
                EndLine(lineOwner, line, lineMask);
                (line, lineMask, lineOwner) = (line + 1, 0u, -1);
                at++;
                continue;
            }

            if (!WordRules.IsWordByte(content[at]))
            {
                at++;
                continue;
            }

            var start = at;
            while (at < content.Length && WordRules.IsWordByte(content[at]))
            {
                at++;
            }

            var owner = Owner(pieces, open, ref next, start);
            if (owner >= 0)
            {
                _lengths[owner]++;
                if (MaskOf(content[start..at]) is not 0 and var mask)
                {
                    Note(owner, mask);
                    if (lineOwner != owner)
                    {
                        EndLine(lineOwner, line, lineMask);
                        (lineMask, lineOwner) = (0u, owner);
                    }

                    lineMask |= mask;
                }
            }
        }

        EndLine(lineOwner, line, lineMask);
    }

    /// <summary>The innermost piece at a place; places ascend.</summary>
    private static int Owner(ReadOnlySpan<FilePiece> pieces, Stack<int> open, ref int next, int at)
    {
        while (next < pieces.Length && pieces[next].Start <= at)
        {
            open.Push(next++);
        }

        while (open.TryPeek(out var top) && pieces[top].End <= at)
        {
            open.Pop();
        }

        return open.TryPeek(out var owner) ? owner : -1;
    }

    private void Note(int piece, uint mask)
    {
        for (; mask != 0; mask &= mask - 1)
        {
            _counts[(piece * terms.Count) + BitOperations.TrailingZeroCount(mask)]++;
        }
    }

    private void EndLine(int piece, int line, uint mask)
    {
        if (piece >= 0 && Sum(mask) is var worth && worth > _bestLines[piece])
        {
            (_bestLines[piece], _lines[piece]) = (worth, line);
        }
    }

    private float Score(FactsMessage facts, in FilePiece piece, int index, int file, uint inPath)
    {
        var (score, mask, standing) = (0f, 0u, 1f);
        var pressure = Saturation * (1 - LengthWeight + (LengthWeight * _lengths[index] / TypicalWords));
        for (var term = 0; term < terms.Count; term++)
        {
            var count = _counts[(index * terms.Count) + term];
            mask |= count > 0 ? 1u << term : 0;
            score += rarity[term] * count * (Saturation + 1) / (count + pressure);
        }

        if (mask == 0)
        {
            return 0;
        }

        var (extra, around) = (Sum(inPath) * PathWeight, inPath);
        if (piece.Symbol >= 0)
        {
            var symbol = facts.ReadSymbol(piece.Symbol);
            var inName = terms.Mask(symbol.Name);
            standing = Standing(symbol.Kind);
            extra += (Sum(inName) * NameWeight) + (terms.IsPhrase(symbol.Name) ? _all * PhraseWeight : terms.IsWhole(symbol.Name, inName) ? _all * WholeNameWeight : 0);
            if (symbol.Container >= 0)
            {
                var inContainer = terms.Mask(facts.ReadSymbol(symbol.Container).Name);
                extra += Sum(inContainer & ~inName) * ContainerWeight;
                around |= inContainer;
            }
        }

        score = (score + extra) * standing * FileScores.Coverage(Sum(mask) + (0.5f * Sum(around & ~mask)), _all);
        return FileStanding.IsAside(state.View, file) && !_asksForTests ? score * AsideWeight : score;
    }

    private static float Standing(SymbolKind kind) => kind switch
    {
        SymbolKind.Class or SymbolKind.Struct or SymbolKind.Interface or SymbolKind.Trait or SymbolKind.Record or SymbolKind.Enum => TypeWeight,
        SymbolKind.Constructor or SymbolKind.Destructor or SymbolKind.Field or SymbolKind.Variable => RepeatedWeight,
        _ => 1,
    };

    private float Sum(uint mask)
    {
        var sum = 0f;
        for (; mask != 0; mask &= mask - 1)
        {
            sum += rarity[BitOperations.TrailingZeroCount(mask)];
        }

        return sum;
    }

    /// <summary>Words come again and again.</summary>
    private uint MaskOf(ReadOnlySpan<byte> word)
    {
        ref var mask = ref CollectionsMarshal.GetValueRefOrAddDefault(_masks, HashOf(word), out var isKnown);
        return isKnown ? mask : mask = terms.Mask(word);
    }

    private static unsafe ulong HashOf(ReadOnlySpan<byte> word)
    {
        fixed (byte* bytes = word)
        {
            return ByteHash.Of(bytes, word.Length);
        }
    }

    private void Clear(int pieces)
    {
        if (_lengths.Length < pieces)
        {
            (_counts, _lengths, _bestLines, _lines) = (new int[pieces * 2 * terms.Count], new int[pieces * 2], new float[pieces * 2], new int[pieces * 2]);
        }

        Array.Clear(_counts, 0, pieces * terms.Count);
        Array.Clear(_lengths, 0, pieces);
        Array.Clear(_bestLines, 0, pieces);
        Array.Clear(_lines, 0, pieces);
    }
}
