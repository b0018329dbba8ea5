using System.Text;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// Asks for the uses of symbols that are drawn evenly from those that the compiler declares, in order of path and place, and compares each row with what the compiler binds that name to. Only files
/// that the compiler was given are in the view.
/// </summary>
internal sealed class ReferenceComparison : IDisposable
{
    /// <summary>So many symbols are asked for, and so many uses where they stand.</summary>
    private const int SymbolsMax = 1000;

    /// <summary>Known, so that it is told apart from what is asked for.</summary>
    private const string NotAsked = "namespace";

    private static readonly string[] ProjectFiles = [".csproj", "tsconfig.json", "package.json", "Cargo.toml", "go.mod"];

    private readonly FolderState _state;

    public ReferenceComparison(ReferenceSubject subject, string clone)
    {
        Subject = subject;
        var files = SourceFile.Of(clone, ClonePaths.Of(clone).Where(subject.Holds), [subject.Language]);
        FileCount = files.Count;
        _state = new FolderState(files, [.. ClonePaths.Of(clone).Where(p => IsProject(p, subject)).Select(p => (Encoding.UTF8.GetBytes(p), Path.Combine(clone, p)))]);
        Truth = ReferenceTruth.Of(subject, clone, [.. files.Select(f => Encoding.UTF8.GetString(f.Path))]);
        UsesOf = Truth.Uses.Where(u => u.Value >= 0).ToLookup(u => u.Value, u => u.Key);
        PlacesOf = Truth.Symbols.Select(s => s.Places.Select(p => $"{p.Path}:{p.Line}").ToHashSet()).ToList();
        var ours = new OurReferences(_state.State);
        var order = Enumerable.Range(0, Truth.Symbols.Count).Where(i => Truth.Symbols[i].Kind != NotAsked).OrderBy(i => Truth.Symbols[i].Places[0].Path, StringComparer.Ordinal).ThenBy(i => Truth.Symbols[i].Places[0].Line).ThenBy(i => Truth.Symbols[i].Places[0].Column).ToList();
        foreach (var symbol in Sample.Evenly(order, SymbolsMax))
        {
            Compare(symbol, ours);
        }

        Meanings = new MeaningComparison(_state.State, this);
    }

    public ReferenceSubject Subject { get; }

    public int FileCount { get; }

    public ReferenceTruth Truth { get; }

    public ILookup<int, UsePlace> UsesOf { get; }

    /// <summary>By symbol where it is declared, as path:line.</summary>
    public IReadOnlyList<HashSet<string>> PlacesOf { get; }

    public SortedDictionary<string, ReferenceCounts> ByKind { get; } = new(StringComparer.Ordinal);

    public List<(string What, UsePlace Place, string Name)> Disagreements { get; } = [];

    public MeaningComparison Meanings { get; }

    public void Dispose() => _state.Dispose();

    /// <summary>What the compiler says of a place, for a reader.</summary>
    public string Told(UsePlace place) => Truth.Uses.TryGetValue(place, out var symbol) ? symbol < 0 ? "what is not asked for" : PlaceOf(symbol) : "unknown";

    public string PlaceOf(int symbol) => $"{Truth.Symbols[symbol].Places[0].Path}:{Truth.Symbols[symbol].Places[0].Line}";

    /// <summary>What tells of a program's files how they belong together.</summary>
    private static bool IsProject(string path, ReferenceSubject subject) =>
        path.EndsWith("Directory.Build.props", StringComparison.Ordinal) || ((subject.Holds(path) || !path.Contains('/', StringComparison.Ordinal)) && ProjectFiles.Any(f => path.EndsWith(f, StringComparison.Ordinal)));

    private void Compare(int index, OurReferences ours)
    {
        var symbol = Truth.Symbols[index];
        if (!ByKind.TryGetValue(symbol.Kind, out var counts))
        {
            ByKind.Add(symbol.Kind, counts = new ReferenceCounts());
        }

        var place = symbol.Places[0];
        var left = UsesOf[index].ToHashSet();
        counts.Symbols++;
        counts.TrueUses += left.Count;
        foreach (var use in ours.Of($"{place.Path}:{place.Line}:{place.Column}"))
        {
            Count(counts, index, use, isTrue: left.Remove(use.Place));
        }

        foreach (var missed in left.OrderBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.Line))
        {
            Disagreements.Add(($"missing use of {PlaceOf(index)}", missed, symbol.Name));
        }
    }

    private void Count(ReferenceCounts counts, int index, in OurUse use, bool isTrue)
    {
        if (!Truth.Uses.TryGetValue(use.Place, out var means))
        {
            counts.Unknown++;
            return;
        }

        // What is told by its place is judged by it; where none is told it is what was asked for.
        var isRight = use.Definition is null ? isTrue : means >= 0 && PlacesOf[means].Contains(use.Definition);
        if (!isRight && (use.IsResolved || use.Definition is not null))
        {
            Disagreements.Add(($"said to be {use.Definition ?? PlaceOf(index)}, is {Told(use.Place)}", use.Place, Truth.Symbols[index].Name));
        }

        if (use.Definition is not null && !use.IsResolved)
        {
            counts.OtherRight += isRight ? 1 : 0;
            counts.OtherWrong += isRight ? 0 : 1;
            return;
        }

        if (isTrue && !use.IsResolved)
        {
            Disagreements.Add(($"not proven to be {PlaceOf(index)}", use.Place, Truth.Symbols[index].Name));
        }

        counts.Listed += isTrue ? 1 : 0;
        counts.ListedWrong += isTrue ? 0 : 1;
        counts.ResolvedRight += isRight && use.IsResolved ? 1 : 0;
        counts.ResolvedWrong += !isRight && use.IsResolved ? 1 : 0;
    }
}
