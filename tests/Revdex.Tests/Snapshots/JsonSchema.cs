using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Tests.Snapshots;

/// <summary>
/// As much of JSON Schema 2020-12 as our schemas use; a keyword that it does not know fails the test, so that no rule goes unchecked.
/// </summary>
internal sealed class JsonSchema
{
    private readonly JsonElement _root;

    private JsonSchema(JsonElement root) => _root = root;

    public static JsonSchema Load(string path) => new(JsonDocument.Parse(File.ReadAllBytes(path)).RootElement);

    /// <summary>What is wrong with the value, as <c>path: rule</c>; empty where it is valid.</summary>
    public IReadOnlyList<string> Validate(JsonElement value)
    {
        var errors = new List<string>();
        Check(_root, value, "$", errors);
        return errors;
    }

    private void Check(JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        foreach (var rule in schema.EnumerateObject())
        {
            if (!Holds(rule, schema, value, path, errors))
            {
                errors.Add($"{path}: {rule.Name}");
            }
        }
    }

    private bool Holds(JsonProperty rule, JsonElement schema, JsonElement value, string path, List<string> errors) => rule.Name switch
    {
        "$schema" or "title" or "description" or "$defs" => true,
        "$ref" => CheckAll([(Resolve(rule.Value.GetString()!), value, path)], errors),
        "type" => IsOfType(value, rule.Value.GetString()!),
        "const" => JsonElement.DeepEquals(rule.Value, value),
        "enum" => rule.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
        "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, rule.Value.GetString()!, RegexOptions.ECMAScript),
        "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= rule.Value.GetDecimal(),
        "maximum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() <= rule.Value.GetDecimal(),
        "minItems" => value.ValueKind != JsonValueKind.Array || Items(value).Count() >= rule.Value.GetInt32(),
        "maxItems" => Items(value).Count() <= rule.Value.GetInt32(),
        "minProperties" => value.ValueKind != JsonValueKind.Object || Properties(value).Count() >= rule.Value.GetInt32(),
        "maxProperties" => value.ValueKind != JsonValueKind.Object || Properties(value).Count() <= rule.Value.GetInt32(),
        "required" => value.ValueKind != JsonValueKind.Object || rule.Value.EnumerateArray().All(r => value.TryGetProperty(r.GetString()!, out _)),
        "items" => CheckAll(Items(value).Select((item, i) => (rule.Value, item, $"{path}[{i}]")), errors),
        "propertyNames" => CheckAll(Properties(value).Select(p => (rule.Value, NameOf(p), $"{path}.{p.Name}")), errors),
        "properties" => CheckAll(rule.Value.EnumerateObject().Where(p => Properties(value).Any(v => v.Name == p.Name)).Select(p => (p.Value, value.GetProperty(p.Name), $"{path}.{p.Name}")), errors),
        "additionalProperties" => CheckAdditional(rule.Value, schema, value, path, errors),
        _ => throw new NotSupportedException($"schema keyword {rule.Name}"),
    };

    private bool CheckAdditional(JsonElement rule, JsonElement schema, JsonElement value, string path, List<string> errors)
    {
        var additional = Properties(value).Where(p => !(schema.TryGetProperty("properties", out var known) && known.TryGetProperty(p.Name, out _))).ToList();
        return rule.ValueKind == JsonValueKind.False
            ? additional.Count == 0
            : CheckAll(additional.Select(p => (rule, p.Value, $"{path}.{p.Name}")), errors);
    }

    /// <summary>Always true: what is wrong inside was added to the errors there.</summary>
    private bool CheckAll(IEnumerable<(JsonElement Schema, JsonElement Value, string Path)> checks, List<string> errors)
    {
        foreach (var (schema, value, path) in checks)
        {
            Check(schema, value, path, errors);
        }

        return true;
    }

    /// <summary>Rules on members and items say nothing of values of other types.</summary>
    private static IEnumerable<JsonProperty> Properties(JsonElement value) => value.ValueKind == JsonValueKind.Object ? value.EnumerateObject() : [];

    private static IEnumerable<JsonElement> Items(JsonElement value) => value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    private JsonElement Resolve(string reference) =>
        reference[2..].Split('/').Aggregate(_root, (element, part) => element.GetProperty(part));

    private static JsonElement NameOf(JsonProperty property) => JsonSerializer.SerializeToElement(property.Name);

    private static bool IsOfType(JsonElement value, string type) => type switch
    {
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "string" => value.ValueKind == JsonValueKind.String,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        _ => throw new NotSupportedException($"schema type {type}"),
    };
}
