using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>A piece is a token, or unknown.</summary>
internal sealed class WordLevelModel : ITokenModel
{
    private readonly Dictionary<string, int> _vocabulary;

    public WordLevelModel(JsonElement model)
    {
        _vocabulary = TokenizerJson.Vocabulary(model);
        Size = TokenizerJson.SizeOf(_vocabulary);
        UnknownId = TokenizerJson.TryGet(model, "unk_token", JsonValueKind.String) is { } unknown ? _vocabulary.GetValueOrDefault(unknown.GetString() ?? "", -1) : -1;
    }

    public int UnknownId { get; }

    public int Size { get; }

    public void Encode(string piece, List<int> tokens)
    {
        if (_vocabulary.TryGetValue(piece, out var token) || (token = UnknownId) >= 0)
        {
            tokens.Add(token);
        }
    }
}
