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
        return new SymbolMatch(track.FindIn(after.SelectMany(s => s.WithDescendants())), path, oldPath);
    }

    /// <summary>What became of the symbol; null where only layout, comments or what is around it changed.</summary>
    public string? Word() => (Symbol, Before) switch
    {
        ({ } symbol, { } before) => symbol.Name != before.Name ? SymbolChange.Renamed
            : !Path.AsSpan().SequenceEqual(OldPath) || symbol.Parent?.Other != before.Parent ? SymbolChange.Moved
            : symbol.Signature != before.Signature ? SymbolChange.Signature
            : symbol.BodyHash != before.BodyHash ? SymbolChange.Body
            : null,
        _ => SymbolChange.Added,
    };
}
