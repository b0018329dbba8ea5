using System.Text.Json;

namespace Revdex.Embedding.Tokenizing;

/// <summary>Looks into a part of tokenizer.json. What is missing or of another type is an error that names it.</summary>
internal static class TokenizerJson
{
    public static string TypeOf(JsonElement part) => TryGet(part, "type", JsonValueKind.String) is { } type ? type.GetString() ?? "" : "";

    public static JsonElement? TryGet(JsonElement part, string name, JsonValueKind? kind = null) =>
        part.ValueKind == JsonValueKind.Object && part.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null && (kind is null || value.ValueKind == kind)
            ? value
            : null;

    public static JsonElement Get(JsonElement part, string name, JsonValueKind kind) => TryGet(part, name, kind) ?? throw Error($"{TypeOf(part)} has no {name}");

    public static string Text(JsonElement part, string name) => Get(part, name, JsonValueKind.String).GetString() ?? "";

    public static bool Flag(JsonElement part, string name, bool otherwise) =>
        TryGet(part, name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } flag ? flag.GetBoolean() : otherwise;

    public static int Number(JsonElement part, string name, int otherwise) => TryGet(part, name, JsonValueKind.Number) is { } number ? Int(number) : otherwise;

    public static int Int(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value) && value is >= 0 and < TokenMax ? value : throw Error($"{number.GetRawText()} is no token");

    /// <summary>piece → token.</summary>
    public static Dictionary<string, int> Vocabulary(JsonElement model)
    {
        var vocabulary = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var entry in Get(model, "vocab", JsonValueKind.Object).EnumerateObject())
        {
            vocabulary[entry.Name] = Int(entry.Value);
        }

        return vocabulary;
    }

    public static int SizeOf(Dictionary<string, int> vocabulary) => vocabulary.Count == 0 ? 0 : vocabulary.Values.Max() + 1;

    public static RevdexException Error(string what) => new($"the model's {ModelFile.Tokenizer} cannot be used: {what}");

    /// <summary>No vocabulary is near that; a matrix of so many rows could be asked for.</summary>
    private const int TokenMax = 1 << 24;
}
