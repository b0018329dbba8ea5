using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Changed symbols, one on a line: <c>signature src/a.cs:12-20 method A.Run  void Run(int n)  was void Run()</c>.</summary>
internal static class ChangesText
{
    private const int WordWidth = 9;

    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        foreach (var item in results.EnumerateArray())
        {
            text.Append(ink.Bold(AnswerText.Text(item, "change")!.PadRight(WordWidth))).Append(' ')
                .Append(ink.Path(ink.Line($"{AnswerText.Text(item, "path")}:{AnswerText.Lines(item)}"))).Append(' ')
                .Append(ink.Kind(AnswerText.Text(item, "kind")!)).Append(' ').Append(ink.Line(Columns.Qualified(item, "name")));
            if (AnswerText.Text(item, "signature") is { Length: > 0 } signature)
            {
                text.Append("  ").Append(ink.Line(signature));
            }

            if (AnswerText.Number(item, "members") is { Length: > 0 } members)
            {
                text.Append($"  with {members} members");
            }

            if (Was(item) is { Length: > 0 } was)
            {
                text.Append(ink.Dim($"  was {ink.Line(was)}"));
            }

            text.Append(ink.Dim(AnswerText.Number(item, "uses") is "0" or "" ? "" : $"  {AnswerText.Number(item, "uses")} uses")).Append('\n');
        }
    }

    private static string Was(JsonElement item)
    {
        var name = AnswerText.Text(item, "old_name") ?? AnswerText.Text(item, "old_signature") ?? AnswerText.Text(item, "old_container");
        var place = AnswerText.Text(item, "old_path") is { } path ? $"{path}:{AnswerText.Number(item, "old_line")}" : null;
        return string.Join(" at ", new[] { name, place }.OfType<string>());
    }
}
