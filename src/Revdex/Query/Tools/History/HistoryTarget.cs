using System.Text;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.History;

/// <summary>What history is asked of, found in the view.</summary>
/// <param name="Path">Bytes of the path, or of the glob; empty for everything.</param>
/// <param name="File">The file in the view; -1 where it is none.</param>
/// <param name="Line">Of a symbol or lines: the first.</param>
/// <param name="EndLine">The last.</param>
internal sealed record HistoryTarget(TargetKind Kind, byte[] Path, int File, int Line = 0, int EndLine = 0, SymbolTrack? Symbol = null)
{
    /// <summary>Definitions of one name that a notice names.</summary>
    private const int OthersShown = 3;

    public bool IsGlob => Kind == TargetKind.Path && File < 0 && Path.AsSpan().ContainsAny((byte)'*', (byte)'?');

    /// <exception cref="RevdexException">There is nothing of that name, or the file or line is not there.</exception>
    public static HistoryTarget Of(HistoryCall history)
    {
        var (view, name, path) = (history.Call.View, history.Call.Arguments.Text("name") ?? "", history.Call.Arguments.Text("path") ?? "");
        if (name.Length == 0 || history.Call.Arguments.Text("mode") == HistoryTool.Churn)
        {
            return OfPath(view, name.Length > 0 ? name : path);
        }

        if (Place.TryParse(name, out var place) && view.Find(GitPath.Parse(PathFilter.Clean(name))) < 0)
        {
            return OfPlace(history, place);
        }

        var given = GitPath.Parse(PathFilter.Clean(name));
        var file = view.Find(given);
        var isPath = file >= 0 || name.AsSpan().ContainsAny('*', '?') || (name.Contains('/', StringComparison.Ordinal) && view.Under(given) is var (start, end) && start < end);
        if (!isPath && OfName(history, name) is { } symbol)
        {
            return symbol;
        }

        return path.Length == 0
            ? OfPath(view, name)
            : throw new RevdexException(isPath ? "'name' is a path already: leave 'path' out" : Missing(history, name), ExitCode.Usage);
    }

    /// <summary>The pathspec; null for everything.</summary>
    public PathPattern? Pattern() => Path.Length == 0 ? null
        : !IsGlob ? PathPattern.Literal(Path)
        : PathPattern.Glob(Path.Contains((byte)'/') ? Path : [.. "**/"u8, .. Path]);

    private static HistoryTarget OfPath(View view, string text)
    {
        var path = GitPath.Parse(PathFilter.Clean(text));
        var file = path.Length == 0 ? -1 : view.Find(path);
        return new HistoryTarget(path.Length == 0 ? TargetKind.Everything : TargetKind.Path, path, Math.Max(file, -1));
    }

    private static HistoryTarget OfPlace(HistoryCall history, Place place)
    {
        var file = place.FileIn(history.Call.View);
        var path = history.Call.View.Path(file).ToArray();
        return place.LineEnd > 0
            ? new HistoryTarget(TargetKind.Lines, path, file, place.Line, place.LineEnd)
            : AtLine(history, file, place.Line) ?? new HistoryTarget(TargetKind.Lines, path, file, place.Line, place.Line);
    }

    /// <summary>The innermost symbol whose lines hold one; null where none does.</summary>
    private static HistoryTarget? AtLine(HistoryCall history, int file, int line)
    {
        if (!history.Call.State.TryLocate(file, out var mounted, out var blob))
        {
            return null;
        }

        var (found, index) = (-1, 0);
        foreach (var symbol in mounted.Segment.Facts(blob).Symbols)
        {
            found = symbol.Kind != SymbolKind.Namespace && symbol.StartLine <= line && symbol.EndLine >= line ? index : found;
            index++;
        }

        return found < 0 ? null : OfSymbol(history.Call.View, mounted, blob, found, file);
    }

    private static HistoryTarget OfSymbol(View view, MountedSegment mounted, int blob, int index, int file)
    {
        var facts = mounted.Segment.Facts(blob);
        var row = facts.ReadSymbol(index);
        return new HistoryTarget(TargetKind.Symbol, view.Path(file).ToArray(), file, row.StartLine, row.EndLine, SymbolTrack.Of(facts, row));
    }

    /// <summary>The best definition of that name, or a symbol that a file had once; null where there is neither.</summary>
    private static HistoryTarget? OfName(HistoryCall history, string text)
    {
        foreach (var reading in InheritedMembers.Readings(history.Call, text))
        {
            if (Best(history, reading) is { } found)
            {
                if (reading.Notice is { } notice)
                {
                    history.AddNotice(notice);
                }

                return found;
            }
        }

        var (qualifier, last) = QualifiedName.Split(text);
        return history.Call.Arguments.Text("path") is { Length: > 0 } path ? Gone(history.Call.View, path, last.Length > 0 ? last : text, qualifier) : null;
    }

    private static HistoryTarget? Best(HistoryCall history, in NameReading reading)
    {
        var state = history.Call.State;
        using var search = DefinitionSearch.Of(state, SymbolFilter.Of(history.Call), reading, OthersShown + 1);
        search.AddMatches(NameTier.Exact);
        var hits = search.Sorted();
        if (hits.IsEmpty)
        {
            return null;
        }

        var best = hits[0];
        if (state.Segments[best.Segment].Segment.Facts(best.Blob).ReadSymbol(best.Symbol).Kind == SymbolKind.Namespace)
        {
            throw new RevdexException($"'{ToolArguments.Shown(reading.Name)}' is a namespace, which has no history of its own: give its folder as path", ExitCode.Usage);
        }

        var others = hits[1..Math.Min(hits.Length, OthersShown + 1)].ToArray().Select(hit => $"{GitPath.Display(state.View.Path(hit.File))}:{hit.Line}").ToList();
        if (others.Count > 0)
        {
            history.AddNotice($"{search.Total} definitions have this name, others at {string.Join(", ", others)}: give path:line for theirs");
        }

        return OfSymbol(state.View, state.Segments[best.Segment], best.Blob, best.Symbol, best.File);
    }

    private static HistoryTarget? Gone(View view, string path, string name, string qualifier)
    {
        var target = OfPath(view, path);
        if (target.IsGlob || view.Under(target.Path) is var (start, end) && start < end)
        {
            return null;
        }

        var container = qualifier.Length == 0 ? null : qualifier.Split('.')[^1];
        return target with { Kind = TargetKind.Symbol, Symbol = new SymbolTrack(name, null, container, 0, IsThere: false) };
    }

    internal static string Missing(HistoryCall history, string name) =>
        Names.Nearest(history.Call.State, Encoding.UTF8.GetBytes(name)) is { } nearest
            ? $"no definition has the name '{ToolArguments.Shown(name)}'; did you mean '{nearest}'? (of one that is gone, give the file it was in as path)"
            : $"no definition has the name '{ToolArguments.Shown(name)}' (of one that is gone, give the file it was in as path)";
}
