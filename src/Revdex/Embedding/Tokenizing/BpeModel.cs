using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>Byte-pair encoding: a word's characters are joined in the order in which their pairs were learnt.</summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly Dictionary<string, int> _vocabulary;
    private readonly Dictionary<(int Left, int Right), (int Rank, int Joined)> _merges = [];
    private readonly bool _takesWholeWords;
    private readonly bool _fallsBackToBytes;

    public BpeModel(JsonElement model)
    {
        foreach (var unsupported in new[] { "continuing_subword_prefix", "end_of_word_suffix" })
        {
            if (TokenizerJson.TryGet(model, unsupported, JsonValueKind.String) is { } value && value.GetString() is { Length: > 0 })
            {
                throw TokenizerJson.Error($"BPE with {unsupported}");
            }
        }

        _vocabulary = TokenizerJson.Vocabulary(model);
        Size = TokenizerJson.SizeOf(_vocabulary);
        UnknownId = TokenizerJson.TryGet(model, "unk_token", JsonValueKind.String) is { } unknown ? _vocabulary.GetValueOrDefault(unknown.GetString() ?? "", -1) : -1;
        _takesWholeWords = TokenizerJson.Flag(model, "ignore_merges", false);
        _fallsBackToBytes = TokenizerJson.Flag(model, "byte_fallback", false);
        foreach (var merge in TokenizerJson.Get(model, "merges", JsonValueKind.Array).EnumerateArray())
        {
            var (left, right) = Pair(merge);
            _merges.TryAdd((Token(left), Token(right)), (_merges.Count, Token(left + right)));
        }
    }

    public int UnknownId { get; }

    public int Size { get; }

    public void Encode(string piece, List<int> tokens)
    {
        if (_takesWholeWords && _vocabulary.TryGetValue(piece, out var whole))
        {
            tokens.Add(whole);
            return;
        }

        var symbols = Symbols(piece);
        while (TryBest(symbols, out var best, out var joined))
        {
            symbols[best] = joined;
            symbols.RemoveAt(best + 1);
        }

        tokens.AddRange(symbols);
    }

    /// <summary>The characters; unknown ones as their bytes, where the vocabulary has such.</summary>
    private List<int> Symbols(string piece)
    {
        var symbols = new List<int>(piece.Length);
        foreach (var rune in piece.EnumerateRunes())
        {
            var text = rune.ToString();
            if (_vocabulary.TryGetValue(text, out var token))
            {
                symbols.Add(token);
            }
            else if (!(_fallsBackToBytes && ByteTokens.TryAdd(_vocabulary, text, symbols)) && UnknownId >= 0)
            {
                symbols.Add(UnknownId);
            }
        }

        return symbols;
    }

    /// <summary>The pair that was learnt first; of several, the one that stands first.</summary>
    private bool TryBest(List<int> symbols, out int best, out int joined)
    {
        (best, joined) = (-1, -1);
        var rank = int.MaxValue;
        for (var i = 0; i + 1 < symbols.Count; i++)
        {
            if (_merges.TryGetValue((symbols[i], symbols[i + 1]), out var merge) && merge.Rank < rank)
            {
                (rank, best, joined) = (merge.Rank, i, merge.Joined);
            }
        }

        return best >= 0;
    }

    /// <summary>Older files write <c>"a b"</c>, newer ones <c>["a", "b"]</c>.</summary>
    private static (string Left, string Right) Pair(JsonElement merge)
    {
        if (merge.ValueKind == JsonValueKind.Array && merge.GetArrayLength() == 2)
        {
            return (merge[0].GetString() ?? "", merge[1].GetString() ?? "");
        }

        var parts = merge.ValueKind == JsonValueKind.String ? (merge.GetString() ?? "").Split(' ') : [];
        return parts is [var left, var right] ? (left, right) : throw TokenizerJson.Error($"{merge.GetRawText()} is no merge");
    }

    private int Token(string piece) => _vocabulary.TryGetValue(piece, out var token) ? token : throw TokenizerJson.Error($"a merge makes '{piece}', which is not in the vocabulary");
}
