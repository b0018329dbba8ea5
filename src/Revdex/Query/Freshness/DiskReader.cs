using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>Reads paths from disk and compares them with the index.</summary>
/// <param name="keep">Told the path and the content of each file read, so that its facts can be made without reading it again.</param>
internal sealed class DiskReader(
    IWorkTreeFiles files, WorkTreeModel model, GitRepository repository, FileModes modes, Action<byte[], WorkTreeFile> keep)
{
    /// <summary>Below it, starting threads costs more than it saves.</summary>
    private const int ParallelMin = 32;

    public Conversions Conversions { get; set; } = Conversions.None;

    /// <summary>What the model is to hold for each path: null where the disk has what <paramref name="tracked"/> has, or neither has any.</summary>
    /// <param name="reuse">Whether an unchanged stamp stands for unchanged content; not where something says that the file was written.</param>
    public List<(byte[] Path, DiskEntry? Entry)> Read(IReadOnlyList<byte[]> paths, Func<byte[], TrackedEntry> tracked, bool reuse, CancellationToken cancellationToken)
    {
        var results = new (byte[] Path, DiskEntry? Entry, bool IsUnsure)[paths.Count];
        void ReadOne(int i)
        {
            var (entry, isUnsure) = Read(paths[i], tracked(paths[i]), reuse);
            results[i] = (paths[i], entry, isUnsure);
        }

        if (paths.Count < ParallelMin)
        {
            for (var i = 0; i < paths.Count; i++)
            {
                ReadOne(i);
            }
        }
        else
        {
            Parallel.For(0, paths.Count, new ParallelOptions { CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount }, ReadOne);
        }

        var unchanged = AskGit([.. results.Where(result => result.IsUnsure).Select(result => result.Path)], cancellationToken);
        return [.. results.Select(result => (result.Path, result.IsUnsure && unchanged.Contains(result.Path) ? null : result.Entry))];
    }

    private (DiskEntry? Entry, bool IsUnsure) Read(byte[] path, TrackedEntry tracked, bool reuse)
    {
        if (reuse && model.Disk(path) is { Oid: not null, Stamp: { } stamp } known && stamp.IsSettled(known.ReadAt) && files.Stamp(path) == stamp)
        {
            var again = known with { Mode = modes.Of(known.Mode, tracked.Mode) };
            return (again.Oid == tracked.Oid && again.Mode == tracked.Mode ? null : again, false);
        }

        var readAt = DateTime.UtcNow;
        if (files.Read(path, repository.ObjectFormat) is not { } file)
        {
            return (tracked.Mode == 0 ? null : DiskEntry.Absent, false);
        }

        var mode = modes.Of(file.Mode, tracked.Mode);
        if (file.Oid == tracked.Oid && mode == tracked.Mode)
        {
            return (null, false);
        }

        keep(path, file);
        var isUnsure = mode == tracked.Mode && GitMode.IsFile(mode) && Conversions.MayApply(file);
        return (new DiskEntry(file.Oid, mode, file.Stamp, readAt), isUnsure);
    }

    /// <summary>Those of the paths that git takes for unchanged.</summary>
    private HashSet<byte[]> AskGit(List<byte[]> paths, CancellationToken cancellationToken)
    {
        if (paths.Count == 0)
        {
            return [];
        }

        var unchanged = new HashSet<byte[]>(paths, PathComparer.Instance);
        foreach (var change in repository.Status(paths, cancellationToken).Changes)
        {
            if (change.Unstaged != ChangeKind.None)
            {
                unchanged.Remove(change.Path);
            }
        }

        return unchanged;
    }
}
