using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>A symbol in two versions of its file (or of the file it came from), paired as <c>changes</c> pairs them.</summary>
/// <param name="Symbol">In the later version; null where it is not there.</param>
internal readonly record struct SymbolMatch(ComparedSymbol? Symbol, byte[] Path, byte[] OldPath)
{
    public ComparedSymbol? Before => Symbol?.Other;

    /// <param name="before">What stands at the top of the earlier version, not paired yet.</param>
    /// <param name="after">The later version's, likewise.</param>
    public static SymbolMatch Of(List<ComparedSymbol> before, List<ComparedSymbol> after, SymbolTrack track, byte[] path, byte[] oldPath)
    {
        SymbolPairing.PairSameNames(before, after);
        SymbolPairing.PairMoved(ComparedSymbol.Unpaired(before), ComparedSymbol.Unpaired(after));
        var symbol = track.FindIn(after.SelectMany(s => s.WithDescendants()));
        if (symbol is { IsPaired: false } && ComparedSymbol.Unpaired(before).FindAll(s => s.Name == symbol.Name && s.Container == symbol.Container) is [var other])
        {
            ComparedSymbol.Pair(other, symbol); // A class that became a record is the same still.
        }

        return new SymbolMatch(symbol, path, oldPath);
    }

    /// <summary>What became of the symbol; null where only layout, comments or what is around it changed.</summary>
    public string? Word() => (Symbol, Before) switch
    {
        ({ } symbol, { } before) => symbol.Name != before.Name ? SymbolChange.Renamed
            : !Path.AsSpan().SequenceEqual(OldPath) || !IsSamePlace(before.Parent, symbol.Parent) ? SymbolChange.Moved
            : symbol.Signature != before.Signature ? SymbolChange.Signature
            : symbol.BodyHash != before.BodyHash ? SymbolChange.Body
            : null,
        _ => SymbolChange.Added,
    };

    /// <summary>The same container, whatever it is called or whichever kind it is by now.</summary>
    private static bool IsSamePlace(ComparedSymbol? before, ComparedSymbol? after) =>
        before is null || after is null ? before is null && after is null : after.Other == before || (before.Name == after.Name && before.Container == after.Container);
}
