using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>What comes before and behind a single text.</summary>
internal static class PostProcessing
{
    public static (int[] Prefix, int[] Suffix) Of(JsonElement? part) => part is not { } processor ? ([], []) : TokenizerJson.TypeOf(processor) switch
    {
        "TemplateProcessing" => Template(processor),
        "BertProcessing" or "RobertaProcessing" => ([Token(processor, "cls")], [Token(processor, "sep")]),
        "ByteLevel" => ([], []),
        "Sequence" => Merged(TokenizerJson.Get(processor, "processors", JsonValueKind.Array)),
        var type => throw TokenizerJson.Error($"a post_processor of type '{type}'"),
    };

    private static (int[] Prefix, int[] Suffix) Merged(JsonElement processors)
    {
        var all = processors.EnumerateArray().Select(p => Of(p)).ToList();
        return ([.. all.AsEnumerable().Reverse().SelectMany(p => p.Prefix)], [.. all.SelectMany(p => p.Suffix)]);
    }

    private static (int[] Prefix, int[] Suffix) Template(JsonElement processor)
    {
        List<int> prefix = [], suffix = [];
        var target = prefix;
        foreach (var piece in TokenizerJson.Get(processor, "single", JsonValueKind.Array).EnumerateArray())
        {
            if (TokenizerJson.TryGet(piece, "SpecialToken") is { } special)
            {
                var token = TokenizerJson.Get(TokenizerJson.Get(processor, "special_tokens", JsonValueKind.Object), TokenizerJson.Text(special, "id"), JsonValueKind.Object);
                target.AddRange(TokenizerJson.Get(token, "ids", JsonValueKind.Array).EnumerateArray().Select(TokenizerJson.Int));
            }
            else
            {
                target = suffix;
            }
        }

        return ([.. prefix], [.. suffix]);
    }

    /// <summary><c>["[CLS]", 101]</c>.</summary>
    private static int Token(JsonElement processor, string name) =>
        TokenizerJson.Get(processor, name, JsonValueKind.Array) is var pair && pair.GetArrayLength() == 2 ? TokenizerJson.Int(pair[1]) : throw TokenizerJson.Error($"'{name}' is no pair");
}
