using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Renders a tool's answer for people and for agents: the same facts as the JSON, in fewer characters.</summary>
internal static class AnswerText
{
    /// <summary>Characters of a commit that tell it from a repository's others, for a reader who has the whole one elsewhere.</summary>
    private const int CommitChars = 8;

    /// <summary>Results, then what <see cref="Footer"/> says, then what they are of: an agent may be shown nothing but this.</summary>
    public static string Of(string tool, JsonElement answer, Ink ink)
    {
        var text = new StringBuilder(Results(tool, answer, ink));
        var footer = Footer(answer);
        text.Append(footer.Length > 0 ? $"{footer}\n" : "");
        return text.Append(View(answer.GetProperty("view"))).ToString().TrimEnd('\n', '\r');
    }

    /// <summary>The results, each line ended; "no results" where there are none.</summary>
    public static string Results(string tool, JsonElement answer, Ink ink)
    {
        var results = answer.GetProperty("results");
        if (results.GetArrayLength() == 0)
        {
            return "no results\n";
        }

        var text = new StringBuilder();
        switch (tool)
        {
            case "find":
                FindText.Write(text, results, ink);
                break;
            case "outline":
                OutlineText.Write(text, results, ink);
                break;
            case "source":
                SourceText.Write(text, results, ink);
                break;
            case "references":
                ReferencesText.Write(text, results, ink);
                break;
            case "search":
                SearchText.Write(text, results, ink);
                break;
            case "graph":
                GraphText.Write(text, results, ink);
                break;
            case "changes":
                ChangesText.Write(text, results, ink);
                break;
            case "history":
                HistoryText.Write(text, results, ink);
                break;
            case "notes":
                NotesText.Write(text, results, ink);
                break;
            case "sql":
                SqlText.Write(text, results, ink);
                break;
            default:
                PropertiesText.Write(text, results, ink);
                break;
        }

        return text.ToString();
    }

    /// <summary>What is to be known besides the results: that there are more, that the index is not complete; empty where all is well.</summary>
    public static string Footer(JsonElement answer)
    {
        var parts = new List<string>();
        if (answer.GetProperty("truncated").GetBoolean())
        {
            parts.Add(Truncation(answer));
        }

        if (Resolved(answer) is { Length: > 0 } resolved)
        {
            parts.Add(resolved);
        }

        if (Text(answer, "notice") is { Length: > 0 } notice)
        {
            parts.Add(notice);
        }

        if (answer.TryGetProperty("degraded", out var degraded))
        {
            parts.AddRange(degraded.EnumerateArray().Select(lane => $"without {Text(lane, "lane")}: {Text(lane, "reason")}"));
        }

        if (!answer.GetProperty("view").GetProperty("complete").GetBoolean() && parts.Count == 0)
        {
            parts.Add("the index is not complete yet");
        }

        return string.Join("; ", parts);
    }

    /// <summary><c>[view 0820098a]</c>, <c>[view 0820098a with uncommitted edits]</c>, <c>[view HEAD~20 at 5479de2b]</c>; empty where nothing was ever committed.</summary>
    private static string View(JsonElement view)
    {
        var commit = view.GetProperty("commit").GetString()!;
        var rev = Text(view, "rev") is { Length: > 0 } given && !commit.StartsWith(given, StringComparison.Ordinal) ? $"{given} at " : "";
        var edits = view.GetProperty("dirty").GetBoolean() ? " with uncommitted edits" : "";
        return commit.Length == 0 ? "" : $"[view {rev}{commit[..CommitChars]}{edits}]";
    }

    public static string? Text(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public static string Number(JsonElement item, string property) =>
        item.TryGetProperty(property, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetRawText() : "";

    /// <summary><c>12-80</c>, or <c>12</c> where the symbol ends on its line.</summary>
    public static string Lines(JsonElement item)
    {
        var (line, end) = (Number(item, "line"), Number(item, "end_line"));
        return end.Length == 0 || end == line ? line : $"{line}-{end}";
    }

    private static string Total(JsonElement answer) => Number(answer, "total") is { Length: > 0 } total ? total : $"at least {Number(answer, "total_at_least")}";

    /// <summary>Uses that scope or imports prove, among all of the name.</summary>
    private static string Resolved(JsonElement answer)
    {
        var count = Number(answer, "resolved") is { Length: > 0 } exact ? exact : Number(answer, "resolved_at_least") is { Length: > 0 } least ? $"at least {least}" : "";
        return count.Length == 0 || Total(answer) == "0" ? "" : $"{count} of {Total(answer)} resolved";
    }

    private static string Truncation(JsonElement answer)
    {
        var reason = Text(answer, "truncated_reason");
        var shown = answer.GetProperty("results").GetArrayLength().ToString(CultureInfo.InvariantCulture);
        var head = reason switch
        {
            "size" => "cut: the answer reached its size",
            "max_tokens" when shown == Total(answer) => "cut as max_tokens asks",
            "max_tokens" => $"{shown} of {Total(answer)} shown, as max_tokens allows",
            "shallow" or "commits" => $"{shown} shown, not all there are",
            _ => $"{shown} of {Total(answer)} shown",
        };
        return Text(answer, "next_cursor") is { } cursor ? $"{head}; more with cursor {cursor}" : head;
    }
}
