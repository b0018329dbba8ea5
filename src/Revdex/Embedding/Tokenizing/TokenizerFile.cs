using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>Makes the tokenizer that a <c>tokenizer.json</c> describes (github.com/huggingface/tokenizers). Kinds of parts that are not known here are an error that names them: a tokenizer that is nearly right makes vectors that are quite wrong.</summary>
internal static class TokenizerFile
{
    /// <exception cref="RevdexException">The file is missing or has parts that are not known here.</exception>
    public static ITokenizer Read(string folder)
    {
        using var file = ModelFile.TryReadJson(folder, ModelFile.Tokenizer) ?? throw TokenizerJson.Error("it is missing");
        return Of(file.RootElement);
    }

    public static ITokenizer Of(JsonElement root)
    {
        var model = TokenizerJson.Get(root, "model", JsonValueKind.Object);
        var preTokenizer = TokenizerJson.TryGet(root, "pre_tokenizer");
        if (preTokenizer is { } own && TokenizerJson.TypeOf(own) == TermTokenizer.Type)
        {
            return new TermTokenizer(TokenizerJson.Vocabulary(model));
        }

        var (prefix, suffix) = PostProcessing.Of(TokenizerJson.TryGet(root, "post_processor"));
        return new Tokenizer(
            TokenizerJson.TryGet(root, "normalizer") is { } normalizer ? Normalizers.Of(normalizer) : text => text,
            preTokenizer is { } part ? PreTokenizers.Of(part) : text => [text],
            ModelOf(model),
            AddedTokens.Of(TokenizerJson.TryGet(root, "added_tokens", JsonValueKind.Array)),
            prefix,
            suffix);
    }

    private static ITokenModel ModelOf(JsonElement model) => TokenizerJson.TypeOf(model) switch
    {
        "WordPiece" => new WordPieceModel(model),
        "BPE" => new BpeModel(model),
        "WordLevel" => new WordLevelModel(model),
        "Unigram" => new UnigramModel(model),
        "" when TokenizerJson.TryGet(model, "merges") is not null => new BpeModel(model),
        var type => throw TokenizerJson.Error($"a model of type '{type}'"),
    };
}
