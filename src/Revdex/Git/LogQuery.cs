using System.Globalization;
using System.Text;

namespace Revdex.Git;

/// <summary>What is asked of <c>git log</c>. Nothing in it can become an option: texts stand behind a '=', paths behind <c>--</c>.</summary>
/// <param name="From">Where the walk starts.</param>
internal sealed record LogQuery(Oid From)
{
    /// <summary>The fields that <see cref="LogReader"/> reads, each ended by NUL: oid, parents, commit time, author, e-mail, subject.</summary>
    private const string Format = "--format=tformat:%H%x00%P%x00%ct%x00%aN%x00%aE%x00%s";

    /// <summary>Pairs of files that are compared for a rename with edits, squared; a commit with more has only its exact renames found.</summary>
    private const int RenamesMax = 1000;

    /// <summary>Only commits that change these; none: all commits.</summary>
    public IReadOnlyList<PathPattern> Paths { get; init; } = [];

    public LogDiff Diff { get; init; }

    /// <summary>How much alike two files must be to be a rename, in percent; 0: none is looked for. With 100 no content is read.</summary>
    public int RenamePercent { get; init; }

    /// <summary>
    /// Children before their parents, each with its parents among the commits told; git has then walked all of it before it tells the first. Ask for the whole
    /// difference with it: that of paths is then held against these parents, so that of a merge a side that lacks the path is not told.
    /// Leave authors and merges to whoever reads: what git does not tell is still a parent.
    /// </summary>
    public bool HasParents { get; init; }

    public bool IsWithoutMerges { get; init; }

    /// <summary>A part of "Name &lt;e-mail&gt;", letters of either case alike.</summary>
    public string? Author { get; init; }

    /// <summary>Commits before that time, in seconds since 1970, are left out, and with them what comes before them.</summary>
    public long? Since { get; init; }

    /// <summary>Settings that keep the user's configuration from changing what is told.</summary>
    public static IReadOnlyList<(string Key, string Value)> Settings { get; } = [("log.showRoot", "true"), ("log.follow", "false")];

    /// <summary>Paths that no argument can carry; they are written to git's standard input.</summary>
    public IEnumerable<PathPattern> PathsOnInput => Paths.Any(path => path.Argument is null) ? Paths : [];

    public IReadOnlyList<string> Arguments()
    {
        List<string> arguments =
        [
            "log", "-z", Format, "--encoding=UTF-8", "--use-mailmap", "--no-notes", "--no-color", "--no-ext-diff", "--no-textconv", "--no-relative", "-O/dev/null",
        ];
        AddDiff(arguments);
        AddIf(HasParents, ["--topo-order", "--parents"]);
        AddIf(IsWithoutMerges, ["--no-merges"]);
        AddIf(Since is not null, [string.Create(CultureInfo.InvariantCulture, $"--max-age={Since}")]);

        // Of other letters git knows either case in some locales only: LogReader filters too.
        AddIf(Author is not null && Ascii.IsValid(Author), ["--fixed-strings", "--regexp-ignore-case", $"--author={Author}"]);
        var isOnInput = PathsOnInput.Any();
        AddIf(isOnInput, ["--stdin"]);
        arguments.AddRange(["--end-of-options", From.ToString()]);
        AddIf(!isOnInput, ["--", .. Paths.Select(path => path.Argument!)]); // None is null then.
        return arguments;

        void AddIf(bool isAsked, IEnumerable<string> those)
        {
            if (isAsked)
            {
                arguments.AddRange(those);
            }
        }
    }

    private void AddDiff(List<string> arguments)
    {
        if (Diff == LogDiff.None)
        {
            arguments.Add("--no-patch");
            return;
        }

        arguments.AddRange(["--raw", "--no-abbrev", "-c"]);
        if (Diff == LogDiff.Whole)
        {
            arguments.Add("--full-diff");
        }

        arguments.AddRange(Renames(RenamePercent));
    }

    public static IReadOnlyList<string> Renames(int percent) => percent == 0
        ? ["--no-renames"]
        : [string.Create(CultureInfo.InvariantCulture, $"--find-renames={percent}%"), string.Create(CultureInfo.InvariantCulture, $"-l{RenamesMax}")];
}
