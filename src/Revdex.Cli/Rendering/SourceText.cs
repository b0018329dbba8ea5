using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Source with line numbers, under a line that says where it is.</summary>
internal static class SourceText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        var isFirst = true;
        foreach (var item in results.EnumerateArray())
        {
            text.Append(isFirst ? "" : "\n");
            isFirst = false;
            var what = AnswerText.Text(item, "kind") is { } kind ? $" {ink.Kind(kind)} {ink.Bold(ink.Line(Columns.Qualified(item, "name")))}" : "";
            text.Append(ink.Path(ink.Line($"{AnswerText.Text(item, "path")}:{AnswerText.Lines(item)}"))).Append(what).Append('\n');
            WriteContext(text, item, ink);
            WriteLines(text, item, ink);
        }
    }

    /// <summary>The imports on one line, then the lines that open the containers.</summary>
    private static void WriteContext(StringBuilder text, JsonElement item, Ink ink)
    {
        if (item.TryGetProperty("imports", out var imports))
        {
            var more = AnswerText.Number(item, "imports_left_out") is { Length: > 0 } count ? $"; {count} more" : "";
            text.Append(ink.Dim(ink.Line($"imports {string.Join("; ", imports.EnumerateArray().Select(i => i.GetString()))}{more}"))).Append('\n');
        }

        if (item.TryGetProperty("containers", out var containers))
        {
            foreach (var container in containers.EnumerateArray())
            {
                var place = AnswerText.Text(container, "path") is { } path ? ink.Path(ink.Line(path)) + ":" : "";
                text.Append("in ").Append(place).Append(ink.Number(AnswerText.Number(container, "line"))).Append("  ").Append(ink.Line(AnswerText.Text(container, "signature")!)).Append('\n');
            }
        }
    }

    private static void WriteLines(StringBuilder text, JsonElement item, Ink ink)
    {
        var lines = item.GetProperty("text").GetString()!.Split('\n');
        var number = item.GetProperty("line").GetInt32();
        var width = (number + lines.Length - 1).ToString(CultureInfo.InvariantCulture).Length;
        foreach (var line in lines)
        {
            var shown = (number++).ToString(CultureInfo.InvariantCulture).PadLeft(width);
            text.Append(ink.Number(shown)).Append("  ").Append(ink.Source(line.TrimEnd('\r'))).TrimEnd().Append('\n');
        }
    }
}
