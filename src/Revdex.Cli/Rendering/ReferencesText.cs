using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Uses under the path of their file: <c>line:column role in Enclosing: the line</c>.</summary>
internal static class ReferencesText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        string? path = null;
        foreach (var item in results.EnumerateArray())
        {
            if (AnswerText.Text(item, "path") is { } own && own != path)
            {
                path = own;
                text.Append(ink.Path(ink.Line(path))).Append('\n');
            }

            var place = $"{AnswerText.Number(item, "line")}:{AnswerText.Number(item, "column")}";
            var enclosing = AnswerText.Text(item, "enclosing") is null ? "" : $" in {ink.Line(Columns.Qualified(item, "enclosing"))}";
            var line = ink.Line(AnswerText.Text(item, "text")!.Trim());
            line = ink.IsTerminal ? Columns.Cut(line, Math.Max(20, ink.Width - place.Length - enclosing.Length - 16)) : line;
            text.Append("  ").Append(ink.Number(place)).Append(' ').Append(ink.Kind(AnswerText.Text(item, "role")!)).Append(ink.Dim(enclosing)).Append(": ")
                .Append(line).Append('\n');
        }
    }
}
