using System.Text;

namespace Revdex.Git;

public sealed partial class GitRepository
{
    /// <summary>More paths than this are not named to git: the whole status costs less than such a command line may.</summary>
    private const int StatusPathsMax = 500;

    /// <summary>Well below what systems allow a command line (Windows: 32 KB).</summary>
    private const int StatusPathsMaxBytes = 24 * 1024;

    /// <summary>Everything that a commit (or tree) holds: files, symlinks, submodules.</summary>
    public TreeListing ListTree(Oid commit, CancellationToken cancellationToken = default) =>
        _git.Read(["ls-tree", "-r", "-z", "--full-tree", commit.ToString()], 0, r => TreeListing.ReadTree(r, ObjectFormat), cancellationToken);

    /// <summary>What the index holds; of a path in conflict ours, else theirs.</summary>
    public TreeListing ListStaged(CancellationToken cancellationToken = default) =>
        _git.Read(["ls-files", "-s", "-z"], 0, r => TreeListing.ReadStaged(r, ObjectFormat), cancellationToken);

    /// <summary>How the working tree differs from HEAD and the index. Takes no lock and writes nothing.</summary>
    /// <param name="paths">Files or folders to look at; null for all. What is reported may go beyond them.</param>
    /// <param name="cancellationToken">Kills git.</param>
    /// <exception cref="RevdexException">There is no working tree.</exception>
    public WorkTreeStatus Status(IReadOnlyList<byte[]>? paths = null, CancellationToken cancellationToken = default)
    {
        if (WorkTree is null)
        {
            throw new RevdexException($"'{GitDirectory}' has no working tree: ask about a commit", ExitCode.Usage);
        }

        // Submodules are compared by their commit only: to look inside, git would start itself there, under the settings found there.
        List<string> arguments =
        [
            "status", "--porcelain=v2", "-z", "--branch", "--no-ahead-behind", "--untracked-files=all", "--no-renames", "--ignore-submodules=dirty", "--",
        ];
        if (paths is not null && paths.Count <= StatusPathsMax && paths.Sum(p => p.Length) <= StatusPathsMaxBytes)
        {
            arguments.AddRange(paths.Select(PathSpec));
        }

        return _git.With(ConfigSnapshot.WithoutFiltersOfRepository()).Read(arguments, 0, WorkTreeStatus.Read, cancellationToken);
    }

    /// <summary>A commit and what it descends from, newest first, at most <paramref name="max"/>. Streamed; stopping early stops git.</summary>
    public IEnumerable<Oid> Ancestors(Oid from, int max)
    {
        using var process = _git.Start(["rev-list", $"--max-count={Number(max)}", from.ToString()]);
        process.Input.Close();
        var records = new RecordReader(process.Output, (byte)'\n');
        while (TryReadOid(records, out var oid))
        {
            yield return oid;
        }

        process.Finish();
    }

    /// <summary>The commit and its first parents: the branch as it was, commit by commit.</summary>
    /// <param name="without">Leaves out what this commit descends from, and itself.</param>
    public IReadOnlyList<Oid> FirstParents(Oid from, int max, Oid? without = null) =>
        Oids(_git.Run(["rev-list", "--first-parent", $"--max-count={Number(max)}", from.ToString(), .. without is { } commit ? [$"^{commit}"] : Array.Empty<string>()]));

    /// <summary>What branches, here and of remotes, and tags name; of an annotated tag both itself and what it is of.</summary>
    public IReadOnlyList<Oid> RefTargets() =>
        Oids(_git.Run(["for-each-ref", "--format=%(objectname)%0a%(*objectname)", "refs/heads", "refs/remotes", "refs/tags"]));

    /// <summary>Those of the commits that are in this repository.</summary>
    public IReadOnlyList<Oid> Existing(IReadOnlyCollection<Oid> commits)
    {
        using var process = _git.Start(["rev-list", "--no-walk=unsorted", "--ignore-missing", "--stdin"]);
        using (var input = new StreamWriter(process.Input))
        {
            foreach (var commit in commits)
            {
                input.Write($"{commit}\n"); // git reads all of it before it writes.
            }
        }

        using var output = new MemoryStream();
        process.Output.CopyTo(output);
        return process.Finish(Oids(output.ToArray()));
    }

    /// <summary>The best common ancestors; empty where the histories have none.</summary>
    public IReadOnlyList<Oid> MergeBases(Oid a, Oid b) => Oids(_git.TryRun(["merge-base", "--all", a.ToString(), b.ToString()]) ?? []);

