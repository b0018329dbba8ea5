using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>Answers one question about a state, and says with each answer what it leaves open.</summary>
/// <param name="depth">Steps at most.</param>
/// <param name="weakest">Edges known less well are not walked.</param>
/// <param name="progress">Hears how far the walk is; null: nobody.</param>
internal sealed class GraphQuestion(TargetResolver resolver, int depth, Known weakest, IProgress<WorkProgress>? progress)
{
    /// <summary>A walk that reaches more says nothing to anybody; this is about a second of work where names are common.</summary>
    private const int RowsMax = 2_000;

    private readonly CallGraph _graph = new(resolver, progress);
    private readonly StateFacts _facts = resolver.Facts;
    private readonly List<string> _notices = [];

    /// <exception cref="RevdexException">A place is not there, or the relation does not go with what is named.</exception>
    public GraphAnswer Answer(string relation, string name, string? to)
    {
        var start = relation is "imports" or "importers" ? AskedSymbols.OfPath(resolver, name) : AskedSymbols.OfSymbol(resolver, name);
        Tell(start);
        var (rows, isCut) = relation switch
        {
            "callers" => Callers(start),
            "callees" => Callees(start.Symbols.Count > 0 ? start : AskedSymbols.OfPath(resolver, name), name),
            "implementations" or "overrides" => Derived(start, name, relation),
            "imports" => Imports(start, name),
            "importers" => Importers(start, name),
            _ => Path(start, name, to!),
        };
        return new GraphAnswer(rows, isCut, _notices.Count == 0 ? null : string.Join("; ", _notices));
    }

    private (List<GraphRow> Rows, bool IsCut) Callers(AskedSymbols start)
    {
        var walk = new CallWalk(_graph, depth, weakest, RowsMax);
        var sets = SetsOf(start.Symbols);
        if (sets.Count > 0)
        {
            walk.Callers(sets);
            TellOtherUses(start, sets, TellOverridden(start, sets));
        }
        else if (start.Symbols.Count > 0)
        {
            _notices.Add($"'{start.Name}' is a {Encoding.UTF8.GetString(SymbolKindNames.Of(_facts.Symbol(start.Symbols[0]).Kind))}: nothing calls it; 'references' lists its uses");
        }
        else if (start.IsPlace || !Names.IsKnown(_facts.State, Encoding.UTF8.GetBytes(start.Name)))
        {
            Missing(start.Name);
        }
        else
        {
            walk.CallersOfUndefined(start.Name);
            _notices.Add($"nothing in this view defines '{start.Name}': these are the calls of that name");
        }

        TellAmbiguous(walk.Result.Rows);
        return (walk.Result.Rows, walk.Result.IsCut);
    }

    private (List<GraphRow> Rows, bool IsCut) Callees(AskedSymbols start, string name)
    {
        var walk = new CallWalk(_graph, depth, weakest, RowsMax);
        walk.Callees(start.WithMembers(_facts));
        if (start.Symbols.Count == 0 && start.Files.Count == 0)
        {
            Missing(name);
        }

        if (walk.Undefined > 0)
        {
            _notices.Add($"{Counted(walk.Undefined, "call")} of names that nothing fitting in this view has are left out");
        }

        if (walk.Unclear.Count > 0)
        {
            _notices.Add("names with many definitions are given without one, and are not walked on from");
        }

        TellAmbiguous(walk.Result.Rows);
        return ([.. walk.Result.Rows, .. walk.Unclear.Values.OrderBy(r => r.Depth).ThenBy(r => r.Name, StringComparer.Ordinal)], walk.Result.IsCut);
    }

    private (List<GraphRow> Rows, bool IsCut) Derived(AskedSymbols start, string name, string relation)
    {
        var sets = SetsOf(start.Symbols);
        var (types, members) = (sets.FindAll(s => s.IsTypeName), sets.FindAll(s => !s.IsTypeName));
        if (relation == "overrides" && members.Count == 0 && types.Count > 0)
        {
            throw new RevdexException($"'{ToolArguments.Shown(name)}' is a type: overrides are of its members; ask for implementations", ExitCode.Usage);
        }

        if (sets.Count == 0)
        {
            Missing(name);
        }

        var graph = new TypeGraph(_facts, resolver, depth, weakest, RowsMax);
        if (relation == "overrides" || types.Count == 0)
        {
            graph.Overrides(members);
            return (graph.Members.Rows, graph.Members.IsCut || graph.Types.IsCut);
        }

        graph.Implementations(types);
        if (graph.Types.Rows.Exists(r => r.ViaLine == 0))
        {
            _notices.Add("Go types meet interfaces by their methods' names here; signatures and promoted methods are not compared");
        }

        return (graph.Types.Rows, graph.Types.IsCut);
    }

    private (List<GraphRow> Rows, bool IsCut) Imports(AskedSymbols start, string name)
    {
        var files = FilesOf(start, name);
        var walk = new ImportWalk(_facts, resolver.Modules, depth, weakest, RowsMax);
        walk.Imports(files);
        if (walk.Unmatched > 0)
        {
            _notices.Add($"{Counted(walk.Unmatched, "import")} match no file of this view (kind unmatched): other packages, or paths that a build tool maps");
        }

        return (walk.Result.Rows, walk.Result.IsCut);
    }

