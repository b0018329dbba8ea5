using System.Globalization;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Prints a row for each kind and their sum, and lists what differs.</summary>
internal static class DefinitionTable
{
    public static void Print(DefinitionComparison comparison, string clone, DisagreementList list)
    {
        var subject = comparison.Subject;
        Console.WriteLine($"\n{string.Join(", ", subject.Languages)} in {subject.Repository}: {comparison.FileCount} files against {subject.Truth}; left out: {comparison.Skipped.Count} files without facts, "
            + $"{comparison.Truth.Unread.Count} that {subject.Truth} finds errors in, {comparison.UnseenCount} definitions that it does not see (errors, #if), {comparison.LeftOutCount} of its within texts and functions\n");
        Console.WriteLine($"| kind | {subject.Truth} | ours | missing | extra | recall | precision |\n|---|---|---|---|---|---|---|");
        var rows = KindTable.Rows(subject);
        foreach (var row in rows)
        {
            Print(row.IsListed ? row.Name : $"({row.Name}: not listed)", comparison, d => d.Kind == row.Name);
        }

        var listed = rows.Where(r => r.IsListed).Select(r => r.Name).ToHashSet();
        Print("**all**", comparison, d => listed.Contains(d.Kind));
        if (comparison.Beside(clone) is var (names, ours, ctags))
        {
            Console.WriteLine($"\nby line and name alone, whatever the kind: of {names} we have {Share(ours, names)}, universal-ctags {Share(ctags, names)}");
        }

        List(comparison, clone, list, listed);
    }

    private static void Print(string name, DefinitionComparison comparison, Func<Definition, bool> isOf)
    {
        var (expected, found, missing, extra) = (comparison.Expected.Count(isOf), comparison.Found.Count(isOf), comparison.Missing.Count(isOf), comparison.Extra.Count(isOf));
        if (expected + found > 0)
        {
            Console.WriteLine($"| {name} | {expected} | {found} | {missing} | {extra} | {Share(expected - missing, expected)} | {Share(found - extra, found)} |");
        }
    }

    private static void List(DefinitionComparison comparison, string clone, DisagreementList list, HashSet<string> listed)
    {
        var others = comparison.Extra.ToLookup(d => (d.Path, d.Line, d.Name), d => d.Kind);
        list.Head($"definitions: {string.Join(", ", comparison.Subject.Languages)} in {comparison.Subject.Repository} against {comparison.Subject.Truth}");
        comparison.Skipped.ToList().ForEach(file => list.Add($"no facts ({file.Value})", clone, file.Key, 0, ""));
        comparison.Truth.Unread.Order(StringComparer.Ordinal).ToList().ForEach(file => list.Add("errors", clone, file, 0, ""));
        foreach (var d in comparison.Missing.Where(d => listed.Contains(d.Kind)))
        {
            var other = others[(d.Path, d.Line, d.Name)].FirstOrDefault();
            list.Add($"missing {d.Kind}{(other is null ? "" : $" (ours: {other})")}", clone, d.Path, d.Line, d.Name);
        }

        comparison.Extra.ToList().ForEach(d => list.Add($"extra {d.Kind}", clone, d.Path, d.Line, d.Name));
    }

    /// <summary>Rounded down: what is not whole is not shown as such.</summary>
    internal static string Share(int part, int all) => all == 0 ? "" : (Math.Floor(part * 10_000.0 / all) / 10_000).ToString("0.0000", CultureInfo.InvariantCulture);
}
