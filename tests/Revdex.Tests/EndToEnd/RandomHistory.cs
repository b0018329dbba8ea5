using System.Text;

namespace Revdex.Tests.EndToEnd;

/// <summary>
/// A repository and random steps on it, as people and tools take them: edits, renames, deletions, staging, commits, branches,
/// merges, checkouts, stashes, resets. Seeded, so that a failure can be had again.
/// </summary>
/// <param name="hasDetection">Whether there are also files whose language is told by their content, and <c>.gitattributes</c>.</param>
internal sealed class RandomHistory(TestRepository repository, int seed, bool hasDetection = false)
{
    private static readonly string[] FirstLines = ["#!/usr/bin/env -S python3.12 -u", "#!/bin/bash", "# vim: set ft=python :", "# -*- mode: sh -*-", "# nothing"];

    private static readonly string[] AttributeLines =
    [
        "*.txt linguist-language=Python", "*.txt linguist-language=Bash", "*.py !linguist-language", "*.cs linguist-language=Fortran", "alpha* linguist-language=Bash",
        "/beta* snake", "[attr]snake linguist-language=Python linguist-generated", "lib/** linguist-generated", "*1* -linguist-generated", "gamma[0-3]* linguist-generated=false", "# nothing",
    ];

    public static IReadOnlyList<string> Names { get; } = ["alpha", "beta", "gamma", "delta", "omega"];

    private readonly Random _random = new(seed);
    private int _branches;

    /// <summary>What was done, for the message of a failure.</summary>
    public List<string> Steps { get; } = [];

    /// <summary>The language that a file's content tells, of those that are written here.</summary>
    public static string? LanguageOf(string content) => Array.FindIndex(FirstLines, line => content.StartsWith(line + "\n", StringComparison.Ordinal)) switch
    {
        0 or 2 => "python",
        1 or 3 => "bash",
        _ => null,
    };

    /// <summary>Begins with some files rather than with nothing.</summary>
    public void Fill(int fileCount)
    {
        for (var i = 0; i < fileCount; i++)
        {
            var path = NewPath();
            repository.Write(path, Content(path));
        }

        Steps.Add(Commit());
    }

    public void Step()
    {
        var step = _random.Next(100) switch
        {
            _ when hasDetection && _random.Next(5) == 0 => EditAttributes(),
            < 30 => Edit(),
            < 38 => Rename(),
            < 46 => Delete(),
            < 52 => Git("add", "-A"),
            < 72 => Commit(),
            < 78 => Git("checkout", "-q", "-b", $"branch{_branches++}"),
            < 86 => Checkout(),
            < 90 => Merge(),
            < 94 => Git("stash", "-q", "-u"),
            < 97 => Git("stash", "pop", "-q"),
            _ => Git("reset", "-q", "--hard"),
        };
        Steps.Add(step);
    }

    private string Edit()
    {
        var files = Files();
        var path = files.Count == 0 || _random.Next(4) == 0 ? NewPath() : files[_random.Next(files.Count)];
        repository.Write(path, Content(path));
        return $"write {path}";
    }

    private string EditAttributes()
    {
        var path = $"{(_random.Next(3) switch { 0 => "", 1 => "src/", _ => "lib/alpha/" })}.gitattributes";
        var lines = string.Concat(Enumerable.Range(0, _random.Next(5)).Select(_ => AttributeLines[_random.Next(AttributeLines.Length)] + "\n"));
        repository.Write(path, lines);
        return $"write {path}: {lines.Replace('\n', ';')}";
    }

    private string Rename()
    {
        var files = Files();
        if (files.Count == 0)
        {
            return "rename nothing";
        }

        var (from, to) = (files[_random.Next(files.Count)], NewPath());
        Directory.CreateDirectory(Path.GetDirectoryName(FullPath(to))!);
        File.Move(FullPath(from), FullPath(to), overwrite: true);
        return $"rename {from} {to}";
    }

    private string Delete()
    {
        var files = Files();
        if (files.Count == 0)
        {
            return "delete nothing";
        }

        var path = files[_random.Next(files.Count)];
        File.Delete(FullPath(path));
        return $"delete {path}";
    }

    private string Commit()
    {
        Git("add", "-A");
        return Git("commit", "-q", "--allow-empty", "-m", $"step {Steps.Count}");
    }

    private string Checkout()
    {
        var branches = Branches();
        return branches.Count == 0 ? "checkout nothing" : Git("checkout", "-q", branches[_random.Next(branches.Count)]);
    }

    /// <summary>A conflict is resolved by giving up: what is left is a state as any other.</summary>
    private string Merge()
    {
        var branches = Branches();
        if (branches.Count == 0)
        {
            return "merge nothing";
        }

        var step = Git("merge", "-q", "--no-edit", branches[_random.Next(branches.Count)]);
        if (File.Exists(Path.Combine(repository.Root, ".git", "MERGE_HEAD")) && _random.Next(2) == 0)
        {
            step += "; " + Git("merge", "--abort");
        }

        return step;
    }

    /// <summary>Many of these fail, as they do with people: a checkout over changes, a stash of nothing.</summary>
    private string Git(params string[] args)
    {
        repository.TryRun(args);
        return "git " + string.Join(' ', args);
    }

    private List<string> Branches() => [.. repository.Run("branch", "--format=%(refname:short)").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(b => !b.StartsWith('('))];

    private List<string> Files() =>
        [.. Directory.EnumerateFiles(repository.Root, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(repository.Root, f).Replace('\\', '/'))
            .Where(f => !f.StartsWith(".git/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private string NewPath()
    {
        var folder = _random.Next(3) switch { 0 => "", 1 => "src/", _ => $"lib/{Names[_random.Next(Names.Count)]}/" };
        if (hasDetection && _random.Next(3) == 0)
        {
            return $"{folder}{Names[_random.Next(Names.Count)]}{_random.Next(6)}";
        }

        return $"{folder}{Names[_random.Next(Names.Count)]}{_random.Next(6)}.{(_random.Next(5) switch { 0 => "txt", 1 => "py", _ => "cs" })}";
    }

    private string Content(string path)
    {
        var isScript = !Path.HasExtension(path);
        var text = new StringBuilder(isScript ? FirstLines[_random.Next(FirstLines.Length)] + "\n" : "");
        for (var i = _random.Next(1, 6); i > 0; i--)
        {
            var (type, method, used) = (Pick(), Pick(), Pick());
            text.Append(isScript || path.EndsWith(".py", StringComparison.Ordinal)
                ? $"class {type}{_random.Next(9)}:\n    def {method}(self):\n        return {used}(self.{Pick()})\n\n"
                : $"/// <summary>Does {type}.</summary>\npublic class {type}{_random.Next(9)} : {Pick()}\n{{\n    public int {method}() => {used}({Pick()}.{Pick()});\n}}\n\n");
        }

        return text.ToString();
    }

    private string Pick() => Names[_random.Next(Names.Count)];

    private string FullPath(string path) => Path.Combine(repository.Root, path);
}
