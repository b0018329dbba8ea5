using System.Globalization;
using System.Text;

namespace Revdex.Cli.Clients;

/// <summary>
/// A unified diff of a text and an edit of it: one hunk from the first line that differs to the last. Without context, because the lines
/// around may hold other servers' keys, and a diff gets into logs and conversations.
/// </summary>
internal static class LineDiff
{
    /// <param name="before">Null: there was no file.</param>
    /// <param name="after">Null: there is none any more.</param>
    /// <returns>Empty where nothing differs.</returns>
    public static string Of(string path, string? before, string? after)
    {
        if (before == after)
        {
            return "";
        }

        var (old, changed) = (Lines(before), Lines(after));
        var start = 0;
        while (start < old.Count && start < changed.Count && old[start] == changed[start])
        {
            start++;
        }

        var end = 0;
        while (end < old.Count - start && end < changed.Count - start && old[^(end + 1)] == changed[^(end + 1)])
        {
            end++;
        }

        var (removed, added) = (old[start..^end], changed[start..^end]);
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"--- {(before is null ? "/dev/null" : path)}\n+++ {(after is null ? "/dev/null" : path)}\n");
        text.Append(CultureInfo.InvariantCulture, $"@@ -{Range(start, removed.Count)} +{Range(start, added.Count)} @@\n");
        Append(text, '-', removed);
        Append(text, '+', added);
        return text.ToString();
    }

    /// <summary>Each with its line break.</summary>
    private static List<string> Lines(string? text)
    {
        var lines = new List<string>();
        for (var start = 0; start < text?.Length;)
        {
            var end = text.IndexOf('\n', start) is var at && at >= 0 ? at + 1 : text.Length;
            lines.Add(text[start..end]);
            start = end;
        }

        return lines;
    }

    /// <summary>An empty range names the line before it.</summary>
    private static string Range(int start, int count) => string.Create(CultureInfo.InvariantCulture, $"{(count == 0 ? start : start + 1)},{count}");

    private static void Append(StringBuilder text, char sign, List<string> lines)
    {
        foreach (var line in lines)
        {
            text.Append(sign).Append(line.TrimEnd('\r', '\n')).Append('\n');
            text.Append(line.EndsWith('\n') ? "" : "\\ No newline at end of file\n");
        }
    }
}
