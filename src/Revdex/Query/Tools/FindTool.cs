using System.Text;
using System.Text.Json;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools;

/// <summary>Definitions by name. See <see cref="DefinitionSearch"/> for what matches and <see cref="DefinitionRank"/> for the order.</summary>
internal static class FindTool
{
    /// <summary>A single letter is inside nearly every name: it is looked for as a substring only when asked.</summary>
    private const int SubstringMinBytes = 2;

    public static ToolDefinition Definition { get; } = new(
        "find",
        "Find definitions of symbols by name (Name, part of it, initials as gRB, or Container.Name), best first.",
        [
            new("name", ArgumentType.Text, "Name, part of it, or path:line:column") { Required = true, Positional = true },
            new("match", ArgumentType.Text, "Default: substring, then fuzzy")
            {
                Words = ["exact", "prefix", "substring", "fuzzy"],
            },
            CommonArguments.Kind,
            new("exported", ArgumentType.Flag, "Only exported"),
            new("uses", ArgumentType.Flag, "Add how many uses, and where most"),
            CommonArguments.Language,
            CommonArguments.Path,
            CommonArguments.Rev,
            CommonArguments.Limit,
            CommonArguments.Cursor,
            CommonArguments.MaxTokens,
        ])
    {
        ReadsLittle = true,
        Body = static call => ValueTask.FromResult(Run(call)),
        NeedPaths = static arguments => Place.NeedPaths(arguments.Text("name")!),
        NeedText = static arguments => Place.TryParse(arguments.Text("name")!, out _) || arguments.Text("match") == "fuzzy" || NameMatcher.IsInitials(Encoding.UTF8.GetBytes(arguments.Text("name")!)) ? null : QualifiedName.LastPart(arguments.Text("name")!),
    };

    private static ToolPage Run(ToolCall call)
    {
        var filter = SymbolFilter.Of(call);
        if (Place.TryParse(call.Arguments.Text("name")!, out _))
        {
            return DefinitionAt.Run(call, filter);
        }

        var page = default(ToolPage);
        List<NameReading> readings = [];
        foreach (var reading in InheritedMembers.Readings(call, call.Arguments.Text("name")!))
        {
            page = Search(call, filter, reading, isSpelledAlike: call.Arguments.Text("match") == "fuzzy");
            if (page.Total > 0 || page.NextCursor is not null)
            {
                return page with { Notice = reading.Notice ?? page.Notice };
            }

            readings.Add(reading);
        }

        var isOpen = call.Arguments.Text("match") is null;
        foreach (var reading in isOpen ? readings : [])
        {
            page = Search(call, filter, reading, isSpelledAlike: true);
            if (page.Total > 0 || page.NextCursor is not null)
            {
                return page with { Notice = "nothing has this name; these are spelled alike" };
            }
        }

        var last = readings[^1];
        page = isOpen && last.Qualifier.Length > 0 ? Search(call, filter, new NameReading(last.Name, ""), isSpelledAlike: false) : page;
        if (page.Total > 0 || page.NextCursor is not null)
        {
            return page with { Notice = $"nothing in '{ToolArguments.Shown(last.Qualifier)}' has this name; these are elsewhere" };
        }

        return filter.Path.IsEmpty && call.Arguments.Text("path") is { } path ? page with { Notice = PathNotice.NothingUnder(call.View, path) } : page;
    }

    private static ToolPage Search(ToolCall call, in SymbolFilter filter, in NameReading reading, bool isSpelledAlike)
    {
        var (offset, name) = (Cursor.Offset(call.Arguments), reading.NameUtf8);
        using var search = DefinitionSearch.Of(call.State, filter, reading, offset + call.Limit);
        var match = call.Arguments.Text("match");
        search.AddMatches(match switch
        {
            "exact" => NameTier.Exact,
            "prefix" => NameTier.Prefix,
            null when name.Length < SubstringMinBytes => NameTier.Prefix,
            _ => NameTier.Substring,
        });
        if (match is null && NameMatcher.IsInitials(name))
        {
            search.AddInitials();
        }

        if (isSpelledAlike)
        {
            search.AddTypos();
        }

        var hits = search.Sorted();
        hits = hits[Math.Min(offset, hits.Length)..];
        var uses = call.Arguments.Flag("uses") ? new NameUses(call.State) : null;
        call.State.Expect(hits.ToArray().Select(hit => hit.File));
        foreach (ref readonly var hit in hits)
        {
            Write(call, hit, uses);
        }

        return call.Page(offset, hits.Length, search.Total);
    }

    private static void Write(ToolCall call, in FindHit hit, NameUses? uses)
    {
        var json = call.Json;
        var facts = call.State.Segments[hit.Segment].Segment.Facts(hit.Blob);
        var symbol = facts.ReadSymbol(hit.Symbol);
        json.WriteStartObject();
        SymbolJson.Write(json, facts, symbol, call.View.Path(hit.File));
        json.WriteString("match"u8, DefinitionRank.TierOf(hit.Rank) switch
        {
            NameTier.Exact => "exact"u8,
            NameTier.SameIgnoringCase => "ignoring_case"u8,
            NameTier.Prefix => "prefix"u8,
            NameTier.Word => "word"u8,
            NameTier.Fuzzy => "fuzzy"u8,
            _ => "substring"u8,
        });
        uses?.Write(json, symbol.Name);
        json.WriteEndObject();
    }
}
