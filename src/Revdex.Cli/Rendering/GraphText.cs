using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Reached symbols and files, one on a line: <c>1 src/a.cs:12 method A.Run  call at 14 of B.Go  [ambiguous 3]</c>.</summary>
internal static class GraphText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        foreach (var item in results.EnumerateArray())
        {
            text.Append(ink.Number(AnswerText.Number(item, "depth"))).Append(' ');
            if (AnswerText.Text(item, "path") is { } path)
            {
                var line = AnswerText.Number(item, "line");
                text.Append(ink.Path(ink.Line(line.Length > 0 ? $"{path}:{line}" : path))).Append(' ');
            }

            if (AnswerText.Text(item, "kind") is { } kind)
            {
                text.Append(ink.Kind(kind)).Append(' ');
            }

            text.Append(ink.Bold(ink.Line(Columns.Qualified(item, "name")))).Append(ink.Dim(ink.Line(Edge(item)))).Append(Certainty(item, ink)).Append('\n');
        }
    }

    private static string Edge(JsonElement item)
    {
        var edge = AnswerText.Number(item, "via_line") is { Length: > 0 } line ? $"  {AnswerText.Text(item, "role") ?? "call"} at {line}" : "";
        edge += AnswerText.Number(item, "uses") is { Length: > 0 } uses ? $" ({uses} times)" : "";
        return AnswerText.Text(item, "via") is { } via ? $"{(edge.Length > 0 ? edge : " ")} of {via}" : edge;
    }

    /// <summary>What is proven goes without saying.</summary>
    private static string Certainty(JsonElement item, Ink ink)
    {
        var candidates = AnswerText.Number(item, "candidates");
        return AnswerText.Text(item, "known") is { } known and not "resolved" ? $"  [{ink.Warning(known)}{(candidates.Length > 0 ? $" {candidates}" : "")}]" : "";
    }
}
