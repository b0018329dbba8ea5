using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>The likeliest way to cut a text into pieces of the vocabulary, each with the logarithm of its probability (SentencePiece's unigram model).</summary>
internal sealed class UnigramModel : ITokenModel
{
    /// <summary>What an unknown character is less likely than the unlikeliest piece; the original's figure.</summary>
    private const double UnknownPenalty = 10;

    private readonly Dictionary<string, int> _vocabulary = new(StringComparer.Ordinal);
    private readonly double[] _scores;
    private readonly double _unknownScore;
    private readonly int _pieceCharsMax = 1;
    private readonly bool _fallsBackToBytes;

    public UnigramModel(JsonElement model)
    {
        var pieces = TokenizerJson.Get(model, "vocab", JsonValueKind.Array);
        _scores = new double[pieces.GetArrayLength()];
        foreach (var pair in pieces.EnumerateArray())
        {
            var piece = pair.ValueKind == JsonValueKind.Array && pair.GetArrayLength() == 2 && pair[1].ValueKind == JsonValueKind.Number ? pair[0].GetString() ?? "" : throw TokenizerJson.Error("a piece without its score");
            _scores[_vocabulary.Count] = pair[1].GetDouble();
            _pieceCharsMax = Math.Max(_pieceCharsMax, piece.Length);
            if (!_vocabulary.TryAdd(piece, _vocabulary.Count))
            {
                throw TokenizerJson.Error($"the piece '{piece}' is there twice");
            }
        }

        UnknownId = TokenizerJson.Number(model, "unk_id", -1);
        _unknownScore = _scores.Append(0).Min() - UnknownPenalty;
        _fallsBackToBytes = TokenizerJson.Flag(model, "byte_fallback", false);
    }

    public int UnknownId { get; }

    public int Size => _scores.Length;

    public void Encode(string piece, List<int> tokens)
    {
        var cut = BestCut(piece);
        var isUnknownBefore = false;
        foreach (var (start, length, token) in cut)
        {
            if (token != UnknownId || !(_fallsBackToBytes && ByteTokens.TryAdd(_vocabulary, piece.Substring(start, length), tokens)))
            {
                // Unknown characters in a row are one.
                if (token >= 0 && !(token == UnknownId && isUnknownBefore))
                {
                    tokens.Add(token);
                }
            }

            isUnknownBefore = token == UnknownId;
        }
    }

    private List<(int Start, int Length, int Token)> BestCut(string text)
    {
        var best = new (double Score, int Start, int Token)[text.Length + 1];
        Array.Fill(best, (double.NegativeInfinity, 0, -1));
        best[0] = (0, 0, -1);
        var pieces = _vocabulary.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var start = 0; start < text.Length; start++)
        {
            if (double.IsNegativeInfinity(best[start].Score))
            {
                continue; // The second half of a surrogate pair.
            }

            var character = char.IsHighSurrogate(text[start]) && start + 1 < text.Length ? 2 : 1;
            var hasCharacter = false;
            for (var length = 1; length <= Math.Min(_pieceCharsMax, text.Length - start); length++)
            {
                if (pieces.TryGetValue(text.AsSpan(start, length), out var token))
                {
                    Offer(best, start, length, token, _scores[token]);
                    hasCharacter |= length == character;
                }
            }

            if (!hasCharacter)
            {
                Offer(best, start, character, UnknownId, _unknownScore);
            }
        }

        return Path(best);
    }

    private static void Offer((double Score, int Start, int Token)[] best, int start, int length, int token, double score)
    {
        ref var end = ref best[start + length];
        if (best[start].Score + score > end.Score)
        {
            end = (best[start].Score + score, start, token);
        }
    }

    private static List<(int Start, int Length, int Token)> Path((double Score, int Start, int Token)[] best)
    {
        var path = new List<(int, int, int)>();
        for (var end = best.Length - 1; end > 0; end = best[end].Start)
        {
            path.Add((best[end].Start, end - best[end].Start, best[end].Token));
        }

        path.Reverse();
        return path;
    }
}
