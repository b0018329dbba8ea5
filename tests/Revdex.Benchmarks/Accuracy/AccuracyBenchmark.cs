namespace Revdex.Benchmarks.Accuracy;

/// <summary>
/// How right the index is: definitions, references and what a use is said to mean, on pinned repositories, against compilers and, where none is at hand, universal-ctags. Prints tables; every
/// disagreement goes to a file.
/// </summary>
internal static class AccuracyBenchmark
{
    /// <returns>Exit code: 2 where arguments are wrong, 3 where a clone is missing.</returns>
    public static int Run(string[] arguments)
    {
        if (AccuracyOptions.TryParse(arguments) is not { } options)
        {
            Console.Error.WriteLine("accuracy --repos FOLDER [--language ID] [--repository NAME] [--part definitions|references] [--out FILE]");
            return 2;
        }

        var set = AccuracySet.Load();
        var definitions = set.Definitions.Where(s => options.Takes(s.Repository, s.Languages, "definitions")).ToList();
        var references = set.References.Where(s => options.Takes(s.Repository, [s.Language], "references")).ToList();
        var wanted = definitions.Select(s => s.Repository).Concat(references.Select(s => s.Repository)).ToHashSet();
        var missing = set.Repositories.Where(r => wanted.Contains(r.Name) && !r.IsAt(options.CloneOf(r.Name))).ToList();
        missing.ForEach(r => Console.Error.WriteLine(r.CloneCommand(options.CloneOf(r.Name))));
        if (missing.Count > 0)
        {
            return 3;
        }

        using var list = new DisagreementList(options.Out);
        foreach (var subject in definitions)
        {
            DefinitionTable.Print(new DefinitionComparison(subject, options.CloneOf(subject.Repository)), options.CloneOf(subject.Repository), list);
        }

        foreach (var subject in references)
        {
            using var comparison = new ReferenceComparison(subject, options.CloneOf(subject.Repository));
            ReferenceTable.Print(comparison, options.CloneOf(subject.Repository), list);
        }

        Console.WriteLine($"every disagreement: {options.Out}");
        return 0;
    }
}
