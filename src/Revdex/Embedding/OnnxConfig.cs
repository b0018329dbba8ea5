using System.Text;
using System.Text.Json;
using Revdex.Embedding.Tokenizing;

namespace Revdex.Embedding;

/// <summary>
/// How an ONNX model wants to be used, from the files that its makers put beside it (those of sentence-transformers), and from <c>revdex.json</c>, which wins:
/// <c>{"pooling": "mean" | "cls", "query": "query: ", "passage": "passage: ", "maxTokens": 512}</c>.
/// </summary>
internal sealed class OnnxConfig
{
    public const string Own = "revdex.json";

    /// <summary>What most models were trained on.</summary>
    private const int TokensDefault = 512;

    /// <summary>A longer text costs its square; a chunk has no more.</summary>
    private const int TokensLimit = 2_048;

    /// <summary>Where a model is looked for, the first that is there.</summary>
    public static readonly IReadOnlyList<string> Models =
        ["model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx", "model_int8.onnx", "onnx/model_int8.onnx"];

    /// <summary>Beside it.</summary>
    public static readonly IReadOnlyList<string> Configs =
        [Own, ModelFile.Config, ModelFile.Tokenizer, "modules.json", "1_Pooling/config.json", "sentence_bert_config.json", "config_sentence_transformers.json"];

    /// <summary>Of the first token, instead of the mean of all.</summary>
    public bool TakesFirst { get; private init; }

    /// <summary>With those before and behind the text.</summary>
    public int TokensMax { get; private init; }

    public int PadToken { get; private init; }

    public byte[] QueryPrefix { get; private init; } = [];

    public byte[] PassagePrefix { get; private init; } = [];

    /// <summary>Below the folder, null where there is none. Full weights come before quantised ones; who wants the others leaves those out.</summary>
    public static string? ModelIn(string folder) => Models.FirstOrDefault(m => File.Exists(Path.Combine(folder, m)));

    /// <summary>All files that decide what comes out.</summary>
    public static IEnumerable<string> FilesThatCount(string model) => [model, .. DataOf(model), .. Configs];

    /// <summary>Weights of a model that is too large for one file.</summary>
    public static IEnumerable<string> DataOf(string model) => [model + "_data", model + ".data"];

    /// <exception cref="RevdexException">The model has a part that is not known here.</exception>
    public static OnnxConfig Read(string folder)
    {
        using var own = ModelFile.TryReadJson(folder, Own);
        using var pooling = ModelFile.TryReadJson(folder, "1_Pooling/config.json");
        using var bert = ModelFile.TryReadJson(folder, "sentence_bert_config.json");
        using var prompts = ModelFile.TryReadJson(folder, "config_sentence_transformers.json");
        using var config = ModelFile.TryReadJson(folder, ModelFile.Config);
        using var tokenizer = ModelFile.TryReadJson(folder, ModelFile.Tokenizer);
        CheckModules(folder);
        var asked = prompts is null ? null : TokenizerJson.TryGet(prompts.RootElement, "prompts", JsonValueKind.Object);
        var tokens = Number(own, "maxTokens") ?? Number(bert, "max_seq_length") ?? Number(config, "max_position_embeddings") ?? TokensDefault;
        return new()
        {
            TakesFirst = Pooling(own, pooling),
            TokensMax = Math.Clamp(tokens, 1, TokensLimit),
            PadToken = Number(tokenizer, "padding", "pad_id") ?? Number(config, "pad_token_id") ?? 0,
            QueryPrefix = Prefix(own, "query", asked, "query"),
            PassagePrefix = Prefix(own, "passage", asked, "passage", "document"),
        };
    }

    private static bool Pooling(JsonDocument? own, JsonDocument? pooling)
    {
        if (own is not null && TokenizerJson.TryGet(own.RootElement, "pooling", JsonValueKind.String) is { } chosen)
        {
            return chosen.GetString() switch { "cls" => true, "mean" => false, var other => throw Unknown($"the pooling '{other}'") };
        }

        if (pooling is null)
        {
            return false;
        }

        var modes = pooling.RootElement.EnumerateObject().Where(m => m.Name.StartsWith("pooling_mode_", StringComparison.Ordinal) && m.Value.ValueKind == JsonValueKind.True).Select(m => m.Name).ToList();
        return modes switch { ["pooling_mode_cls_token"] => true, ["pooling_mode_mean_tokens"] => false, _ => throw Unknown($"the pooling {string.Join(" and ", modes)}") };
    }

    /// <summary>A layer behind the pooling is not in the ONNX file.</summary>
    private static void CheckModules(string folder)
    {
        using var modules = ModelFile.TryReadJson(folder, "modules.json");
        foreach (var module in modules?.RootElement.EnumerateArray().Select(m => TokenizerJson.Text(m, "type")) ?? [])
        {
            if (module.Split('.')[^1] is not ("Transformer" or "Pooling" or "Normalize"))
            {
                throw Unknown($"the module {module}");
            }
        }
    }

    private static byte[] Prefix(JsonDocument? own, string name, JsonElement? asked, params string[] names)
    {
        var prefix = own is null ? null : TokenizerJson.TryGet(own.RootElement, name, JsonValueKind.String);
        foreach (var other in names)
        {
            prefix ??= asked is { } prompts ? TokenizerJson.TryGet(prompts, other, JsonValueKind.String) : null;
        }

        return Encoding.UTF8.GetBytes(prefix?.GetString() ?? "");
    }

    private static int? Number(JsonDocument? document, params string[] path)
    {
        JsonElement? at = document?.RootElement;
        foreach (var name in path)
        {
            at = at is { } part ? TokenizerJson.TryGet(part, name) : null;
        }

        return at is { ValueKind: JsonValueKind.Number } number && number.TryGetInt32(out var value) && value >= 0 ? value : null;
    }

    private static RevdexException Unknown(string what) => new($"the embedding model has {what}, which is not supported; {Own} may say \"pooling\": \"mean\" or \"cls\"");
}
