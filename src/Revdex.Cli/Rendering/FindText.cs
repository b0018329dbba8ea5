using System.Text;
using System.Text.Json;

namespace Revdex.Cli.Rendering;

/// <summary>Found symbols, one on a line: aligned columns on a terminal, <c>path:line kind Container.Name signature</c> elsewhere.</summary>
internal static class FindText
{
    public static void Write(StringBuilder text, JsonElement results, Ink ink)
    {
        var rows = results.EnumerateArray().Select(Row).ToList();
        var (kinds, names, places) = ink.IsTerminal
            ? (rows.Max(r => r.Kind.Length), Math.Min(40, rows.Max(r => r.Name.Length)), Math.Min(60, rows.Max(r => r.Place.Length)))
            : (0, 0, 0);
        foreach (var (kind, name, place, signature) in rows)
        {
            if (ink.IsTerminal)
            {
                var room = Math.Max(20, ink.Width - Math.Max(kinds, kind.Length) - Math.Max(names, name.Length) - Math.Max(places, place.Length) - 6);
                text.Append(ink.Kind(kind.PadRight(kinds))).Append("  ").Append(ink.Bold(ink.Line(name).PadRight(names))).Append("  ")
                    .Append(ink.Path(ink.Line(place).PadRight(places))).Append("  ").Append(ink.Dim(Columns.Cut(ink.Line(signature), room)));
            }
            else
            {
                text.Append(ink.Line(place)).Append(' ').Append(kind).Append(' ').Append(ink.Line(name)).Append("  ").Append(ink.Line(signature));
            }

            text.TrimEnd().Append('\n');
        }
    }

    private static (string Kind, string Name, string Place, string Signature) Row(JsonElement item) => (
        AnswerText.Text(item, "kind") ?? "",
        Columns.Qualified(item, "name"),
        $"{AnswerText.Text(item, "path")}:{AnswerText.Lines(item)}",
        AnswerText.Text(item, "signature") ?? "");
}
