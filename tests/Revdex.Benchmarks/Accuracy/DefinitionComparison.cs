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
        var ours = OurDefinitions.Of(files, subject.Truth, out var skipped);
        Truth = DefinitionTruth.Of(subject, clone, [.. files.Select(f => Encoding.UTF8.GetString(f.Path)).Where(p => !skipped.ContainsKey(p))]);
        (FileCount, Skipped) = (files.Count - skipped.Count - Truth.Unread.Count, skipped);
        Expected = [.. Truth.All.Select(d => d with { Name = Plain(d.Name), Kind = KindTable.RowOf(subject.Truth, d.Kind) ?? "" }).Where(d => d.Kind.Length > 0)];
        Found = [.. ours.Where(Truth.Sees).Select(d => d with { Name = Plain(d.Name) })];
        UnseenCount = ours.Count - Found.Count;
        Missing = Without(Expected, Found);
        var unlisted = KindTable.Rows(subject.Truth).Where(r => !r.IsListed).Select(r => r.Name).ToHashSet();
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

    public IReadOnlyList<Definition> Expected { get; }

    public IReadOnlyList<Definition> Found { get; }

    public IReadOnlyList<Definition> Missing { get; }

    public IReadOnlyList<Definition> Extra { get; }

    /// <summary>Spellings that mean the same name.</summary>
    private static string Plain(string name) => name.TrimStart('@').Replace(" ", "", StringComparison.Ordinal);

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
