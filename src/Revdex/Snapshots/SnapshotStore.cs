using System.Buffers;
using System.Security.Cryptography;
using Revdex.Storage;
using Oid = Revdex.Git.Oid;

namespace Revdex.Snapshots;

/// <summary>
/// Snapshots in an object store: manifests, the objects they name and branch hints, every byte checked against its hash on arrival.
/// Counts what it moves; make one for each piece of work. Safe for many threads. A store that fails throws <see cref="RevdexException"/>.
/// </summary>
/// <param name="report">Told one line for each object that is damaged or lacking.</param>
public sealed class SnapshotStore(IObjectStore store, ManifestSeal? seal = null, Action<string>? report = null)
{
    /// <summary>Objects that are read into memory (blobs tables: 48 bytes a blob) are smaller.</summary>
    private const int SmallObjectMaxBytes = 1 << 30;

    /// <summary>A sealed manifest is half as large again at most, with room for signatures.</summary>
    private const int SealedManifestMaxBytes = 2 * Manifest.SizeMaxBytes;

    private const int CopySizeBytes = 256 * 1024;

    private readonly ManifestSeal _seal = seal ?? ManifestSeal.None;

    public string Name => store.Name;

    public StoreSpeed Speed => store.Speed;

    public TransferCounts Counts { get; } = new();

    /// <summary>The manifests of a commit that are worth knowing: the first one, and where that is another extractor's, our own. One request where there is none.</summary>
    public async Task<IReadOnlyList<Manifest>> ManifestsOfAsync(Oid commit, FingerprintSet fingerprints, CancellationToken cancellationToken)
    {
        var (exists, first) = await ReadManifestAsync(SnapshotKeys.Manifest(commit), commit, cancellationToken).ConfigureAwait(false);
        if (!exists || (first is not null && first.Fingerprints.Equals(fingerprints)))
        {
            return first is null ? [] : [first];
        }

        var (_, own) = await ReadManifestAsync(SnapshotKeys.Manifest(commit, fingerprints.Digest), commit, cancellationToken).ConfigureAwait(false);
        return [.. new[] { own, first }.OfType<Manifest>()];
    }

