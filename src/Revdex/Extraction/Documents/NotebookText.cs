using System.Text;
using System.Text.Json;

namespace Revdex.Extraction.Documents;

/// <summary>A Jupyter notebook (nbformat 4, and 3 with its worksheets): its text cells as they are, its code in fences of the kernel's language, no outputs.</summary>
internal static class NotebookText
{
    public static void Write(ReadOnlyMemory<byte> content, MarkdownText to)
    {
        using var json = JsonDocument.Parse(content);
        var root = json.RootElement;
        var language = Text(root, "metadata", "language_info", "name") ?? Text(root, "metadata", "kernelspec", "language") ?? Text(root, "metadata", "kernel_info", "language") ?? "python";
        foreach (var cell in Cells(root))
        {
            var source = Source(cell);
            switch (Text(cell, "cell_type"))
            {
                case "markdown":
                    to.Raw(source);
                    break;
                case "heading":
                    to.Heading(cell.TryGetProperty("level", out var level) && level.TryGetInt32(out var value) ? value : 1, source);
                    break;
                case "code":
                    to.Code(IsWord(language) ? language : "", source);
                    break;
                default:
                    to.Code("", source);
                    break;
            }
        }
    }

    private static IEnumerable<JsonElement> Cells(JsonElement root) =>
        Elements(root, "cells").Concat(Elements(root, "worksheets").SelectMany(sheet => Elements(sheet, "cells"))).Where(cell => cell.ValueKind == JsonValueKind.Object);

    private static IEnumerable<JsonElement> Elements(JsonElement of, string name) =>
        of.ValueKind == JsonValueKind.Object && of.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];

    /// <summary>A text, or a list of its lines.</summary>
    private static string Source(JsonElement cell)
    {
        if (!cell.TryGetProperty("source", out var source) && !cell.TryGetProperty("input", out source))
        {
            return "";
        }

        return source.ValueKind switch
        {
            JsonValueKind.String => source.GetString()!,
            JsonValueKind.Array => source.EnumerateArray().Where(line => line.ValueKind == JsonValueKind.String)
                .Aggregate(new StringBuilder(), (text, line) => text.Append(line.GetString())).ToString(),
            _ => "",
        };
    }

    private static string? Text(JsonElement of, params ReadOnlySpan<string> way)
    {
        foreach (var name in way)
        {
            if (of.ValueKind != JsonValueKind.Object || !of.TryGetProperty(name, out of))
            {
                return null;
            }
        }

        return of.ValueKind == JsonValueKind.String ? of.GetString() : null;
    }

    private static bool IsWord(string language) => language.Length <= 20 && language.All(c => char.IsAsciiLetterOrDigit(c) || c is '+' or '#' or '-');
}
