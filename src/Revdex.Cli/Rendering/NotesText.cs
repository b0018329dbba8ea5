using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Notes, each under a line that says what it is on, and what became of that.</summary>
internal static class NotesText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        foreach (var item in results.EnumerateArray())
        {
            var lines = AnswerText.Lines(item);
            var path = AnswerText.Text(item, "path") is { Length: > 0 } file ? file : ".";
            var what = AnswerText.Text(item, "kind") is { } kind ? $" {ink.Kind(ink.Line(kind))} {ink.Bold(ink.Line(Columns.Qualified(item, "name")))}" : "";
            text.Append(ink.Path(ink.Line(lines.Length > 0 ? $"{path}:{lines}" : path))).Append(what);
            WriteStanding(text, item, ink);
            text.Append(ink.Dim($"  {AnswerText.Text(item, "id")} {AnswerText.Text(item, "created_at")![..10]} at {Short(item)}{Origin(item)}")).Append('\n');
            foreach (var line in AnswerText.Text(item, "text")!.Split('\n'))
            {
                text.Append("  ").Append(ink.Source(line)).TrimEnd().Append('\n');
            }
        }
    }

    private static void WriteStanding(StringBuilder text, JsonElement item, Ink ink)
    {
        foreach (var (property, word) in new[] { ("changed_since", "changed since"), ("gone", "gone"), ("pending", "not read yet") })
        {
            text.Append(item.TryGetProperty(property, out _) ? $" [{ink.Warning(word)}]" : "");
        }

        if (AnswerText.Text(item, "was") is { } was)
        {
            text.Append(" [was ").Append(ink.Line(was)).Append(']');
        }
    }

    private static string Short(JsonElement item) => AnswerText.Text(item, "commit") is { Length: >= 8 } commit ? commit[..8] : "no commit";

    private static string Origin(JsonElement item) => AnswerText.Text(item, "origin") is { } origin && origin != "here" ? $", from {origin}" : "";
}
