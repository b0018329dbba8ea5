using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Any results, one property on a line, nested ones indented: for answers that are read rather than scanned.</summary>
internal static class PropertiesText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        foreach (var item in results.EnumerateArray())
        {
            Write(text, item, ink, 0);
        }
    }

    private static void Write(StringBuilder text, JsonElement item, Ink ink, int depth)
    {
        foreach (var property in item.EnumerateObject())
        {
            text.Append(' ', 2 * depth).Append(ink.Bold(property.Name)).Append(": ");
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    text.Append('\n');
                    Write(text, property.Value, ink, depth + 1);
                    break;
                case JsonValueKind.Array:
                    text.Append('\n');
                    WriteItems(text, property.Value, ink, depth + 1);
                    break;
                default:
                    text.Append(ink.Line(property.Value.ToString())).Append('\n');
                    break;
            }
        }
    }

    private static void WriteItems(StringBuilder text, JsonElement items, Ink ink, int depth)
    {
        foreach (var item in items.EnumerateArray())
        {
            var line = item.ValueKind == JsonValueKind.Object
                ? string.Join("  ", item.EnumerateObject().Select(p => $"{p.Name} {p.Value}"))
                : item.ToString();
            text.Append(' ', 2 * depth).Append("- ").Append(ink.Line(line)).Append('\n');
        }
    }
}
