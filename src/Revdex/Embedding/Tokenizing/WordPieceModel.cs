using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>The longest piece of the vocabulary that a word begins with, then the longest that goes on (<c>##ing</c>); a word that leaves a rest is unknown.</summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly Dictionary<string, int> _first;
    private readonly Dictionary<string, int> _next = new(StringComparer.Ordinal);
    private readonly int _wordCharsMax;
    private readonly int _pieceCharsMax;

    public WordPieceModel(JsonElement model)
    {
        _first = TokenizerJson.Vocabulary(model);
        _wordCharsMax = TokenizerJson.Number(model, "max_input_chars_per_word", 100);
        var prefix = TokenizerJson.TryGet(model, "continuing_subword_prefix", JsonValueKind.String)?.GetString() ?? "##";
        foreach (var (piece, token) in _first)
        {
            if (piece.StartsWith(prefix, StringComparison.Ordinal))
            {
                _next[piece[prefix.Length..]] = token;
            }

            _pieceCharsMax = Math.Max(_pieceCharsMax, piece.Length);
        }

        Size = TokenizerJson.SizeOf(_first);
        UnknownId = _first.GetValueOrDefault(TokenizerJson.Text(model, "unk_token"), -1);
    }

    public int UnknownId { get; }

    public int Size { get; }

    public void Encode(string piece, List<int> tokens)
    {
        var before = tokens.Count;
        if (!TryEncode(piece, tokens))
        {
            tokens.RemoveRange(before, tokens.Count - before);
            if (UnknownId >= 0)
            {
                tokens.Add(UnknownId);
            }
        }
    }

    private bool TryEncode(string word, List<int> tokens)
    {
        if (word.EnumerateRunes().Count() > _wordCharsMax)
        {
            return false;
        }

        var (first, next) = (_first.GetAlternateLookup<ReadOnlySpan<char>>(), _next.GetAlternateLookup<ReadOnlySpan<char>>());
        for (var at = 0; at < word.Length;)
        {
            var (length, token) = (Math.Min(word.Length - at, _pieceCharsMax), -1);
            while (length > 0 && !(at == 0 ? first : next).TryGetValue(word.AsSpan(at, length), out token))
            {
                length--;
            }

            if (length == 0)
            {
                return false;
            }

            tokens.Add(token);
            at += length;
        }

        return true;
    }
}
