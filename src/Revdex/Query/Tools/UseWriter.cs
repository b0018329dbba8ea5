using System.Text.Json;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>
/// Writes the page of uses that lies at an offset; what lies before and after is only counted. A file's content is read only
/// when one of its lines is on the page, or to resolve one of the first uses.
/// </summary>
internal ref struct UseWriter(ToolCall call, UseTargets targets, int offset)
{
    /// <summary>
    /// So many uses, and the rest of the last one's file, are resolved to count those that are; beyond it only what is on the page is. A first page has them
    /// anyway.
    /// </summary>
    private const int CountedMax = CommonArguments.LimitDefault;

    private readonly ToolCall _call = call;
    private readonly UseTargets _targets = targets;
    private readonly List<Use> _uses = [];

    public long Total { get; private set; }

    public int Written { get; private set; }

    /// <summary>Of those looked at, the uses that are proven to mean what was asked for.</summary>
    public int Resolved { get; private set; }

    /// <summary>Of those looked at, the uses that are proven to mean something else.</summary>
    public int Others { get; private set; }

    /// <summary>Not all were looked at.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Says which files' facts will be read: of the uses on the page, and of those to be resolved.</summary>
    /// <exception cref="FactsExpectedException">As <see cref="QueryState.Expect"/>.</exception>
    public readonly void Expect(in UseSearch search, ReadOnlySpan<UseRun> runs)
    {
        var (count, files) = (0, new List<int>());
        for (var i = 0; i < runs.Length && (count < CountedMax || count < offset + _call.Limit); i++)
        {
            var before = count;
            count += search.Count(runs[i]);
            if (before < CountedMax || count > offset)
            {
                files.Add(runs[i].File);
            }
        }

        _call.State.Expect(files.Distinct());
    }

    /// <summary>Adds all runs of one file; call in order of files.</summary>
    public void AddFile(in UseSearch search, ReadOnlySpan<UseRun> runs)
    {
        var count = 0;
        foreach (ref readonly var run in runs)
        {
            count += search.Count(run);
        }

        var (isCounted, isWritten) = (Total < CountedMax, Written < _call.Limit && Total + count > offset);
        if (isCounted || isWritten)
        {
            _uses.Clear();
            foreach (ref readonly var run in runs)
            {
                Decode(search, run);
            }

            if (runs.Length > 1)
            {
                _uses.Sort();
            }

            AddUses(runs[0], (int)Math.Max(0, offset - Total), isCounted, isWritten);
        }

        IsCut |= !isCounted && count > 0;
        Total += count;
    }

    private void AddUses(in UseRun run, int from, bool isCounted, bool isWritten)
    {
        var content = isWritten ? _targets.Facts.Text(run.File).Content.Span : default;
        var lines = new ContentLines(content);
        for (var i = isCounted ? 0 : from; i < _uses.Count; i++)
        {
            var use = _uses[i];
            var isOnPage = isWritten && i >= from && Written < _call.Limit;
            var target = isCounted || isOnPage
                ? _targets.Of(new UseSite(use.Written ?? _targets.Name, run.File, use.Line, use.Column, use.Role, use.HasReceiver, use.Enclosing)) : default;
            Resolved += isCounted && target.IsResolved ? 1 : 0;
            Others += isCounted && target.IsOther ? 1 : 0;
            if (isOnPage)
            {
                Write(run, use, target, content, ref lines);
                Written++;
            }
        }
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
            if (UseSearch.Takes(run, reader))
            {
                _uses.Add(new Use(reader.Line, reader.Column, reader.Role, reader.HasReceiver, reader.Enclosing, run.Written));
            }
        }
    }

    private readonly void Write(in UseRun run, in Use use, in UseTarget target, ReadOnlySpan<byte> content, ref ContentLines lines)
    {
        var line = lines.Line(use.Line);
        var json = _call.Json;
        json.WriteStartObject();
        if (use.Written is { } written)
        {
            json.WriteString("name"u8, written);
            if (written != AttributeName.Short(_targets.Name))
            {
                json.WriteString("alias_of"u8, _targets.NameUtf8);
            }
        }
        else
        {
            json.WriteString("name"u8, _targets.NameUtf8);
        }

        json.WriteString("role"u8, RoleNames.Of(use.Role));
        SymbolJson.WritePath(json, _call.View.Path(run.File));
        json.WriteNumber("line"u8, use.Line);
        json.WriteNumber("column"u8, ContentLines.Utf16Column(line, use.Column));
        WriteEnclosing(run, use.Enclosing);
        if (use.HasReceiver && ReceiverText.Before(content, lines.Start(use.Line) + use.Column) is { IsEmpty: false } receiver)
        {
            json.WriteString("receiver"u8, receiver);
        }

        WriteTarget(use, target);
        json.WriteString("text"u8, LineText.Around(line, use.Column));
        json.WriteEndObject();
    }

    /// <summary><c>resolved</c>: it means what was asked for; <c>exact</c>: a compiler says what it means; <c>definition</c>: which of several, or that other one.</summary>
    private readonly void WriteTarget(in Use use, in UseTarget target)
    {
        if (use.Role == OccurrenceRole.Definition)
        {
            return;
        }

        _call.Json.WriteBoolean("resolved"u8, target.IsResolved);
        if (target.IsExact)
        {
            _call.Json.WriteBoolean("exact"u8, true);
        }

        if (target.Elsewhere is { } elsewhere)
        {
            _call.Json.WriteString("definition"u8, elsewhere);
        }
        else if (target.Definition is { } definition && (target.IsOther || target.IsOneOfSeveral))
        {
            var (file, line) = _targets.PlaceOf(definition);
            _call.Json.WriteString("definition"u8, $"{_targets.Facts.Path(file)}:{line}");
        }
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
