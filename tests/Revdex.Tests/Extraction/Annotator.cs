using System.Text;
using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;

namespace Revdex.Tests.Extraction;

/// <summary>
/// Renders what is extracted from a source as that source with annotations below its lines, so that a golden file can be read:
/// <c>^^^^^ definition method Parse in Reader exported "public int Parse()" doc "…" 4-9</c>.
/// </summary>
internal static class Annotator
{
    public static string Render(Language language, byte[] content)
    {
        using var extractor = new Extractor();
        var facts = extractor.Extract(Oid.OfBlob(content, ObjectFormat.Sha1), language, content);
        var notes = new SortedDictionary<int, List<(int Column, int Length, string Text)>>();
        var message = new FactsMessage(facts.Message.Span, new ByteSource("golden", "facts"), 0);
        var names = AddSymbols(message, notes);
        AddImports(message, notes);
        AddOccurrences(facts, names, notes);
        return Write(DocumentText.Of(language.Form, content) is { } text ? text.ToArray() : [], facts, notes);
    }

    private static List<string> AddSymbols(FactsMessage message, SortedDictionary<int, List<(int, int, string)>> notes)
    {
        var names = new List<string>();
        foreach (var symbol in message.Symbols)
        {
            var text = new StringBuilder($"definition {symbol.Kind} {Text(symbol.Name)}");
            text.Append(symbol.Container >= 0 ? $" in {names[symbol.Container]}" : "");
            text.Append(symbol.Qualifier.IsEmpty ? "" : $" of {Text(symbol.Qualifier)}");
            text.Append(symbol.Flags == 0 ? "" : $" [{symbol.Flags}]");
            text.Append($" {symbol.StartLine}-{symbol.EndLine} \"{Text(symbol.Signature)}\"");
            text.Append(symbol.Doc.IsEmpty ? "" : $" doc \"{Text(symbol.Doc)}\"");
            Add(notes, symbol.NameLine, symbol.NameColumn, symbol.Name.Length, text.ToString());
            names.Add(Text(symbol.Name));
        }

        return names;
    }

    private static void AddImports(FactsMessage message, SortedDictionary<int, List<(int, int, string)>> notes)
    {
        foreach (var import in message.Imports)
        {
            var name = import.Name.IsEmpty ? "" : $" name {Text(import.Name)}";
            var alias = import.Alias.IsEmpty ? "" : $" as {Text(import.Alias)}";
            Add(notes, import.Line, 0, 1, $"import {Text(import.Module)}{name}{alias}");
        }
    }

    private static void AddOccurrences(BlobFacts facts, List<string> names, SortedDictionary<int, List<(int, int, string)>> notes)
    {
        var groups = new GroupReader(facts.Groups[(int)TableKind.Occurrences].Span, new ByteSource("golden", "occurrences"));
        while (groups.MoveNext())
        {
            var run = new OccurrenceRunReader(groups.Run, new ByteSource("golden", "run"), 0);
            while (run.MoveNext())
            {
                var where = run.Enclosing >= 0 ? $" in {names[run.Enclosing]}" : "";
                var member = run.HasReceiver ? " (member)" : "";
                Add(notes, run.Line, run.Column, groups.Key.Length, $"{run.Role.ToString().ToLowerInvariant()} {Text(groups.Key)}{member}{where}");
            }
        }
    }

    private static void Add(SortedDictionary<int, List<(int, int, string)>> notes, int line, int column, int length, string text)
    {
        if (!notes.TryGetValue(line, out var list))
        {
            notes.Add(line, list = []);
        }

        list.Add((column, length, text));
    }

    private static string Write(byte[] content, BlobFacts facts, SortedDictionary<int, List<(int Column, int Length, string Text)>> notes)
    {
        var output = new StringBuilder();
        output.Append($"{facts.LanguageId}: {facts.SymbolCount} symbols, {facts.OccurrenceCount} occurrences{(facts.HasParseErrors ? ", parse errors" : "")}{(facts.Skip == 0 ? "" : $", skipped: {facts.Skip}")}\n");
        var lines = Encoding.UTF8.GetString(content).Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            output.Append($"{lines[i]}\n".TrimStart('\uFEFF'));
            foreach (var note in notes.GetValueOrDefault(i + 1, []).OrderBy(n => n.Column).ThenBy(n => n.Text, StringComparer.Ordinal))
            {
                output.Append($"{new string(' ', note.Column)}{new string('^', note.Length)} {note.Text}\n");
            }
        }

        return output.ToString();
    }

    private static string Text(ReadOnlySpan<byte> utf8) => Encoding.UTF8.GetString(utf8);
}
