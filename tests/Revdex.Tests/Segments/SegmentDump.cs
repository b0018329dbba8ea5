using System.Globalization;
using System.Text;
using Revdex.Facts;
using Revdex.Segments;

namespace Revdex.Tests.Segments;

/// <summary>All of a segment as text, a line for each thing it holds.</summary>
internal static class SegmentDump
{
    public static string Of(Segment segment)
    {
        var text = new StringBuilder();
        foreach (var language in segment.Languages)
        {
            Line(text, $"language {language.Id} {language.Fingerprint}");
        }

        for (var blob = 0; blob < segment.BlobCount; blob++)
        {
            Blob(text, segment, blob);
        }

        foreach (var kind in Enum.GetValues<TableKind>())
        {
            Table(text, kind, segment.Table(kind));
        }

        return text.ToString();
    }

    private static void Blob(StringBuilder text, Segment segment, int blob)
    {
        var record = segment.Blob(blob);
        Line(text, $"blob {blob} {record.Oid} {segment.Languages[record.LanguageOrdinal].Id} skip {record.Skip} errors {record.HasParseErrors} size {record.SizeBytes} symbols {record.SymbolCount} occurrences {record.OccurrenceCount} facts {record.FactsOffset}+{record.FactsLength}");
        var message = segment.Facts(blob);
        foreach (var symbol in message.Symbols)
        {
            Line(text, $"  {symbol.Kind} {Utf8(symbol.Name)} in {symbol.Container} lines {symbol.StartLine}-{symbol.EndLine} name {symbol.NameLine}:{symbol.NameColumn} bytes {symbol.StartByte}-{symbol.EndByte} flags {symbol.Flags} body {symbol.BodyHash:x16}");
            Line(text, $"    signature '{Utf8(symbol.Signature)}' doc '{Utf8(symbol.Doc)}' qualifier '{Utf8(symbol.Qualifier)}'");
        }

        foreach (var import in message.Imports)
        {
            Line(text, $"  import '{Utf8(import.Module)}' name '{Utf8(import.Name)}' alias '{Utf8(import.Alias)}' line {import.Line}");
        }
    }

    private static void Table(StringBuilder text, TableKind kind, PostingTable table)
    {
        Line(text, $"table {kind}");
        for (var key = 0; key < table.KeyCount; key++)
        {
            Line(text, $"  {Utf8(table.Key(key))}");
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                Line(text, $"    blob {postings.Blob}: {Run(kind, postings)}");
            }
        }
    }

    private static string Run(TableKind kind, PostingReader postings) => string.Join("; ", kind switch
    {
        TableKind.Definitions => Definitions(postings.Definitions),
        TableKind.Occurrences => Occurrences(postings.Occurrences),
        TableKind.Imports => Imports(postings.Imports),
        TableKind.Implements => Implements(postings.Implements),
        _ => [],
    });

    private static List<string> Definitions(DefinitionRunReader run)
    {
        var all = new List<string>();
        while (run.MoveNext())
        {
            all.Add($"symbol {run.Symbol} {run.Kind} line {run.Line}");
        }

        return all;
    }

    private static List<string> Occurrences(OccurrenceRunReader run)
    {
        var all = new List<string>();
        while (run.MoveNext())
        {
            all.Add($"{run.Role}{(run.HasReceiver ? " of receiver" : "")} in {run.Enclosing} at {run.Line}:{run.Column}");
        }

        return all;
    }

    private static List<string> Imports(ImportRunReader run)
    {
        var all = new List<string>();
        while (run.MoveNext())
        {
            all.Add($"import {run.Import} line {run.Line}");
        }

        return all;
    }

    private static List<string> Implements(ImplementsRunReader run)
    {
        var all = new List<string>();
        while (run.MoveNext())
        {
            all.Add($"symbol {run.Symbol} at {run.Line}:{run.Column}");
        }

        return all;
    }

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');

    private static string Utf8(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text);
}
