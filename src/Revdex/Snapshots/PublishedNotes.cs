using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Notes that came with snapshots. The cache keeps the object under its hash, and beside it, for each commit, the manifest that names it as it was in the store:
/// whether it is trusted is decided when it is read, as with snapshots themselves, whose segments need not be here for it. Safe for many threads.
/// </summary>
/// <param name="store">Null: only the cache is asked.</param>
internal sealed class PublishedNotes(LocalCache cache, SnapshotStore? store)
{
    /// <summary>An object of notes is read into memory, and by every question about notes.</summary>
    public const int SizeMaxBytes = 1024 * 1024;

    private readonly CacheFolder _folder = new(cache.Options.Folder);

    /// <summary>Whether the cache has any.</summary>
    public bool IsEmpty => !Directory.Exists(_folder.Notes);

    /// <summary>The bytes of the notes that a manifest names; null where it names none.</summary>
    /// <exception cref="InvalidDataException">They are too many, or the store lacks them or has others.</exception>
    public async Task<byte[]?> TryReadAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Notes is not { } reference)
        {
            return null;
        }

        if (TryReadKept(manifest) is { } kept)
        {
            return kept;
        }

        var bytes = await store!.ReadObjectAsync(reference, cancellationToken).ConfigureAwait(false); // Who has none asks only for what is kept.
        cache.SaveObject(reference.Sha256, bytes);
        return bytes;
    }

    /// <summary>The same if the cache has them; null where it has not.</summary>
    public byte[]? TryReadKept(Manifest manifest) => manifest.Notes is not { } reference ? null
        : reference.SizeBytes <= SizeMaxBytes ? cache.TryReadObject(reference)
        : throw new InvalidDataException($"notes of commit {manifest.Commit}: {reference.SizeBytes} bytes, more than {SizeMaxBytes}");

    /// <summary>Brings the notes of a snapshot of the store into the cache; one that has none is noted too, so that older ones do not count.</summary>
    public async Task FetchAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        try
        {
            await TryReadAsync(manifest, cancellationToken).ConfigureAwait(false);
            cache.Write(_folder.NotesOf(manifest.Commit, manifest.Fingerprints.Digest), CacheEntry.ToBytes(manifest));
        }
        catch (InvalidDataException e)
        {
            store!.Report($"{e.Message}; its notes are passed over"); // Only a store's bytes are at fault.
        }
    }

    /// <summary>The same for the nearest snapshot of a history, whether or not its facts are of use.</summary>
    /// <returns>That snapshot; null where none was near.</returns>
    /// <exception cref="RevdexException">git or the store fails, or a manifest is not to be trusted.</exception>
    public async Task<Manifest?> FetchNearestAsync(GitRepository repository, Oid commit, FingerprintSet fingerprints, CancellationToken cancellationToken)
    {
        var commits = repository.Ancestors(commit, SnapshotHunt.Windows.Sum()).ToList();
        foreach (var window in SnapshotHunt.Windows)
        {
            var found = await store!.ManifestsOfAsync([.. commits.Take(window)], fingerprints, cancellationToken).ConfigureAwait(false); // Notes are fetched from one.
            if (found.FirstOrDefault(m => m.Count > 0) is { } nearest)
            {
                await FetchAsync(nearest[0], cancellationToken).ConfigureAwait(false);
                return nearest[0];
            }

            commits.RemoveRange(0, Math.Min(window, commits.Count));
        }

        return null;
    }

    /// <summary>The manifest whose notes the cache has for a commit, if it is trusted; null where there is none.</summary>
    public Manifest? TryFind(Oid commit)
    {
        foreach (var path in _folder.NotesEntriesOf(commit))
        {
            if (TryReadEntry(path) is { } manifest && manifest.Commit == commit && manifest.Provenance.IsTrustedBy(cache.Options.Trust))
            {
                return manifest;
            }
        }

        return null;
    }

    private Manifest? TryReadEntry(string path)
    {
        try
        {
            return CacheEntry.Read(AtomicFile.ReadAllBytes(path), path, cache.Options.Trust);
        }
        catch (InvalidDataException e)
        {
            cache.SetAside(path, e.Message);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null; // Swept between being listed and being read.
        }
    }
}
