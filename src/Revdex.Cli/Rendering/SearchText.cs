using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>
/// Pieces: <c>path:12-40 method Container.Name [vectors]</c> (what found it, where words did not) and below it the line that says most; lines of a pattern under the path of their file.
/// </summary>
internal static class SearchText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        string? path = null;
        foreach (var item in results.EnumerateArray())
        {
            var own = AnswerText.Text(item, "path")!;
            if (item.TryGetProperty("text_line", out _))
            {
                WritePiece(text, item, own, ink);
                continue;
            }

            if (own != path)
            {
                path = own;
                text.Append(ink.Path(ink.Line(path))).Append('\n');
            }

            var place = $"{AnswerText.Number(item, "line")}:{AnswerText.Number(item, "column")}";
            var enclosing = AnswerText.Text(item, "enclosing") is { } name ? $" in {ink.Line(name)}" : "";
            text.Append("  ").Append(ink.Number(place)).Append(ink.Dim(enclosing)).Append(": ").Append(Cut(item, ink, place.Length + enclosing.Length + 6)).Append('\n');
        }
    }

    private static void WritePiece(StringBuilder text, JsonElement item, string path, Ink ink)
    {
        var name = AnswerText.Text(item, "name") is null ? "" : $" {AnswerText.Text(item, "kind")} {ink.Line(Columns.Qualified(item, "name"))}";
        text.Append(ink.Path(ink.Line(path))).Append(':').Append(ink.Number(AnswerText.Lines(item))).Append(ink.Kind(name)).Append(ink.Dim(OtherLanes(item))).Append('\n');
        var line = AnswerText.Number(item, "text_line");
        text.Append("  ").Append(ink.Number(line)).Append(": ").Append(Cut(item, ink, line.Length + 4)).Append('\n');
    }

    /// <summary>What found a piece that words did not find; empty where they did.</summary>
    private static string OtherLanes(JsonElement item)
    {
        var lanes = item.TryGetProperty("lanes", out var found) ? found.EnumerateArray().Select(lane => lane.GetString()!).ToList() : [];
        return lanes.Count == 0 || lanes.Contains("text") ? "" : $" [{string.Join(' ', lanes)}]";
    }

    private static string Cut(JsonElement item, Ink ink, int taken)
    {
        var line = ink.Line((AnswerText.Text(item, "text") ?? "").Trim());
        return ink.IsTerminal ? Columns.Cut(line, Math.Max(20, ink.Width - taken)) : line;
    }
}
