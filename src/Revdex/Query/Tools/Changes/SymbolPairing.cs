using Revdex.Facts;

namespace Revdex.Query.Tools.Changes;

/// <summary>
/// Finds the symbols that are the same on both sides: by name below the same container (of overloads those that changed least first), then, of
/// what is left, by body or declaration wherever it went.
/// </summary>
internal static class SymbolPairing
{
    /// <summary>A body as long as this is hardly written twice by chance: the same one under another name elsewhere is a rename.</summary>
    private const int TellingLines = 4;

    /// <summary>From the most alike: what an overload set keeps is paired before what it changes.</summary>
    private static readonly Func<ComparedSymbol, ComparedSymbol, bool>[] Likenesses =
    [
        static (a, b) => a.Signature == b.Signature && a.BodyHash == b.BodyHash,
        static (a, b) => a.Signature == b.Signature,
        static (a, b) => a.BodyHash == b.BodyHash && a.BodyHash != 0,
        static (a, b) => true,
    ];

    /// <summary>Pairs what stands at the top of one file, and below.</summary>
    public static void PairSameNames(List<ComparedSymbol> before, List<ComparedSymbol> after)
    {
        var byName = before.Where(s => !s.IsPaired).ToLookup(NameOf);
        foreach (var areAlike in Likenesses)
        {
            foreach (var symbol in after.Where(s => !s.IsPaired))
            {
                if (byName[NameOf(symbol)].FirstOrDefault(candidate => !candidate.IsPaired && areAlike(candidate, symbol)) is { } same)
                {
                    Pair(same, symbol);
                }
            }
        }
    }

    /// <summary>Pairs what moved or was renamed, of all files.</summary>
    public static void PairMoved(IReadOnlyList<ComparedSymbol> before, IReadOnlyList<ComparedSymbol> after)
    {
        PairUnique(before, after, static s => s.BodyHash == 0 ? null : (s.Kind, s.Name, s.BodyHash), static (_, _) => true);
        PairUnique(before, after, static s => s.Signature.Length == 0 ? null : (s.Kind, s.Name, s.Signature), static (_, _) => true);
        PairUnique(before, after, static s => s.BodyHash == 0 ? null : (s.Kind, s.BodyHash), IsRename);
    }

    private static bool IsRename(ComparedSymbol before, ComparedSymbol after) =>
        after.EndLine - after.Line + 1 >= TellingLines || (after.Parent is { } parent && parent.Other == before.Parent);

    /// <summary>Pairs those that alone have their key on either side. Containers come before what they hold.</summary>
    private static void PairUnique(
        IReadOnlyList<ComparedSymbol> before, IReadOnlyList<ComparedSymbol> after, Func<ComparedSymbol, object?> keyOf, Func<ComparedSymbol, ComparedSymbol, bool> isSame)
    {
        var byKey = before.Where(s => !s.IsPaired && keyOf(s) is not null).ToLookup(keyOf);
        foreach (var group in after.Where(s => !s.IsPaired && keyOf(s) is not null).GroupBy(keyOf).ToList())
        {
            var (ours, theirs) = (group.Where(s => !s.IsPaired).Take(2).ToList(), byKey[group.Key].Where(s => !s.IsPaired).Take(2).ToList());
            if (ours is [var one] && theirs is [var other] && isSame(other, one))
            {
                Pair(other, one);
            }
        }
    }

    private static void Pair(ComparedSymbol before, ComparedSymbol after)
    {
        ComparedSymbol.Pair(before, after);
        PairSameNames(before.Children, after.Children);
    }

    /// <summary>Two C++ definitions of one name may differ in the class that they name.</summary>
    private static (string Name, SymbolKind Kind, string? Qualifier) NameOf(ComparedSymbol symbol) => (symbol.Name, symbol.Kind, symbol.Parent is null ? symbol.Container : null);
}