    /// <summary>
    /// The tip of the branch that work is merged into: what origin's (else the only remote's) HEAD points to; else the branch
    /// <c>init.defaultBranch</c>, <c>main</c> or <c>master</c>, of origin before our own. Null where none of these exists.
    /// </summary>
    public Oid? DefaultBranchTip()
    {
        string[] names = [.. new[] { Config("init.defaultBranch"), "main", "master" }.OfType<string>().Distinct(StringComparer.Ordinal)];
        string[] candidates =
            ["refs/remotes/origin/HEAD", .. names.Select(n => $"refs/remotes/origin/{n}"), .. names.Select(n => $"refs/heads/{n}")];
        var tips = new Dictionary<string, Oid>(StringComparer.Ordinal);
        var output = _git.Run(["for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes/*/HEAD", .. candidates]);
        foreach (var line in Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            tips[line[(space + 1)..]] = Git.Oid.Parse(line.AsSpan(0, space));
        }

        var heads = tips.Keys.Where(r => r.StartsWith("refs/remotes/", StringComparison.Ordinal) && r.EndsWith("/HEAD", StringComparison.Ordinal)).ToList();
        var best = tips.ContainsKey(candidates[0]) ? candidates[0] : heads.Count == 1 ? heads[0] : candidates.FirstOrDefault(tips.ContainsKey);
        return best is null ? null : tips[best];
    }

    /// <summary>The paths that differ between two commits (or trees), in git's order. A rename is a deletion and an addition.</summary>
    public IReadOnlyList<TreeChange> DiffTrees(Oid a, Oid b, CancellationToken cancellationToken = default) =>
        _git.Read(["diff-tree", "-r", "-z", "--raw", "--no-renames", "--full-index", "--no-abbrev", a.ToString(), b.ToString()], 0, TreeChange.ReadAll, cancellationToken);

    /// <summary>
    /// The paths of tracked files that hold a text, ASCII letters of either case alike: as they are in the working tree, in the index, or in
    /// a commit. Null where there are more than <paramref name="max"/>.
    /// </summary>
    /// <param name="text">Of several lines, one is enough.</param>
    /// <param name="commit">Null: not of a commit.</param>
    /// <param name="isStaged">Whether the index is meant, where no commit is.</param>
    public IReadOnlyList<byte[]>? PathsHolding(string text, Oid? commit, bool isStaged, int max, CancellationToken cancellationToken = default)
    {
        string[] where = commit is { } of ? [of.ToString()] : isStaged || WorkTree is null ? ["--cached"] : [];
        using var process = _git.Start(
            ["grep", "--files-with-matches", "-z", "--text", "--fixed-strings", "--ignore-case", "--full-name", "--no-recurse-submodules", "--color=never", "-e", text, .. where, "--", ":(top)"],
            cancellationToken);
        process.Input.Close();
        var paths = new List<byte[]>();
        var records = new RecordReader(process.Output, 0);
        while (records.TryRead(out var path))
        {
            if (paths.Count == max)
            {
                return null;
            }

            paths.Add(path[(commit is null ? 0 : where[0].Length + 1)..].ToArray()); // Git writes COMMIT:PATH.
        }

        var exitCode = process.WaitForExit();
        return exitCode is 0 or 1 ? paths : throw process.Failure(exitCode);
    }

    /// <summary>Tells what is ignored; the caller disposes it.</summary>
    internal IgnoreCheck OpenIgnoreCheck() => new(_git);

    /// <summary>A reader of blobs; the caller disposes it.</summary>
    public CatFile OpenCatFile() => new(_git, CommonDirectory, ObjectFormat, IsPartialClone);

    /// <summary>
    /// Taken literally, but for a path that is not UTF-8, which no argument can carry: a pattern that matches it and perhaps more.
    /// </summary>
    private static string PathSpec(byte[] path)
    {
        if (System.Text.Unicode.Utf8.IsValid(path))
        {
            return $":(top,literal){Encoding.UTF8.GetString(path)}";
        }

        var pattern = new StringBuilder(":(top,glob)");
        foreach (var b in path)
        {
            var isSpecial = b is (byte)'*' or (byte)'?' or (byte)'[' or (byte)'\\';
            pattern.Append(b >= 0x80 ? "?" : isSpecial ? $"\\{(char)b}" : $"{(char)b}");
        }

        return pattern.ToString();
    }

    /// <summary>One a line.</summary>
    private static List<Oid> Oids(byte[] output) => [.. Encoding.ASCII.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(hex => Git.Oid.Parse(hex))];

    private static bool TryReadOid(RecordReader records, out Oid oid)
    {
        oid = default;
        return records.TryRead(out var line)
            && (Git.Oid.TryParse(line, out oid) ? true : throw new InvalidDataException("git's list of commits has a line that is no object id"));
    }
}
