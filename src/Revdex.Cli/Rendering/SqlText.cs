using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Rows under the names of their columns: aligned on a terminal, parted by tabs elsewhere.</summary>
internal static class SqlText
{
    private const int CellMaxChars = 60;

    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        List<string[]> rows = [[.. results[0].EnumerateObject().Select(p => p.Name)]];
        rows.AddRange(results.EnumerateArray().Select(r => (string[])[.. r.EnumerateObject().Select(p => ink.Line(p.Value.ToString()))]));
        if (!ink.IsTerminal)
        {
            rows.ForEach(row => text.AppendJoin('\t', row).Append('\n'));
            return;
        }

        int[] widths = [.. rows[0].Select((_, column) => Math.Min(CellMaxChars, rows.Max(row => row[column].Length)))];
        foreach (var row in rows)
        {
            var line = string.Join("  ", row.Select((cell, column) => Columns.Cut(cell, CellMaxChars).PadRight(widths[column]))).TrimEnd();
            text.Append(ReferenceEquals(row, rows[0]) ? ink.Bold(line) : line).Append('\n');
        }
    }
}
