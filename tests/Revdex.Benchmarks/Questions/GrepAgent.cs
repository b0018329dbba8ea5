using System.Globalization;

namespace Revdex.Benchmarks.Questions;

/// <summary>
/// The baseline: an agent that has git, grep and a reader of files, is a bit luckier than one is, and stops as soon as it has seen the answer.
/// <list type="bullet">
/// <item>definition: <c>git grep -n -E</c> with a pattern shaped as a definition of that language, then the name as a word, then windows of files;</item>
/// <item>callers: <c>git grep</c> for <c>NAME(</c> in the folder that the question names, then for the name as a word, then windows;</item>
/// <item>changed: <c>git diff --stat</c>, then the diff of each file, most changed lines first; a symbol's history: the definition by grep, then
/// <c>git log -L</c> of its lines, and it is told which file is meant;</item>
/// <item>handled: <c>git grep -n -i -E</c> with words that do occur there, then windows, files with most hits first;</item>
/// <item>trace: it is told the names of the true chain and greps for <c>NAME(</c> of each, then windows.</item>
/// </list>
/// Grep shows a hundred lines at a time, long ones cut; pages are read on. A window is forty lines either side of a hit: code before comments, production code before tests,
/// none twice, ten at most; then up to 2,000 lines of the three best files.
/// </summary>
internal sealed class GrepAgent(AgentRun run, string folder)
{
    private const int PageLines = 100;
    private const int PagesMax = 5;
    private const int LineLengthMax = 300;
    private const int WindowLines = 40;
    private const int WindowsMax = 10;
    private const int FileLinesMax = 2000;
    private const int FilesMax = 3;
    private const int StatWidth = 200;

    private readonly List<GrepHit> _hits = [];

    public void Run()
    {
        var start = run.Question.Baseline;
        var isRight = run.Question.Kind switch
        {
            "definition" => Grep(start, "-E", start.Pattern!) || Grep(start, "-w", start.Word!),
            "callers" => Grep(start, "-E", Call(start.Word!)) || Grep(start, "-w", start.Word!),
            "handled" => Grep(start, "-i", "-E", start.Pattern!),
            "trace" => start.Words!.Any(word => Grep(start, "-E", Call(word))),
            _ => start.History is null ? Diff(start) : History(start),
        };
        _ = isRight || start.Base is not null || Windows() || Files();
    }

    /// <summary>Lines that may call it: fewer by far than those that have the word.</summary>
    private static string Call(string name) => $@"\b{name}\(";

    private bool Grep(BaselineStart start, params string[] pattern)
    {
        string[] arguments = start.Path is null ? ["-n", .. pattern] : ["-n", .. pattern, "--", start.Path];
        var lines = GitText.Grep(folder, arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        _hits.AddRange(lines.Take(PageLines * PagesMax).Select(GrepHit.Parse).OfType<GrepHit>());
        for (var page = 0; page == 0 || (page < PagesMax && page * PageLines < lines.Length); page++)
        {
            var shown = lines.Skip(page * PageLines).Take(PageLines).Select(line => line.Length > LineLengthMax ? line[..LineLengthMax] : line);
            var range = page == 0 ? $"head -{PageLines}" : $"sed -n {page * PageLines + 1},{(page + 1) * PageLines}p";
            if (run.Show($"git grep {string.Join(' ', arguments)} | {range}", string.Join('\n', shown)))
            {
                return true;
            }
        }

        return false;
    }

    private bool Diff(BaselineStart start)
    {
        string[] range = start.Path is null ? [start.Base!, start.Head!] : [start.Base!, start.Head!, "--", start.Path];
        if (Git(["diff", $"--stat={StatWidth}", .. range]))
        {
            return true;
        }

        var counts = GitText.Run(folder, ["diff", "--numstat", .. range]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'));
        return counts.OrderByDescending(count => Lines(count[0]) + Lines(count[1])).Any(count => Git("diff", start.Base!, start.Head!, "--", count[2]));
    }

    private bool History(BaselineStart start)
    {
        if (Grep(start, "-E", start.Pattern!))
        {
            return true;
        }

        var hit = _hits.Last(hit => hit.Path == start.History);
        return Git("log", "-s", "-n", "10", "--format=%h %cs %an %s", $"-L{hit.Line},+{WindowLines}:{hit.Path}");
    }

    private bool Git(params string[] arguments)
    {
        var lines = GitText.Run(folder, arguments).Split('\n');
        return run.Show($"git {string.Join(' ', arguments)}", string.Join('\n', lines.Take(FileLinesMax)));
    }

    private bool Windows()
    {
        var read = new List<GrepHit>();
        foreach (var hit in Ordered())
        {
            if (read.Count == WindowsMax)
            {
                break;
            }

            if (read.Exists(other => other.Path == hit.Path && Math.Abs(other.Line - hit.Line) <= WindowLines))
            {
                continue;
            }

            read.Add(hit);
            if (Read(hit.Path, hit.Line - WindowLines, hit.Line + WindowLines))
            {
                return true;
            }
        }

        return false;
    }

    private bool Files() => Ordered().DistinctBy(hit => hit.Path).Take(FilesMax).Any(hit => Read(hit.Path, hit.Line - (FileLinesMax / 2), hit.Line + (FileLinesMax / 2)));

    private IEnumerable<GrepHit> Ordered()
    {
        var counts = _hits.CountBy(hit => hit.Path).ToDictionary();
        var ordered = _hits.OrderBy(hit => hit.IsComment).ThenBy(hit => hit.IsTest);
        return run.Question.Kind == "handled" ? ordered.ThenByDescending(hit => counts[hit.Path]) : ordered;
    }

    /// <summary>Lines with their numbers, as a reader of files shows them.</summary>
    private bool Read(string path, int from, int to)
    {
        from = Math.Max(1, from);
        var lines = File.ReadLines(Path.Combine(folder, path)).Skip(from - 1).Take(to - from + 1).Select((line, i) => $"{from + i}\t{line}");
        return run.Show($"read {path} {from}-{to}", string.Join('\n', lines), path);
    }

    /// <summary>Of a file that is not text there is none.</summary>
    private static int Lines(string count) => int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : 0;
}
