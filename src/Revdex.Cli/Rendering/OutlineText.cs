using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>A file's symbols indented by depth, or a folder's files with their main symbols.</summary>
internal static class OutlineText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        string? path = null;
        foreach (var item in results.EnumerateArray())
        {
            if (item.TryGetProperty("language", out _))
            {
                WriteFile(text, item, ink);
                continue;
            }

            if (AnswerText.Text(item, "path") is { } own && own != path)
            {
                path = own;
                text.Append(ink.Path(ink.Line(path))).Append('\n');
            }

            WriteSymbol(text, item, ink);
        }
    }

    private static void WriteSymbol(StringBuilder text, JsonElement item, Ink ink)
    {
        var indent = new string(' ', 2 + 2 * item.GetProperty("depth").GetInt32());
        if (AnswerText.Text(item, "doc") is { } doc)
        {
            text.Append(indent).Append(ink.Dim("// " + ink.Line(doc))).Append('\n');
        }

        var signature = AnswerText.Text(item, "signature") is { Length: > 0 } shown ? shown : AnswerText.Text(item, "name")!;
        signature = ink.Line(signature);
        var place = AnswerText.Lines(item);
        signature = ink.IsTerminal ? Columns.Cut(signature, ink.Width - indent.Length - place.Length - 16) : signature;
        text.Append(indent).Append(ink.Number(place)).Append(' ').Append(ink.Kind(AnswerText.Text(item, "kind")!)).Append(' ').Append(signature).Append('\n');
    }

    private static void WriteFile(StringBuilder text, JsonElement item, Ink ink)
    {
        text.Append(ink.Path(ink.Line(AnswerText.Text(item, "path")!)));
        if (AnswerText.Text(item, "skipped") is { } why)
        {
            text.Append(ink.Dim($"  left out: {why}"));
        }
        else if (item.TryGetProperty("top", out var top))
        {
            var names = top.EnumerateArray().Select(s => $"{ink.Kind(AnswerText.Text(s, "kind")!)} {ink.Line(AnswerText.Text(s, "name")!)}:{AnswerText.Number(s, "line")}");
            text.Append(ink.Dim($"  {AnswerText.Number(item, "symbols")} symbols  ")).AppendJoin(", ", names);
        }
        else
        {
            text.Append(ink.Dim("  not read yet"));
        }

        text.TrimEnd().Append('\n');
    }
}
