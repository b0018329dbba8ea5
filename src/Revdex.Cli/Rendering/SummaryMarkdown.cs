using System.Globalization;
using System.Text;
using System.Text.Json;
using Revdex.Query.Tools.Changes;

namespace Revdex.Cli.Rendering;

/// <summary>
/// A CI job's summary as Markdown: which symbols changed, by project, and what the snapshot cost. Names come from whoever wrote the code: all of them
/// stand in code spans that they cannot end.
/// </summary>
internal sealed class SummaryMarkdown
{
    /// <summary>More lines help nobody, and a summary may have 1 MiB.</summary>
    private const int ListedMax = 100;

    private const int BarWidth = 12;

    private const int TextMaxChars = 120;

    private static readonly string[] Words =
        [SymbolChange.Added, SymbolChange.Removed, SymbolChange.Renamed, SymbolChange.Moved, SymbolChange.Signature, SymbolChange.Body];

    private readonly StringBuilder _text = new();

    /// <param name="comparedWith">Null where there is nothing to compare with.</param>
    /// <param name="total">Of all changes, which may be more than are given.</param>
    public SummaryMarkdown AddChanges(string? comparedWith, IReadOnlyList<JsonElement> changes, long total, Projects projects)
    {
        if (comparedWith is null)
        {
            _text.Append("### Revdex\n\nThere is no earlier commit to compare with.\n\n");
            return this;
        }

        _text.Append(CultureInfo.InvariantCulture, $"### Revdex: {total} {(total == 1 ? "symbol" : "symbols")} changed since {Code(comparedWith)}\n\n");
        if (changes.Count > 0)
        {
            AddTable(changes, projects);
            AddList(changes, total);
        }

        return this;
    }

    /// <param name="index">What <c>index --json</c> printed; null: not run.</param>
    /// <param name="publish">What <c>publish --json</c> printed; null: not run.</param>
    /// <param name="distance">Commits to the snapshot that was built upon; null where none was, or it is not known.</param>
    public SummaryMarkdown AddSnapshot(JsonElement? index, JsonElement? publish, int? distance, long snapshotBytes)
    {
        _text.Append("| snapshot | |\n|---|---|\n");
        if (index is { } made)
        {
            var (blobs, reused) = (made.GetProperty("blobs").GetInt64(), made.GetProperty("reused").GetInt64());
            Row("commit", Code(made.GetProperty("commit").GetString()![..12]));
            Row("holds", string.Create(CultureInfo.InvariantCulture, $"{blobs:N0} files, {made.GetProperty("symbols").GetInt64():N0} symbols, {made.GetProperty("occurrences").GetInt64():N0} uses, {Megabytes(snapshotBytes)}"));
            Row("from earlier snapshots", string.Create(CultureInfo.InvariantCulture, $"{reused:N0} of {blobs:N0} files {Bar(reused, blobs)}"));
            Row("time", string.Create(CultureInfo.InvariantCulture, $"{made.GetProperty("elapsed_ms").GetInt64() / 1000.0:0.0} s, {made.GetProperty("peak_rss_bytes").GetInt64() / 1e6:0} MB of memory at most"));
        }

        if (publish is { } put)
        {
            Row("put", string.Create(CultureInfo.InvariantCulture, $"{put.GetProperty("objects_put").GetInt64()} objects, {Megabytes(put.GetProperty("bytes_put").GetInt64())}"));
            var nearest = put.GetProperty("nearest").GetString();
            Row("built upon", nearest is null ? "nothing" : $"{Code(nearest[..12])}{(distance is { } commits ? $", {commits} commits away" : "")}");
        }

        return this;
    }

    public override string ToString() => _text.ToString();

    private void AddTable(IReadOnlyList<JsonElement> changes, Projects projects)
    {
        var byProject = changes.GroupBy(change => projects[change.GetProperty("path").GetString()!]).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        _text.Append("| project | ").AppendJoin(" | ", Words).Append(" | |\n|---|").Append(string.Concat(Enumerable.Repeat("--:|", Words.Length))).Append("---|\n");
        foreach (var project in byProject)
        {
            var counts = Words.Select(word => project.Count(change => change.GetProperty("change").GetString() == word));
            _text.Append("| ").Append(Code(project.Key)).Append(" | ").AppendJoin(" | ", counts.Select(c => c == 0 ? "" : c.ToString(CultureInfo.InvariantCulture)))
                .Append(" | ").Append(Bar(project.Count(), byProject[0].Count())).Append(" |\n");
        }

        _text.Append('\n');
    }

    private void AddList(IReadOnlyList<JsonElement> changes, long total)
    {
        // What others may have to follow comes first; a body is its owner's business.
        var listed = changes.OrderBy(change => change.GetProperty("change").GetString() == SymbolChange.Body).Take(ListedMax).ToList();
        _text.Append(CultureInfo.InvariantCulture, $"<details><summary>{(listed.Count < total ? $"{listed.Count} of {total}" : "All of them")}</summary>\n\n");
        foreach (var change in listed)
        {
            var was = AnswerText.Text(change, "old_signature") ?? AnswerText.Text(change, "old_name") ?? AnswerText.Text(change, "old_path");
            _text.Append("- ").Append(change.GetProperty("change").GetString()).Append(' ').Append(Code($"{AnswerText.Text(change, "kind")} {Columns.Qualified(change, "name")}"))
                .Append(" in ").Append(Code($"{AnswerText.Text(change, "path")}:{AnswerText.Number(change, "line")}")).Append(was is null ? "" : $", was {Code(was)}").Append('\n');
        }

        _text.Append("\n</details>\n\n");
    }

    private void Row(string name, string value) => _text.Append("| ").Append(name).Append(" | ").Append(value).Append(" |\n");

    private static string Bar(long part, long whole)
    {
        var full = whole == 0 ? 0 : (int)Math.Round((double)part / whole * BarWidth);
        return new string('█', full) + new string('░', BarWidth - full);
    }

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.00} MB");

    /// <summary>A code span. A backtick would end it, a bar the table's cell, a line break both.</summary>
    private static string Code(string text)
    {
        var shown = string.Concat(Columns.Cut(text, TextMaxChars).Select(c => c is '`' or '|' || char.IsControl(c) ? ' ' : c)).Trim();
        return shown.Length == 0 ? "" : $"`{shown}`";
    }
}
