using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>
/// History, a result on a line: <c>1a2b3c4d5e6f 2026-01-31 Ada  body src/a.cs:12-20 A.Run  Subject</c>; of lines <c>src/a.cs:12-20 1a2b3c4d5e6f …</c>; of
/// counted files <c>40 src/a.cs  3 authors, last 1a2b3c4d5e6f 2026-01-31</c>.
/// </summary>
internal static class HistoryText
{
    private const int WordWidth = 9;

    /// <summary>Of a date with its time.</summary>
    private const int DayLength = 10;

    private const int CountWidth = 5;

    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        foreach (var item in results.EnumerateArray())
        {
            if (item.TryGetProperty("commits", out _))
            {
                WriteCount(text, item, ink);
            }
            else
            {
                WriteCommit(text, item, ink);
            }

            text.TrimEnd().Append('\n');
        }
    }

    private static void WriteCommit(StringBuilder text, JsonElement item, Ink ink)
    {
        var (change, path, line) = (AnswerText.Text(item, "change"), AnswerText.Text(item, "path"), AnswerText.Number(item, "line"));
        if (change is null && path is not null)
        {
            text.Append(ink.Path(ink.Line($"{path}:{AnswerText.Lines(item)}"))).Append(' ');
        }

        var commit = AnswerText.Text(item, "commit");
        text.Append(ink.Bold(commit ?? "not committed")).Append(' ');
        if (commit is not null)
        {
            text.Append(Day(item, "date")).Append(' ').Append(ink.Line(AnswerText.Text(item, "author") ?? "")).Append("  ");
        }

        if (change is not null)
        {
            text.Append(ink.Kind(change.PadRight(WordWidth))).Append(' ')
                .Append(ink.Path(ink.Line(line.Length == 0 ? path! : $"{path}:{AnswerText.Lines(item)}"))).Append("  ");
        }

        text.Append(item.TryGetProperty("boundary", out _) ? "(or older) " : "").Append(item.TryGetProperty("merge", out _) ? "(merge) " : "")
            .Append(ink.Line(AnswerText.Text(item, "subject") ?? "")).Append(ink.Dim(ink.Line(Was(item))));
        if (AnswerText.Number(item, "files") is { Length: > 0 } files && files != "1")
        {
            text.Append(ink.Dim($"  {files} files"));
        }
    }

    private static void WriteCount(StringBuilder text, JsonElement item, Ink ink)
    {
        text.Append(ink.Number(AnswerText.Number(item, "commits").PadLeft(CountWidth))).Append(' ');
        if (item.TryGetProperty("share", out var share))
        {
            text.Append($"{Math.Round(share.GetDouble() * 100)} % ".PadLeft(CountWidth + 1));
        }

        var authors = AnswerText.Number(item, "authors");
        text.Append(ink.Path(ink.Line(AnswerText.Text(item, "path")!)))
            .Append(ink.Dim($"  {authors} {(authors == "1" ? "author" : "authors")}, last {AnswerText.Text(item, "last_commit")} {Day(item, "last_date")}"));
    }

    private static string Was(JsonElement item)
    {
        var name = AnswerText.Text(item, "old_name") ?? AnswerText.Text(item, "old_signature") ?? AnswerText.Text(item, "old_container");
        var parts = new[] { name, AnswerText.Text(item, "old_path") }.OfType<string>().ToList();
        return parts.Count == 0 ? "" : $"  was {string.Join(" in ", parts)}";
    }

    private static string Day(JsonElement item, string property) => AnswerText.Text(item, property) is { Length: > DayLength } date ? date[..DayLength] : "";
}
