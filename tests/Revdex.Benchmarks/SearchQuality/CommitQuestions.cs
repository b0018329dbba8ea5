using System.Text.RegularExpressions;

namespace Revdex.Benchmarks.SearchQuality;

/// <summary>Draws questions from later commits: a subject, and the code that the commit changed.</summary>
internal static partial class CommitQuestions
{
    /// <summary>A commit that changes more is about no place.</summary>
    private const int FilesMax = 5;

    private const int WordsMin = 4;

    /// <param name="count">At most so many.</param>
    public static IEnumerable<SearchQuestion> Draw(SearchedRepository repository, string clone, int count, Random random)
    {
        var there = GitText.Run(clone, "ls-tree", "-r", "-z", "--name-only", repository.Commit).Split('\0').ToHashSet();
        var log = GitText.Run(clone, "log", "--no-merges", "--no-renames", "--name-status", "--format=%x01%h%x02%s", $"{repository.Commit}..{repository.Until}");
        return [.. log.Split('\x01', StringSplitOptions.RemoveEmptyEntries).Select(entry => Of(repository.Name, entry, there)).OfType<SearchQuestion>()
            .DistinctBy(q => q.Text.ToUpperInvariant()).OrderBy(q => q.Commit, StringComparer.Ordinal).OrderBy(_ => random.Next()).Take(count)];
    }

    private static SearchQuestion? Of(string repository, string entry, HashSet<string> there)
    {
        var lines = entry.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var (commit, subject) = lines[0].Split('\x02') is [var hash, var words] ? (hash, words) : throw new InvalidDataException($"git log: {lines[0]}");
        var files = lines.Skip(1).Select(line => line.Split('\t')).Where(f => f[0] == "M" && there.Contains(f[1]) && AnswerFiles.Takes(f[1])).Select(f => f[1]).ToList();
        var text = Marks().Replace(subject, "").Trim(' ', '.');
        return files.Count is 0 or > FilesMax || Chore().IsMatch(subject) || text.Split(' ').Length < WordsMin
            ? null : new SearchQuestion("", repository, "commit", text, files, GivenAway.In(text, files), commit);
    }

    /// <summary>What stands around the words of a subject: the number of a pull request, a kind and scope, a branch.</summary>
    [GeneratedRegex(@"\s*\(?#\d+\)?|^(fix|feat|perf|types)(\([^)]*\))?!?:\s*|^\[[^\]]*\]:?\s*")]
    private static partial Regex Marks();

    /// <summary>What says nothing of what the code does.</summary>
    [GeneratedRegex(
        @"^(merge|revert|bump|release|prepare|cut|credit|chore|docs?|ci|test|tests|build|style|refactor)\b|typo|javadoc|changelog|dependabot|dependenc|"
        + @"\blint|format code|spelling|refactor|whitespace|checkstyle|spotbugs|\bpmd\b|\bci\b|workflow|copyright|license|readme|\binternal refactoring|\bsort members|"
        + @"\btests?\b|clean ?ups?\b|update (module|target|version|\.net|sdk)|\bdoc(s|ument.*)?\b|\btodo\b|\bcomment|source code updates|leftovers|mypy|\btyping\b|clippy|nightly|msrv|benchmark",
        RegexOptions.IgnoreCase)]
    private static partial Regex Chore();
}
