using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>
/// Uses under the path of their file: <c>line:column role in Enclosing: the line</c>. The role has a question mark where nothing proves what the use
/// means; where several could be meant, or it is another than was asked for, its definition follows: <c>= src/a.cs:12</c>, <c>not asked for: src/b.cs:3</c>.
/// </summary>
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

            var position = $"{AnswerText.Number(item, "line")}:{AnswerText.Number(item, "column")}";
            var enclosing = AnswerText.Text(item, "enclosing") is null ? "" : $" in {ink.Line(Columns.Qualified(item, "enclosing"))}";
            var isResolved = item.TryGetProperty("resolved", out var resolved) ? resolved.GetBoolean() : (bool?)null;
            var definition = AnswerText.Text(item, "definition") is { } place ? $" {(isResolved == true ? "=" : "not asked for:")} {ink.Line(place)}" : "";
            var mark = isResolved == false && definition.Length == 0 ? "?" : "";
            var line = ink.Line(AnswerText.Text(item, "text")!.Trim());
            line = ink.IsTerminal ? Columns.Cut(line, Math.Max(20, ink.Width - position.Length - enclosing.Length - definition.Length - 17)) : line;
            text.Append("  ").Append(ink.Number(position)).Append(' ').Append(ink.Kind(AnswerText.Text(item, "role")!)).Append(ink.Warning(mark))
                .Append(ink.Dim(enclosing)).Append(isResolved == true ? ink.Dim(definition) : ink.Warning(definition)).Append(": ")
                .Append(line).Append('\n');
        }
    }
}
