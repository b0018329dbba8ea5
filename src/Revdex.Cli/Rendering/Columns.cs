using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Fits texts into columns.</summary>
internal static class Columns
{
    public static string Cut(string text, int width) => text.Length <= width ? text : string.Concat(text.AsSpan(0, Math.Max(1, width) - 1), "…");

    /// <summary><c>Container.Name</c>, or the name alone.</summary>
    public static string Qualified(JsonElement item, string property)
    {
        var name = AnswerText.Text(item, property) ?? "";
        return AnswerText.Text(item, "container") is { Length: > 0 } container ? $"{container}.{name}" : name;
    }

    public static StringBuilder TrimEnd(this StringBuilder text)
    {
        while (text.Length > 0 && text[^1] == ' ')
        {
            text.Length--;
        }

        return text;
    }
}