    /// <summary>Puts the manifest, after everything that it names. False: one of the same commit and extractor is there already.</summary>
    public async Task<bool> PutManifestAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var bytes = _seal.Wrap(manifest.ToBytes());
        if (await TryPutAsync(SnapshotKeys.Manifest(manifest.Commit), bytes, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var present = await ManifestsOfAsync(manifest.Commit, manifest.Fingerprints, cancellationToken).ConfigureAwait(false);
        return !present.Any(p => p.Fingerprints.Equals(manifest.Fingerprints))
            && await TryPutAsync(SnapshotKeys.Manifest(manifest.Commit, manifest.Fingerprints.Digest), bytes, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads a small object into memory.</summary>
    /// <exception cref="InvalidDataException">It is lacking, or its bytes are not those that the manifest promised.</exception>
    public async Task<byte[]> ReadObjectAsync(ObjectRef reference, CancellationToken cancellationToken)
    {
        if (reference.SizeBytes > SmallObjectMaxBytes)
        {
            throw new InvalidDataException($"{NameOf(reference)}: {reference.SizeBytes} bytes are too many to be read into memory");
        }

        using var copy = new MemoryStream();
        await CopyAsync(reference, copy, null, cancellationToken).ConfigureAwait(false);
        return copy.ToArray();
    }

    /// <summary>Copies an object to a stream, in bounded memory.</summary>
    /// <param name="progress">Told how many bytes more have arrived.</param>
    /// <exception cref="InvalidDataException">It is lacking, or its bytes are not those that the manifest promised; what was written is to be thrown away.</exception>
    public async Task CopyAsync(ObjectRef reference, Stream to, Action<long>? progress, CancellationToken cancellationToken)
    {
        await using var from = await store.OpenAsync(SnapshotKeys.Object(reference.Sha256), cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidDataException($"{NameOf(reference)}: not in the store");
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(CopySizeBytes);
        long left = reference.SizeBytes;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; progress?.Invoke(read))
        {
            left = read <= left ? left - read : throw new InvalidDataException($"{NameOf(reference)}: more than {reference.SizeBytes} bytes");
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        var actual = ContentHash.Finish(hash);
        if (left != 0 || actual != reference.Sha256)
        {
            throw new InvalidDataException($"{NameOf(reference)}: {reference.SizeBytes - left} bytes that hash to {actual}");
        }

        Counts.NoteGot(reference.SizeBytes);
    }

    /// <summary>Puts an object, unless it is there. The stream holds exactly the bytes referred to.</summary>
    public async Task<bool> PutObjectAsync(ObjectRef reference, Stream content, CancellationToken cancellationToken)
    {
        var isNew = await store.PutIfAbsentAsync(SnapshotKeys.Object(reference.Sha256), content, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Counts.NotePut(reference.SizeBytes);
        }

        return isNew;
    }

    /// <summary>Notes the commit as the branch's last published one.</summary>
    public Task PutHintAsync(string branch, Oid commit, CancellationToken cancellationToken) =>
        store.PutAsync(SnapshotKeys.Branch(branch), BranchHint.ToBytes(commit), cancellationToken);

    /// <summary>The commits that branches last published, youngest first, at most <paramref name="max"/>. Hints: they may be of other repositories.</summary>
    public async Task<IReadOnlyList<Oid>> HintsAsync(int max, CancellationToken cancellationToken)
    {
        var found = new PriorityQueue<string, DateTimeOffset>();
        await foreach (var hint in store.ListAsync(SnapshotKeys.Branches, cancellationToken).ConfigureAwait(false))
        {
            found.Enqueue(hint.Key, hint.ModifiedAt);
            if (found.Count > max)
            {
                found.Dequeue();
            }
        }

        var commits = new List<Oid>();
        while (found.TryDequeue(out var key, out _))
        {
            if (BranchHint.TryRead(await ReadUpToAsync(key, BranchHint.SizeMaxBytes, cancellationToken).ConfigureAwait(false) ?? [], out var commit))
            {
                commits.Insert(0, commit);
            }
        }

        return [.. commits.Distinct()];
    }

    internal void Report(string line) => report?.Invoke($"store {Name}: {line}");

    private async Task<(bool Exists, Manifest? Manifest)> ReadManifestAsync(string key, Oid commit, CancellationToken cancellationToken)
    {
        if (await ReadUpToAsync(key, SealedManifestMaxBytes, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return (false, null);
        }

        Counts.NoteGot(bytes.Length);
        try
        {
            var manifest = ManifestReader.Read(_seal.Unwrap(bytes, key), key);
            if (manifest.Commit == commit && manifest.IsPublished)
            {
                return (true, manifest);
            }

            Report($"manifest {key}: {(manifest.IsPublished ? $"is of commit {manifest.Commit}" : "has segments without a bundle")}; it is passed over");
        }
        catch (InvalidDataException e)
        {
            Report($"{e.Message}; it is passed over");
        }

        return (true, null);
    }

    /// <summary>The object, cut off after one byte more than it may have: its reader will find it too long.</summary>
    private async Task<byte[]?> ReadUpToAsync(string key, int sizeMaxBytes, CancellationToken cancellationToken)
    {
        await using var from = await store.OpenAsync(key, cancellationToken).ConfigureAwait(false);
        if (from is null)
        {
            return null;
        }

        using var copy = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int read; copy.Length <= sizeMaxBytes && (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            copy.Write(buffer, 0, read);
        }

        return copy.ToArray();
    }

    private async Task<bool> TryPutAsync(string key, byte[] bytes, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(bytes, writable: false);
        var isNew = await store.PutIfAbsentAsync(key, content, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Counts.NotePut(bytes.Length);
        }

        return isNew;
    }

    private string NameOf(ObjectRef reference) => $"object {SnapshotKeys.Object(reference.Sha256)} in {Name}";
}
