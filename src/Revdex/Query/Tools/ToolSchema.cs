using System.Text.Json;

namespace Revdex.Query.Tools;

/// <summary>Writes a tool's arguments as a flat JSON Schema: clients drop whole lists over <c>$ref</c> or <c>oneOf</c>, and every byte costs tokens.</summary>
public static class ToolSchema
{
    public static byte[] Of(ToolDefinition tool)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            Write(json, tool);
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, ToolDefinition tool)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        foreach (var argument in tool.Arguments)
        {
            WriteProperty(json, argument);
        }

        json.WriteEndObject();
        WriteRequired(json, tool);
        json.WriteBoolean("additionalProperties"u8, false);
        json.WriteEndObject();
    }

    private static void WriteProperty(Utf8JsonWriter json, ToolArgument argument)
    {
        json.WriteStartObject(argument.Name);
        json.WriteString("type"u8, argument.Type switch
        {
            ArgumentType.Integer => "integer"u8,
            ArgumentType.Flag => "boolean"u8,
            _ => "string"u8,
        });
        json.WriteString("description"u8, argument.Description);
        if (argument.Type == ArgumentType.Integer)
        {
            WriteDefault(json, argument.Default);
        }

        if (argument.Words.Count > 0 && !argument.Many)
        {
            json.WriteStartArray("enum"u8);
            foreach (var word in argument.Words)
            {
                json.WriteStringValue(word);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Only that: a bound that only a mistake meets costs an agent tokens and is told then.</summary>
    private static void WriteDefault(Utf8JsonWriter json, int value)
    {
        if (value != 0)
        {
            json.WriteNumber("default"u8, value);
        }
    }

    private static void WriteRequired(Utf8JsonWriter json, ToolDefinition tool)
    {
        var required = tool.Arguments.Where(a => a.Required).ToList();
        if (required.Count == 0)
        {
            return;
        }

        json.WriteStartArray("required"u8);
        foreach (var argument in required)
        {
            json.WriteStringValue(argument.Name);
        }

        json.WriteEndArray();
    }
}
