namespace Revdex.Query.Tools.Changes;

/// <summary>The symbols that differ between two states, in order of path and line. Layout and comments do not count.</summary>
internal sealed class ViewComparison
{
    private readonly QueryState _before;
    private readonly QueryState _after;
    private readonly List<SymbolChange> _changes = [];

    private ViewComparison(QueryState before, QueryState after) => (_before, _after) = (before, after);

    /// <summary>The paths whose files differ and hold symbols on one side at least, each as its file there and here; -1 where it is not.</summary>
    public static List<(int Before, int After)> DifferingFiles(View before, View after, string? path)
    {
        var (filterBefore, filterAfter) = (PathFilter.Of(before, path), PathFilter.Of(after, path));
        var files = new List<(int, int)>();
        var (i, j) = (0, 0);
        while (i < before.Count || j < after.Count)
        {
            var order = i == before.Count ? 1 : j == after.Count ? -1 : before.Path(i).SequenceCompareTo(after.Path(j));
            var (here, there) = (order >= 0 ? j++ : -1, order <= 0 ? i++ : -1);
            var isAsked = (there >= 0 && filterBefore.Matches(before, there)) || (here >= 0 && filterAfter.Matches(after, here));
            var hasSymbols = (there >= 0 && before.Language(there) is not null) || (here >= 0 && after.Language(here) is not null);
            if (isAsked && hasSymbols && !(order == 0 && before.Oid(there) == after.Oid(here) && before.Language(there) == after.Language(here)))
            {
                files.Add((there, here));
            }
        }

        return files;
    }

    public static List<SymbolChange> Of(QueryState before, QueryState after, IReadOnlyList<(int Before, int After)> files)
    {
        var comparison = new ViewComparison(before, after);
        comparison.Compare(files);
        comparison._changes.Sort(comparison.Order);
        return comparison._changes;
    }

    private void Compare(IReadOnlyList<(int Before, int After)> files)
    {
        var (before, after) = (new List<ComparedSymbol>(), new List<ComparedSymbol>());
        foreach (var (there, here) in files)
        {
            var (was, isNow) = (ComparedSymbol.OfFile(_before, there), ComparedSymbol.OfFile(_after, here));
            SymbolPairing.PairSameNames(was, isNow);
            before.AddRange(was);
            after.AddRange(isNow);
        }

        SymbolPairing.PairMoved(ComparedSymbol.Unpaired(before), ComparedSymbol.Unpaired(after));
        foreach (var symbol in after)
        {
            AddChanges(symbol);
        }

        foreach (var symbol in ComparedSymbol.Unpaired(before).Where(s => s.Parent is null or { IsPaired: true }))
        {
            _changes.Add(new SymbolChange(SymbolChange.Removed, symbol, null, symbol.WithDescendants().Count(s => !s.IsPaired) - 1));
        }
    }

    /// <returns>Whether it, or something in it, changed.</returns>
    private bool AddChanges(ComparedSymbol symbol)
    {
        if (symbol.Other is not { } before)
        {
            if (symbol.Parent is null or { IsPaired: true })
            {
                _changes.Add(new SymbolChange(SymbolChange.Added, symbol, null, symbol.WithDescendants().Count(s => !s.IsPaired) - 1));
            }

            symbol.Children.ForEach(child => AddChanges(child));
            return true;
        }

        var isWithin = false;
        foreach (var child in symbol.Children)
        {
            isWithin |= AddChanges(child);
        }

        isWithin |= before.Children.Exists(child => !child.IsPaired);
        var word = symbol.Name != before.Name ? SymbolChange.Renamed
            : !IsWhereItWas(before, symbol) ? SymbolChange.Moved
            : symbol.Signature != before.Signature ? SymbolChange.Signature
            : symbol.BodyHash != before.BodyHash && !isWithin ? SymbolChange.Body
            : null;
        if (word is not null)
        {
            _changes.Add(new SymbolChange(word, symbol, before, 0));
        }

        return isWithin || word is not null;
    }

    /// <summary>Below the same container, wherever that went, or at the top of the same file.</summary>
    private bool IsWhereItWas(ComparedSymbol before, ComparedSymbol after) =>
        after.Parent is { } parent ? parent.Other == before.Parent && before.Parent is not null : before.Parent is null && PathOf(_before, before).SequenceEqual(PathOf(_after, after));

    private int Order(SymbolChange a, SymbolChange b)
    {
        var order = PathOf(a).SequenceCompareTo(PathOf(b));
        order = order != 0 ? order : a.Symbol.Line.CompareTo(b.Symbol.Line);
        order = order != 0 ? order : string.CompareOrdinal(a.Symbol.Name, b.Symbol.Name);
        return order != 0 ? order : string.CompareOrdinal(a.Word, b.Word);
    }

    private ReadOnlySpan<byte> PathOf(SymbolChange change) => PathOf(change.Word == SymbolChange.Removed ? _before : _after, change.Symbol);

    private static ReadOnlySpan<byte> PathOf(QueryState state, ComparedSymbol symbol) => state.View.Path(symbol.File);
}
