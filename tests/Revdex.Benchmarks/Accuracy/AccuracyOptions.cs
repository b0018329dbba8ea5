namespace Revdex.Benchmarks.Accuracy;

/// <summary>What the command was given.</summary>
/// <param name="Repos">Holds a clone of each repository, by its name.</param>
/// <param name="Language">Only subjects with this language; null: all.</param>
/// <param name="Repository">Only subjects of this repository; null: all.</param>
/// <param name="Part"><c>definitions</c> or <c>references</c>; null: both.</param>
/// <param name="Out">Where every disagreement is listed.</param>
internal sealed record AccuracyOptions(string Repos, string? Language, string? Repository, string? Part, string Out)
{
    /// <summary>Null: they are wrong.</summary>
    public static AccuracyOptions? TryParse(string[] arguments)
    {
        var given = arguments.Chunk(2).Where(pair => pair.Length == 2).ToDictionary(pair => pair[0], pair => pair[1]);
        string? Of(string name) => given.Remove(name, out var value) ? value : null;
        var (repos, language, repository, part, list) = (Of("--repos"), Of("--language"), Of("--repository"), Of("--part"), Of("--out"));
        return repos is null || part is not (null or "definitions" or "references") || given.Count > 0 || arguments.Length % 2 > 0
            ? null : new AccuracyOptions(Path.GetFullPath(repos), language, repository, part, Path.GetFullPath(list ?? Path.Combine(repos, "disagreements.txt")));
    }

    public string CloneOf(string name) => Path.Combine(Repos, name);

    public bool Takes(string repository, IReadOnlyList<string> languages, string part) =>
        (Repository is null || Repository == repository) && (Language is null || languages.Contains(Language)) && (Part is null || Part == part);
}
