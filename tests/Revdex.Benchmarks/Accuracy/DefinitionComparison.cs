using System.Text;
using Revdex.Facts;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Both lists of one subject, compared as path, line of the name, name and row of <see cref="KindTable"/>; the same four twice count twice.</summary>
internal sealed class DefinitionComparison
{
    public DefinitionComparison(DefinitionSubject subject, string clone)
    {
        Subject = subject;
        var files = SourceFile.Of(clone, ClonePaths.Of(clone), subject.Languages);
        var ours = OurDefinitions.Of(files, subject, out var skipped);
        Truth = DefinitionTruth.Of(subject, clone, [.. files.Select(f => Encoding.UTF8.GetString(f.Path)).Where(p => !skipped.ContainsKey(p))]);
        (FileCount, Skipped) = (files.Count - skipped.Count - Truth.Unread.Count, skipped);
        Expected = Comparable(Truth.All.Select(d => d with { Kind = KindTable.RowOf(subject, d.Kind) ?? "" }).Where(d => d.Kind.Length > 0));
        var seen = ours.Where(Truth.Sees).ToList();
        Found = Comparable(seen);
        UnseenCount = ours.Count - seen.Count;
        Missing = Without(Expected, Found);
        InTextCount = TakeOutOfText(files, clone);
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

    /// <summary>What the truth found in comments and texts: left out.</summary>
    public int InTextCount { get; }

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

    private int TakeOutOfText(List<SourceFile> files, string clone)
    {
        if (Ctags is not { TakesText: true })
        {
            return 0;
        }

        var texts = TextPlaces.Among(Missing, clone, files[0].Language);
        (Expected, Missing) = ([.. Expected.Where(d => !texts.Contains(d))], [.. Missing.Where(d => !texts.Contains(d))]);
        return texts.Count;
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
