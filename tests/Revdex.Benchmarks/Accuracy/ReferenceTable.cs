namespace Revdex.Benchmarks.Accuracy;

/// <summary>Prints a row for each kind and their sum, then what single uses are proven to mean, and lists what differs.</summary>
internal static class ReferenceTable
{
    private const int ErrorsMax = 50;

    public static void Print(ReferenceComparison comparison, string clone, DisagreementList list)
    {
        var subject = comparison.Subject;
        Console.WriteLine($"\nuses, {subject.Language} in {subject.Repository}: {comparison.FileCount} files ({string.Join(", ", subject.Folders)}) against {subject.Truth}; {comparison.Truth.Symbols.Count} symbols, "
            + $"{comparison.Truth.Uses.Count} names bound ({comparison.Truth.Uses.Count(u => u.Value >= 0)} to these symbols), {comparison.Truth.Errors.Count} errors of the compiler's\n");
        Console.WriteLine("| kind | symbols | uses | recall | resolved | precision of resolved | precision by name | said to be another: precision | unknown |\n|---|---|---|---|---|---|---|---|---|");
        var all = new ReferenceCounts();
        foreach (var (kind, counts) in comparison.ByKind)
        {
            Print(kind, counts);
            all.Add(counts);
        }

        Print("**all**", all);
        var meanings = comparison.Meanings;
        Console.WriteLine($"\ngo to definition: of {meanings.Uses} uses {meanings.Listed} are listed; {meanings.Right + meanings.Wrong} proven ({DefinitionTable.Share(meanings.Right + meanings.Wrong, meanings.Uses)}), "
            + $"{meanings.Wrong} of them wrong (precision {DefinitionTable.Share(meanings.Right, meanings.Right + meanings.Wrong)})");
        list.Head($"uses: {subject.Language} in {subject.Repository} against {subject.Truth}");
        comparison.Truth.Errors.Take(ErrorsMax).ToList().ForEach(list.Add);
        comparison.Disagreements.ForEach(d => list.Add(d.What, clone, d.Place.Path, d.Place.Line, d.Name));
    }

    /// <summary>Resolved: of the true uses so many are marked so, and right.</summary>
    private static void Print(string kind, ReferenceCounts counts) => Console.WriteLine(
        $"| {kind} | {counts.Symbols} | {counts.TrueUses} | {DefinitionTable.Share(counts.Listed, counts.TrueUses)} | {DefinitionTable.Share(counts.ResolvedRight, counts.TrueUses)} | "
        + $"{DefinitionTable.Share(counts.ResolvedRight, counts.ResolvedRight + counts.ResolvedWrong)} ({counts.ResolvedWrong} wrong) | {DefinitionTable.Share(counts.Listed, counts.Listed + counts.ListedWrong)} | "
        + $"{DefinitionTable.Share(counts.OtherRight, counts.OtherRight + counts.OtherWrong)} ({counts.OtherWrong} wrong) | {counts.Unknown} |");
}
