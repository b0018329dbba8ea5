using System.Text.Json;
using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>
/// Writes the page of uses that lies at an offset; what lies before and after is only counted. A file's content is read only
/// when one of its lines is on the page.
/// </summary>
internal ref struct UseWriter(ToolCall call, ReadOnlySpan<byte> name, int offset)
{
    private readonly ToolCall _call = call;
    private readonly ReadOnlySpan<byte> _name = name;
    private readonly List<Use> _uses = [];

    public long Total { get; private set; }

    public int Written { get; private set; }

    /// <summary>Adds all runs of one file; call in order of files.</summary>
    public void AddFile(in UseSearch search, ReadOnlySpan<UseRun> runs)
    {
        var count = 0;
        foreach (ref readonly var run in runs)
        {
            count += search.Count(run);
        }

        if (Written < _call.Limit && Total + count > offset)
        {
            _uses.Clear();
            foreach (ref readonly var run in runs)
            {
                Decode(search, run);
            }

            Write(runs[0], (int)Math.Max(0, offset - Total), runs.Length > 1);
        }

        Total += count;
    }

    private readonly void Decode(in UseSearch search, in UseRun run)
    {
        if (run.IsDefinition)
        {
            var facts = Facts(run);
            var definitions = new DefinitionRunReader(search.Bytes(run));
            while (definitions.MoveNext())
            {
                var symbol = facts.ReadSymbol(definitions.Symbol);
                _uses.Add(new Use(symbol.NameLine, symbol.NameColumn, OccurrenceRole.Definition, false, symbol.Container));
            }

            return;
        }

        var reader = new OccurrenceRunReader(search.Bytes(run));
        while (reader.MoveNext())
        {
            if (search.Takes(reader.Role))
            {
                _uses.Add(new Use(reader.Line, reader.Column, reader.Role, reader.HasReceiver, reader.Enclosing));
            }
        }
    }

    private void Write(in UseRun run, int from, bool isMixed)
    {
        if (isMixed)
        {
            _uses.Sort();
        }

        var content = _call.State.ReadContent(run.File);
        var lines = new ContentLines(content.HasValue ? content.Value.Span : default);
        for (var i = from; i < _uses.Count && Written < _call.Limit; i++, Written++)
        {
            Write(run, _uses[i], content.HasValue ? content.Value.Span : default, ref lines);
        }
    }

    private readonly void Write(in UseRun run, in Use use, ReadOnlySpan<byte> content, ref ContentLines lines)
    {
        var line = lines.Line(use.Line);
        var json = _call.Json;
        json.WriteStartObject();
        json.WriteString("name"u8, _name);
        json.WriteString("role"u8, RoleNames.Of(use.Role));
        SymbolJson.WritePath(json, _call.View.Path(run.File));
        json.WriteNumber("line"u8, use.Line);
        json.WriteNumber("column"u8, ContentLines.Utf16Column(line, use.Column));
        WriteEnclosing(run, use.Enclosing);
        if (use.HasReceiver && ReceiverText.Before(content, lines.Start(use.Line) + use.Column) is { IsEmpty: false } receiver)
        {
            json.WriteString("receiver"u8, receiver);
        }

        json.WriteString("text"u8, LineText.Around(line, use.Column));
        json.WriteEndObject();
    }

    private readonly void WriteEnclosing(in UseRun run, int symbol)
    {
        if (symbol < 0)
        {
            _call.Json.WriteNull("enclosing"u8);
            return;
        }

        var facts = Facts(run);
        var enclosing = facts.ReadSymbol(symbol);
        _call.Json.WriteString("enclosing"u8, enclosing.Name);
        if (!enclosing.Qualifier.IsEmpty || enclosing.Container >= 0)
        {
            SymbolJson.WriteContainer(_call.Json, facts, enclosing);
        }
    }

    private readonly FactsMessage Facts(in UseRun run) => _call.State.Segments[run.Segment].Segment.Facts(run.Blob);
}
