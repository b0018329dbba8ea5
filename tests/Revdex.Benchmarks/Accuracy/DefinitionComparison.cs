using System.Text;
using Revdex.Facts;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Both lists of one subject, compared as path, line of the name, name and row of <see cref="KindTable"/>; the same four twice count twice.</summary>
internal sealed class DefinitionComparison
{
    public DefinitionComparison(DefinitionSubject subject, string clone)
    {
        Subject = subject;
        var files = SourceFile.Of(clone, ClonePaths.Of(clone).Where(subject.Holds), subject.Languages);
        var ours = OurDefinitions.Of(files, subject, out var skipped);
        Truth = DefinitionTruth.Of(subject, clone, [.. files.Select(f => Encoding.UTF8.GetString(f.Path)).Where(p => !skipped.ContainsKey(p))]);
        (FileCount, Skipped) = (files.Count - skipped.Count - Truth.Unread.Count, skipped);
        Expected = Comparable(Truth.All.Select(d => d with { Kind = KindTable.RowOf(subject, d.Kind) ?? "" }).Where(d => d.Kind.Length > 0));
        var seen = ours.Where(Truth.Sees).ToList();
        Found = Comparable(seen);
        UnseenCount = ours.Count - seen.Count;
        Missing = Without(Expected, Found);
        LeftOutCount = TakeOut(files, clone);
        var unlisted = KindTable.Rows(subject).Where(r => !r.IsListed).Select(r => r.Name).ToHashSet();
        var allowed = Expected.Where(d => unlisted.Contains(d.Kind)).Select(d => (d.Path, d.Line, d.Name)).ToHashSet();
        Extra = [.. Without(Found, Expected).Where(d => !allowed.Contains((d.Path, d.Line, d.Name)))];
    }

    public DefinitionSubject Subject { get; }

    public DefinitionTruth Truth { get; }

    public int FileCount { get; }

    /// <summary>Files that we have no facts of, each with the reason: left out on both sides.</summary>
    public IReadOnlyDictionary<string, SkipReason> Skipped { get; }

    /// <summary>Ours in what the truth does not see.</summary>
    public int UnseenCount { get; }

    /// <summary>What the truth lists where nothing is compared: see <see cref="CtagsLanguage.LeftOutWithin"/>.</summary>
    public int LeftOutCount { get; }

    public IReadOnlyList<Definition> Expected { get; private set; }

    public IReadOnlyList<Definition> Found { get; }

    public IReadOnlyList<Definition> Missing { get; private set; }

    public IReadOnlyList<Definition> Extra { get; }

    private CtagsLanguage? Ctags => Subject.Truth == "ctags" ? CtagsLanguages.Of(Subject.Languages[0]) : null;

    /// <summary>Spellings that mean the same name are one, lines are left out where the truth tells none, and of what is listed once a file the first stays.</summary>
    private List<Definition> Comparable(IEnumerable<Definition> definitions)
    {
        var (once, known) = (KindTable.Rows(Subject).Where(r => r.IsOnce).Select(r => r.Name).ToHashSet(), new HashSet<(string, string, string)>());
        return [.. definitions.Select(d => d with { Name = Plain(d.Name), Line = Ctags is { TellsLine: false } ? 0 : d.Line }).OrderBy(d => d.Line)
            .Where(d => !once.Contains(d.Kind) || known.Add((d.Path, d.Name, d.Kind)))];
    }

    private string Plain(string name) => (Ctags?.Compared(name) ?? name).TrimStart('@').Replace(" ", "", StringComparison.Ordinal);

    private int TakeOut(List<SourceFile> files, string clone)
    {
        if (Ctags?.LeftOutWithin is not { } nodes)
        {
            return 0;
        }

        var left = GrammarPlaces.Among(Missing, clone, files[0].Language, nodes);
        var count = Missing.Count;
        (Expected, Missing) = ([.. Without(Expected, [.. Missing.Where(left.Contains)])], [.. Missing.Where(d => !left.Contains(d))]);
        return count - Missing.Count;
    }

    /// <summary>How many of the truth's names ctags, asked for every kind that it knows, and we have on their lines, of whatever kind; null where ctags is the truth or does not know the language.</summary>
    public (int Names, int Ours, int Ctags)? Beside(string clone)
    {
        if (Ctags is not null || CtagsLanguages.TryOf(Subject.Languages[0]) is not { } language)
        {
            return null;
        }

        var unlisted = KindTable.Rows(Subject).Where(r => !r.IsListed).Select(r => r.Name).ToHashSet();
        var names = Expected.Where(d => !unlisted.Contains(d.Kind)).Select(Place).ToHashSet();
        var ctags = CtagsDefinitions.Of(clone, [.. names.Select(n => n.Path).Distinct()], language, "--kinds-all=*").All.Select(d => Place(d with { Name = Plain(d.Name) })).ToHashSet();
        var ours = Found.Select(Place).ToHashSet();
        return (names.Count, names.Count(ours.Contains), names.Count(ctags.Contains));

        static (string Path, int Line, string Name) Place(Definition d) => (d.Path, d.Line, d.Name);
    }

    private static List<Definition> Without(IReadOnlyList<Definition> all, IReadOnlyList<Definition> others)
    {
        var left = others.CountBy(d => d).ToDictionary();
        var rest = new List<Definition>();
        foreach (var definition in all)
        {
            var count = left.GetValueOrDefault(definition);
            if (count > 0)
            {
                left[definition] = count - 1;
            }
            else
            {
                rest.Add(definition);
            }
        }

        return rest;
    }
}
