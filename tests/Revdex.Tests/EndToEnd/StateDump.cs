using System.Globalization;
using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Tests.EndToEnd;

/// <summary>
/// Everything that can be asked of a state as sorted lines: each file with its oid, each definition, use, import and base of each
/// file. Once from what a reader answers from, once from an extraction of the files from nothing; the two must be equal.
/// </summary>
internal static class StateDump
{
    /// <summary>From the segments and the overlay that the reader has mounted.</summary>
    public static List<string> Of(QueryState state)
    {
        var lines = new List<string>();
        for (var file = 0; file < state.View.Count; file++)
        {
            lines.Add(FileLine(Path(state.View.Path(file)), state.View.Oid(file), state.View.Language(file)));
        }

        foreach (var mounted in state.Segments)
        {
            foreach (var table in Enum.GetValues<TableKind>())
            {
                AddTable(state.View, mounted, table, lines);
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    /// <summary>From contents alone.</summary>
    public static List<string> Of(IEnumerable<(byte[] Path, byte[] Content, Language? Language)> files, ObjectFormat format)
    {
        var lines = new List<string>();
        using var extractor = new Extractor();
        foreach (var (path, content, language) in files)
        {
            var oid = Oid.OfBlob(content, format);
            lines.Add(FileLine(Path(path), oid, language));
            if (language is null)
            {
                continue;
            }

            var facts = extractor.Extract(oid, language, content);
            foreach (var table in Enum.GetValues<TableKind>())
            {
                var groups = new GroupReader(facts.Groups[(int)table].Span, new ByteSource("dump", "groups"));
                while (groups.MoveNext())
                {
                    AddRun(Path(path), table, groups.Key, groups.Run, facts.Message.Span, lines);
                }
            }
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private static void AddTable(View view, MountedSegment mounted, TableKind kind, List<string> lines)
    {
        var table = mounted.Segment.Table(kind);
        for (var key = 0; key < table.KeyCount; key++)
        {
            var postings = table.Postings(key);
            while (postings.MoveNext())
            {
                foreach (var file in mounted.FilesOf(postings.Blob))
                {
                    AddRun(Path(view.Path(file)), kind, table.Key(key), postings.Run, mounted.Segment.Message(postings.Blob), lines);
                }
            }
        }
    }

    private static void AddRun(string path, TableKind kind, ReadOnlySpan<byte> key, ReadOnlySpan<byte> run, ReadOnlySpan<byte> message, List<string> lines)
    {
        var name = $"{path} {kind} {Encoding.UTF8.GetString(key)}";
        switch (kind)
        {
            case TableKind.Definitions:
                for (var reader = new DefinitionRunReader(run); reader.MoveNext();)
                {
                    lines.Add($"{name} {reader.Kind} {reader.Flags} {Symbol(message, reader.Symbol)}");
                }

                break;
            case TableKind.Occurrences:
                for (var reader = new OccurrenceRunReader(run); reader.MoveNext();)
                {
                    lines.Add($"{name} {reader.Line}:{reader.Column} {reader.Role} {reader.HasReceiver} in {Symbol(message, reader.Enclosing)}");
                }

                break;
            default:
                lines.Add($"{name} {Convert.ToHexString(run)}");
                break;
        }
    }

    private static string Symbol(ReadOnlySpan<byte> message, int index)
    {
        if (index < 0)
        {
            return "-";
        }

        var symbol = new FactsMessage(message).ReadSymbol(index);
        return string.Create(CultureInfo.InvariantCulture, $"{Encoding.UTF8.GetString(symbol.Name)} {symbol.Kind} {symbol.StartLine}-{symbol.EndLine} {Encoding.UTF8.GetString(symbol.Signature)} {symbol.BodyHash:x}");
    }

    private static string FileLine(string path, Oid oid, Language? language) => $"{path} {oid} {language?.Id ?? "-"}";

    private static string Path(ReadOnlySpan<byte> path) => GitPath.Display(path);
}
