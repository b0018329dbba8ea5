using Revdex.Git;

namespace Revdex.Query.Freshness;

/// <summary>Learns everything anew from one <c>git status</c> and the files that it names.</summary>
internal sealed class WholeLook(GitRepository repository, WorkTreeModel model, DiskReader reader)
{
    /// <summary>A folder of data or packages that nobody told git to ignore; each file would be read.</summary>
    private const int UntrackedMax = 50_000;

    /// <summary>What the user should know; null where all is well.</summary>
    public string? Run(IWorkTreeFiles files, CancellationToken cancellationToken)
    {
        // Side by side: both take most of their time in git.
        var listing = model.Commit is null ? Task.Run(() => ListHead(cancellationToken), cancellationToken) : null;
        using var racy = RacyIndex.TryCreate(repository, files, cancellationToken);
        var status = (racy?.Repository ?? repository).Status(null, cancellationToken);
        var committed = Committed(status.Head, listing?.GetAwaiter().GetResult(), cancellationToken);

        var index = new Dictionary<byte[], TrackedEntry>(PathComparer.Instance);
        var paths = new List<byte[]>();
        foreach (var change in status.Changes)
        {
            Note(change, index, paths);
        }

        paths.AddRange(racy?.Unsure.Except(paths, PathComparer.Instance).ToList() ?? []);
        paths.AddRange(status.Untracked.Take(UntrackedMax));
        TrackedEntry Tracked(byte[] path) => index.TryGetValue(path, out var staged) ? staged : OfView(committed, path);
        reader.Conversions = Conversions.Of(repository, committed, files);
        var disk = new Dictionary<byte[], DiskEntry>(PathComparer.Instance);
        foreach (var (path, entry) in reader.Read(paths, Tracked, reuse: true, cancellationToken))
        {
            if (entry is not null)
            {
                disk[path] = entry;
            }
        }

        model.Reset(status.Head, committed, index, disk);
        return status.Untracked.Count <= UntrackedMax
            ? null
            : $"{status.Untracked.Count} files are neither tracked nor ignored: only {UntrackedMax} of them are looked at; add the folders that hold them to .gitignore";
    }

    private (Oid Commit, View View)? ListHead(CancellationToken cancellationToken) =>
        repository.Head() is { } head ? (head, View.Of(repository.ListTree(head, cancellationToken), model.View.Detection)) : null;

    private View Committed(Oid? head, (Oid Commit, View View)? listed, CancellationToken cancellationToken) =>
        listed is { } known && known.Commit == head ? known.View : CommittedViews.Of(repository, model, head, cancellationToken);

    private static void Note(WorkTreeChange change, Dictionary<byte[], TrackedEntry> index, List<byte[]> paths)
    {
        if (change.Staged != ChangeKind.None)
        {
            index[change.Path] = new TrackedEntry(change.IndexOid, change.IndexMode);
        }

        if (change.Unstaged != ChangeKind.None && change.IndexMode != GitMode.Submodule)
        {
            paths.Add(change.Path);
        }
    }

    private static TrackedEntry OfView(View view, byte[] path)
    {
        var file = view.Find(path);
        return file < 0 ? default : new TrackedEntry(view.Oid(file), view.Mode(file));
    }
}
