using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>The text of a symbol, of a line range or of a file, as it is in the view.</summary>
internal static class SourceTool
{
    private const int DefinitionsDefault = 5;

    private const int DefinitionsMax = 100;

    public static ToolDefinition Definition { get; } = new(
        "source",
        "Read the source text of a symbol (Name or Container.Name), of the symbol at path:line, or of lines path:10-40.",
        [
            new("name", ArgumentType.Text, "Symbol, path:line, path:from-to, or a file's path") { Required = true, Positional = true },
            CommonArguments.Kind,
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            new("limit", ArgumentType.Integer, "Definitions shown when several have the name") { Default = DefinitionsDefault, Min = 1, Max = DefinitionsMax },
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => Place.NeedPaths(arguments.Text("name")!) ?? [GitPath.Parse(PathFilter.Clean(arguments.Text("name")!))],
        NeedText = static arguments => Place.TryParse(arguments.Text("name")!, out _) ? null : QualifiedName.LastPart(arguments.Text("name")!),
    };

    private static ToolPage Run(ToolCall call)
    {
        var text = call.Arguments.Text("name")!;
        var writer = new SourceWriter(call);
        if (Place.TryParse(text, out var place))
        {
            return AtPlace(call, writer, place);
        }

        var file = call.View.Find(GitPath.Parse(PathFilter.Clean(text)));
        if (file >= 0)
        {
            writer.WriteLines(file, 1, int.MaxValue);
            return call.Page(0, 1, 1, writer.TruncatedReason);
        }

        var name = Encoding.UTF8.GetBytes(text);
        var (qualifier, last) = QualifiedName.Split(name);
        var page = Definitions(call, writer, name, []);
        page = page.Total == 0 && last.Length > 0 ? Definitions(call, writer, last, qualifier) : page;
        return page.Total > 0 ? page : page with { Notice = Missing(call, name) };
    }

    private static ToolPage AtPlace(ToolCall call, SourceWriter writer, Place place)
    {
        var file = place.FileIn(call.View);
        string? notice = null;
        if (place.LineEnd > 0)
        {
            writer.WriteLines(file, place.Line, place.LineEnd);
        }
        else if (!writer.TryWriteSymbolAt(file, place.Line))
        {
            writer.WriteLines(file, place.Line, place.Line);
            notice = "no symbol contains this line";
        }

        return call.Page(0, 1, 1, writer.TruncatedReason, notice);
    }

    private static ToolPage Definitions(ToolCall call, SourceWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> qualifier)
    {
        var offset = Cursor.Offset(call.Arguments);
        using var search = new DefinitionSearch(call.State, SymbolFilter.Of(call), name, qualifier, offset + call.Limit);
        search.AddMatches(NameTier.Exact);
        var hits = search.Sorted();
        hits = hits[Math.Min(offset, hits.Length)..];
        var written = 0;
        foreach (ref readonly var hit in hits)
        {
            if (written > 0 && writer.IsFull)
            {
                break;
            }

            writer.WriteSymbol(hit.File, call.State.Segments[hit.Segment], hit.Blob, hit.Symbol);
            written++;
        }

        return call.Page(offset, written, search.Total, writer.TruncatedReason);
    }

    private static string Missing(ToolCall call, ReadOnlySpan<byte> name) =>
        Names.Nearest(call.State, name) is { } nearest ? $"no definition has this name; did you mean '{nearest}'?" : "no definition has this name";
}
