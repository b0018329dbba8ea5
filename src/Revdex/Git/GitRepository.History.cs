using System.Globalization;

namespace Revdex.Git;

public sealed partial class GitRepository
{
    /// <summary>
    /// Commits that this clone has without their parents, as it is now: what they changed cannot be told. Empty where history is whole. (Git itself
    /// shows such a commit as one that added every file.)
    /// </summary>
    internal IReadOnlySet<Oid> ShallowCommits()
    {
        try
        {
            return File.ReadLines(Path.Combine(CommonDirectory, "shallow"))
                .Select(line => Git.Oid.TryParse(line.AsSpan().Trim(), out var oid) ? oid : throw new InvalidDataException("the file 'shallow' has a line that is no object id"))
                .ToHashSet();
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new HashSet<Oid>();
        }
    }

    /// <summary>The commits that a query asks for, newest first. Streamed; stopping early stops git.</summary>
    /// <exception cref="RevdexException">Git failed: the commit is not there, an object is missing.</exception>
    internal IEnumerable<LogCommit> Log(LogQuery query, CancellationToken cancellationToken)
    {
        using var process = _git.With(LogQuery.Settings).Start(query.Arguments(), cancellationToken);
        WritePaths(process.Input, query.PathsOnInput);
        var reader = new LogReader(new RecordReader(process.Output, 0), query.Author);
        while (NextOrFailure(process, reader) is { } commit)
        {
            yield return commit;
        }

        process.Finish();
    }

    /// <summary>The files that a commit renamed, compared with one of its parents.</summary>
    /// <param name="parent">Of which parent, from 1.</param>
    /// <exception cref="RevdexException">The commit is not there, or contents that would have to be compared are not.</exception>
    internal IReadOnlyList<LogChange> Renames(Oid commit, int parent, int percent, CancellationToken cancellationToken)
    {
        string[] arguments =
            ["diff-tree", "-r", "-z", "--raw", "--no-abbrev", "--diff-filter=R", .. LogQuery.Renames(percent), ParentRev(commit, parent), commit.ToString()];
        return _git.Read(arguments, 0, ReadChanges, cancellationToken);
    }

    /// <summary>A parent of a commit, from 1; null where it has not so many.</summary>
    internal Oid? Parent(Oid commit, int number) => TryResolve(ParentRev(commit, number));

    /// <summary>Who last changed each line of a file.</summary>
    /// <param name="path">Of a file of the commit.</param>
    /// <param name="commit">Null: HEAD, with the content given.</param>
    /// <param name="content">The file as it is without having been committed; null where a commit is given.</param>
    /// <param name="from">The first line, from 1.</param>
    /// <param name="to">The last line; one past the file's end is the file's.</param>
    /// <param name="cancellationToken">Kills git.</param>
    /// <exception cref="RevdexException">The file or the lines are not there, an object is missing.</exception>
    internal IReadOnlyList<BlameGroup> Blame(
        ReadOnlySpan<byte> path, Oid? commit, ReadOnlyMemory<byte>? content, int from, int to, CancellationToken cancellationToken)
    {
        if (!System.Text.Unicode.Utf8.IsValid(path))
        {
            throw new RevdexException($"'{GitPath.Display(path)}' is not UTF-8: git blame cannot be given such a path", ExitCode.Usage);
        }

        // Without filters of the repository's: git would run them on the content.
        List<string> arguments = ["blame", "--porcelain", "--root", "--no-progress", "--encoding=UTF-8", "--no-textconv", "-L", $"{Number(from)},{Number(to)}"];
        arguments.AddRange(content is null ? [] : ["--contents", "-"]);
        arguments.AddRange(commit is { } of ? [of.ToString()] : []);
        arguments.AddRange(["--", System.Text.Encoding.UTF8.GetString(path)]);
        using var process = _git.With(ConfigSnapshot.WithoutFiltersOfRepository()).Start(arguments, cancellationToken);
        WriteAll(process.Input, content ?? default);
        try
        {
            return process.Finish(BlameReader.ReadAll(new RecordReader(process.Output, (byte)'\n')));
        }
        catch (InvalidDataException)
        {
            process.Finish(); // A failing git cuts its output short: its complaint says more.
            throw;
        }
    }

    /// <summary>Whether the index has a file, in whichever stage.</summary>
    internal bool IsStaged(byte[] path) => _git.Run(["ls-files", "-z", "--cached", "--", PathSpec(path)]).Length > 0;

    /// <summary>
    /// A hash of all that changes what is told here of history, besides git's objects: git's version, settings of differences and of blame, mailmaps, the commits
    /// to be ignored, grafts, and where a shallow clone ends. As it is now.
    /// </summary>
    /// <returns>Null where it cannot be told, as for files that only git can find.</returns>
    /// <exception cref="RevdexException">Git failed.</exception>
    internal byte[]? HistorySettings() => new HistorySettings(this, _git).Hash();

    private static string ParentRev(Oid commit, int parent) => string.Create(CultureInfo.InvariantCulture, $"{commit}^{parent}");

    private static List<LogChange> ReadChanges(RecordReader records)
    {
        var changes = new List<LogChange>();
        while (records.TryRead(out var record))
        {
            changes.Add(LogChange.Read(record, records));
        }

        return changes;
    }

    private static LogCommit? NextOrFailure(GitProcess process, LogReader reader)
    {
        try
        {
            return reader.Read();
        }
        catch (InvalidDataException)
        {
            process.Finish();
            throw;
        }
    }

    /// <summary>After a "--" every line is a path, whatever it looks like.</summary>
    private static void WritePaths(Stream input, IEnumerable<PathPattern> paths)
    {
        var text = new List<byte>();
        foreach (var path in paths)
        {
            text.AddRange(text.Count == 0 ? "--\n"u8 : default);
            text.AddRange(path.Line);
            text.Add((byte)'\n');
        }

        WriteAll(input, text.ToArray());
    }

    /// <summary>Git may end before it has read everything, as where it finds fault with its arguments: its exit code tells.</summary>
    private static void WriteAll(Stream input, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            input.Write(bytes.Span);
            input.Close();
        }
        catch (IOException)
        {
            // Told by the exit code.
        }
    }
}
