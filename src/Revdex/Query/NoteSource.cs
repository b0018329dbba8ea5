using Revdex.Git;
using Revdex.Notes;
using Revdex.Snapshots;

namespace Revdex.Query;

/// <summary>The notes of a repository: its own, and those that came with the nearest snapshot that was pulled. Safe for many threads.</summary>
internal sealed class NoteSource(GitRepository repository, LocalCache? cache)
{
    /// <summary>As far back as a snapshot to start from is sought in the cache.</summary>
    private const int AncestorsMax = 100;

    public NoteFolder Folder { get; } = new(repository.CommonDirectory);

    /// <summary>All notes, each with where it is from, by path, names, time and id; and a line for each thing that cannot be read.</summary>
    /// <param name="commit">Of the view; empty: there is none yet.</param>
    /// <exception cref="RevdexException">The folder, the cache or git fails.</exception>
    public (IReadOnlyList<KnownNote> Notes, IReadOnlyList<string> Faults) All(string commit)
    {
        var shelf = Folder.Read();
        var notes = shelf.Notes.Select(n => new KnownNote(n, KnownNote.Here)).ToList();
        try
        {
            notes.AddRange(Published(commit).Where(n => !shelf.Covers(n.Note)));
        }
        catch (InvalidDataException e)
        {
            shelf.Faults.Add(e.Message);
        }

        notes.Sort();
        return (notes, shelf.Faults);
    }

    private IReadOnlyList<KnownNote> Published(string commit)
    {
        if (cache is null || commit.Length == 0 || new PublishedNotes(cache, null) is not { IsEmpty: false } published)
        {
            return [];
        }

        var manifest = repository.Ancestors(Oid.Parse(commit), AncestorsMax).Select(published.TryFind).FirstOrDefault(m => m is not null);
        if (manifest?.Notes is null)
        {
            return [];
        }

        var bytes = published.TryReadKept(manifest) ?? throw new InvalidDataException($"the notes of snapshot {manifest.Commit} are not in the cache any more: run revdex pull");
        var origin = $"snapshot {manifest.Commit.ToString()[..12]}, {(manifest.Provenance.IsSigned ? "signed" : "not signed")}";
        return [.. NoteFormat.ReadSet(bytes, $"the notes of snapshot {manifest.Commit}").Select(n => new KnownNote(n, origin))];
    }
}