    private (List<GraphRow> Rows, bool IsCut) Importers(AskedSymbols start, string name)
    {
        var walk = new ImportWalk(_facts, resolver.Modules, depth, weakest, RowsMax);
        walk.ImportersOf(name);
        if (walk.Result.Rows.Count == 0)
        {
            walk.Importers(FilesOf(start, name));
            if (walk.Result.Rows.Exists(r => r.Known == Known.Ambiguous))
            {
                _notices.Add("an import of a namespace is ambiguous where several files declare it (candidates: how many)");
            }
        }

        return (walk.Result.Rows, walk.Result.IsCut);
    }

    private (List<GraphRow> Rows, bool IsCut) Path(AskedSymbols from, string name, string to)
    {
        var end = AskedSymbols.OfSymbol(resolver, to);
        Tell(end);
        var sets = SetsOf(end.Symbols);
        if (from.Symbols.Count == 0 || sets.Count == 0)
        {
            Missing(from.Symbols.Count == 0 ? name : to);
            return ([], false);
        }

        var search = new PathSearch(_graph, depth, RowsMax);
        var starts = from.WithMembers(_facts).ToHashSet();
        for (var known = weakest < Known.Resolved ? weakest : Known.Resolved; known <= weakest; known++)
        {
            if (search.Find(starts, sets, known) is { } rows)
            {
                _notices.Add(known <= Known.Resolved ? "every call is resolved" : $"no path has better known calls than {KnownNames.Of(known)}");
                return (rows, false);
            }

            if (known + 1 == Known.Ambiguous && weakest == Known.Ambiguous && search.Find(starts, sets, Known.Ambiguous, isNamed: true) is { } named)
            {
                _notices.Add("no path has better known calls than ambiguous; each of these is made on what is named like the type that it is said to reach");
                return (named, false);
            }
        }

        _notices.Add($"no path of at most {depth} calls{(search.IsCut ? $" was found among the first {RowsMax} callers" : "")}");
        return ([], search.IsCut);
    }

    private List<int> FilesOf(AskedSymbols start, string name)
    {
        List<int> files = [.. start.Files.Count > 0 ? start.Files : start.Symbols.Select(s => s.File).Distinct()];
        if (files.Count == 0)
        {
            Missing(name);
        }
        else if (start.Files.Count == 0)
        {
            _notices.Add($"of the {(files.Count == 1 ? "file that defines" : $"{files.Count} files that define")} '{ToolArguments.Shown(name)}'");
        }

        return files;
    }

    private List<SymbolSet> SetsOf(IReadOnlyList<SymbolRef> symbols) => [.. symbols.Select(_graph.Sets.Of).OfType<SymbolSet>().Distinct()];

    /// <summary>What stands behind an interface is mostly called through it.</summary>
    private List<SymbolSet> TellOverridden(AskedSymbols start, List<SymbolSet> sets)
    {
        List<SymbolSet> overridden = [.. sets.SelectMany(_graph.Dispatch.Above).Distinct().Except(sets)];
        if (overridden.Count > 0)
        {
            _notices.Add($"calls of {overridden[0].FullName}{(overridden.Count > 1 ? $" and {overridden.Count - 1} more" : "")}, which {sets[0].FullName} implements or overrides, are listed too: they may run it");
        }

        return overridden;
    }

    /// <summary>What has the name and is no row: uses that call nothing, and calls of others.</summary>
    /// <param name="overridden">What they implement or override.</param>
    private void TellOtherUses(AskedSymbols start, List<SymbolSet> sets, List<SymbolSet> overridden)
    {
        var called = _graph.Into([.. sets, .. overridden], Known.Ambiguous, []).Count(e => e.Edge.Site.Name == start.Name && e.Edge.Role == OccurrenceRole.Call);
        var sites = _facts.Sites(sets[0].Name);
        var calls = sites.Count(s => s.Role == OccurrenceRole.Call);
        var isValue = sets.TrueForAll(CallGraph.IsValueOnly);
        var others = isValue ? 0 : calls - called;
        if (others > 0)
        {
            _notices.Add($"{Counted(others, "call")} of '{sets[0].Name}' are of other definitions, or of none");
        }

        var rest = sites.Count(s => s.Role is not (OccurrenceRole.Call or OccurrenceRole.Attribute));
        if (!isValue && rest > 0)
        {
            _notices.Add($"{Counted(rest, "use")} of '{sets[0].Name}' {(rest == 1 ? "is no call, and is" : "are no calls, and are")} not walked");
        }
    }

    /// <summary>What is walked to beyond an ambiguous edge is less and less likely.</summary>
    private void TellAmbiguous(List<GraphRow> rows)
    {
        var count = depth == 1 ? 0 : rows.Count(r => r.Known == Known.Ambiguous);
        if (count > 0)
        {
            _notices.Add($"{count} of {Counted(rows.Count, "edge")} are ambiguous, and more lie beyond them; known=by_name leaves these out");
        }
    }

    private void Tell(AskedSymbols asked)
    {
        if (asked.Notice is { } notice)
        {
            _notices.Add(notice);
        }
    }

    private void Missing(string name)
    {
        var shown = ToolArguments.Shown(name);
        _notices.Add(Names.Nearest(_facts.State, Encoding.UTF8.GetBytes(name)) is { } nearest && nearest != name
            ? $"nothing has the name '{shown}'; did you mean '{nearest}'?" : $"nothing that the relation takes has the name '{shown}'");
    }

    private static string Counted(int count, string what) => count == 1 ? $"1 {what}" : $"{count} {what}s";
}
