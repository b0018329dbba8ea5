using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>Final entries: manifests of which all is here.</summary>
public sealed partial class LocalCache
{
    /// <summary>Saves a Final entry: all its segments must be in the cache, its parts (files as segments are, leased and swept like them) may be. Replaces an entry of the same commit and extractor.</summary>
    public void SaveManifest(Manifest manifest)
    {
        if (manifest.Parts.Count > 0 && !HasHadParts)
        {
            Write(_folder.PartsMark, default);
        }

        Write(_folder.Manifest(manifest.Commit, manifest.Fingerprints.Digest), CacheEntry.ToBytes(manifest));
        Guard(_maintenance.RunIfDue);
    }

    /// <summary>The Final entries of a commit, that of the given extractor first; one that lost a segment or is not trusted (any more) is left out.</summary>
    public IReadOnlyList<Manifest> ManifestsOf(Oid commit, FingerprintSet preferred)
    {
        var own = _folder.Manifest(commit, preferred.Digest);
        return Guard(() => _folder.ManifestsOf(commit).OrderBy(p => p != own).ThenBy(p => p, StringComparer.Ordinal).ToList())
            .Select(TryReadManifest).OfType<Manifest>().Where(m => m.Commit == commit).ToList();
    }

    /// <summary>When the Final entry of a commit and extractor was written, or its time of use; null where there is none. One look at a file.</summary>
    internal DateTime? WrittenAt(Oid commit, FingerprintSet fingerprints) =>
        new FileInfo(_folder.Manifest(commit, fingerprints.Digest)) is { Exists: true } entry ? entry.LastWriteTimeUtc : null;

    /// <summary>Trusted Final entries of any repository, last used first.</summary>
    public IEnumerable<Manifest> LatestManifests() =>
        Guard(() => CacheFolder.FilesIn(_folder.Commits).OrderByDescending(f => f.LastWriteTimeUtc).ThenBy(f => f.Name, StringComparer.Ordinal).ToList())
            .Select(f => TryReadManifest(f.FullName)).OfType<Manifest>();
}
