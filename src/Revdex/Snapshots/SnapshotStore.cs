using System.Buffers;
using System.Security.Cryptography;
using Revdex.Snapshots.Pruning;
using Revdex.Storage;
using Revdex.Trust;
using Oid = Revdex.Git.Oid;

namespace Revdex.Snapshots;

/// <summary>
/// Snapshots in an object store: manifests, the objects they name and branch hints, every byte checked against its hash on arrival.
/// Counts what it moves; make one for each piece of work. Safe for many threads. A store that fails throws <see cref="RevdexException"/>, and so
/// does, where the seal is strict, whatever is not to be trusted (<see cref="ExitCode.Trust"/>).
/// </summary>
/// <param name="seal">What is asked of manifests and hints; null: nothing.</param>
/// <param name="report">Told one line for each object that is damaged, lacking or passed over.</param>
public sealed class SnapshotStore(IObjectStore store, ManifestSeal? seal = null, Action<string>? report = null)
{
    /// <summary>Objects that are read into memory (blobs tables: 48 bytes a blob) are smaller.</summary>
    private const int SmallObjectMaxBytes = 1 << 30;

    private const int CopySizeBytes = 256 * 1024;

    /// <summary>Manifests asked for at once.</summary>
    private const int RequestParallelism = 16;

    private readonly ManifestSeal _seal = seal ?? ManifestSeal.None;

    private BranchHints Hints => new(store, _seal, Refuse, Clock);

    /// <summary>Before every key that is put.</summary>
    private string Prefix => PullRequest is { } number ? SnapshotKeys.PullRequest(number) : "";

    public string Name => store.Name;

    public StoreSpeed Speed => store.Speed;

    /// <summary>
    /// The pull request whose part of the store is written to, and looked into before the rest; null: none, and no such part is. Nobody signs there.
    /// </summary>
    public int? PullRequest { get; init; }

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    public TransferCounts Counts { get; } = new();

    /// <summary>The manifests of a commit that are worth knowing: the first one, and where that is another extractor's, our own. One request where there is none.</summary>
    public async Task<IReadOnlyList<Manifest>> ManifestsOfAsync(Oid commit, FingerprintSet fingerprints, CancellationToken cancellationToken)
    {
        var proposed = PullRequest is null ? [] : await ManifestsUnderAsync(Prefix, commit, fingerprints, cancellationToken).ConfigureAwait(false);
        return [.. proposed, .. await ManifestsUnderAsync("", commit, fingerprints, cancellationToken).ConfigureAwait(false)];
    }

    /// <summary>Those of several commits, in their order; requests go out side by side.</summary>
    internal async Task<IReadOnlyList<IReadOnlyList<Manifest>>> ManifestsOfAsync(IReadOnlyList<Oid> commits, FingerprintSet fingerprints, CancellationToken cancellationToken)
    {
        var found = new IReadOnlyList<Manifest>[commits.Count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = RequestParallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, commits.Count, options, async (i, ct) =>
            found[i] = await ManifestsOfAsync(commits[i], fingerprints, ct).ConfigureAwait(false)).ConfigureAwait(false);
        return found;
    }

    /// <summary>
    /// Puts the manifest, after everything that it names. False: one of the same commit and extractor is there already. A publisher who signs
    /// replaces one that readers would refuse; nobody else could.
    /// </summary>
    public async Task<bool> PutManifestAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        var (plain, own) = (Prefix + SnapshotKeys.Manifest(manifest.Commit), Prefix + SnapshotKeys.Manifest(manifest.Commit, manifest.Fingerprints.Digest));
        var bytes = PullRequest is null ? _seal.Wrap(ManifestSeal.ManifestType, manifest.ToBytes()) : manifest.ToBytes();
        if (await TryPutAsync(plain, bytes, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var (_, first) = await ReadManifestAsync(Prefix, plain, manifest.Commit, cancellationToken).ConfigureAwait(false);
        if (first?.Fingerprints.Equals(manifest.Fingerprints) == true)
        {
            return false;
        }

        var key = first is null && _seal.IsSigning ? plain : own;
        if (await TryPutAsync(key, bytes, cancellationToken).ConfigureAwait(false))
        {
            return true;
        }

        var (_, present) = await ReadManifestAsync(Prefix, key, manifest.Commit, cancellationToken).ConfigureAwait(false);
        if (present is not null || !_seal.IsSigning)
        {
            return false;
        }

        await store.DeleteAsync(key, cancellationToken).ConfigureAwait(false);
        return await TryPutAsync(key, bytes, cancellationToken).ConfigureAwait(false);
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
        await using var from = await OpenObjectAsync(reference, cancellationToken).ConfigureAwait(false);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(CopySizeBytes);
        long left = reference.SizeBytes;
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken).ConfigureAwait(false)) > 0; progress?.Invoke(read))
        {
            left = read <= left ? left - read : throw Damaged($"{NameOf(reference)}: more than {reference.SizeBytes} bytes");
            hash.AppendData(buffer, 0, read);
            await to.WriteAsync(buffer.AsMemory(0, read), cancellationToken).ConfigureAwait(false);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        var actual = ContentHash.Finish(hash);
        if (left != 0 || actual != reference.Sha256)
        {
            throw Damaged($"{NameOf(reference)}: {reference.SizeBytes - left} bytes that hash to {actual}");
        }

        Counts.NoteGot(reference.SizeBytes);
    }

    /// <summary>
    /// The bytes of an object, unchecked. Objects are what their hash says, wherever they are: those of the store itself first, which a pull request
    /// mostly builds upon.
    /// </summary>
    /// <exception cref="InvalidDataException">It is lacking.</exception>
    internal async Task<Stream> OpenObjectAsync(ObjectRef reference, CancellationToken cancellationToken)
    {
        var key = SnapshotKeys.Object(reference.Sha256);
        return await store.OpenAsync(key, cancellationToken).ConfigureAwait(false)
            ?? (PullRequest is null ? null : await store.OpenAsync(Prefix + key, cancellationToken).ConfigureAwait(false))
            ?? throw new InvalidDataException($"{NameOf(reference)}: not in the store");
    }

    /// <summary>Bytes of an object, unchecked, fewer where it ends; null where the store cannot give ranges, or lacks it.</summary>
    internal async Task<ReadOnlyMemory<byte>?> TryGetRangeAsync(ObjectRef reference, long offset, int length, CancellationToken cancellationToken)
    {
        var key = SnapshotKeys.Object(reference.Sha256);
        if (!await store.HasRangesAsync(key, cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        return await store.GetRangeAsync(key, offset, length, cancellationToken).ConfigureAwait(false)
            ?? (PullRequest is null ? null : await store.GetRangeAsync(Prefix + key, offset, length, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Puts an object, unless it is there. The stream holds exactly the bytes referred to.</summary>
    /// <param name="sent">As in <see cref="IObjectStore.PutIfAbsentAsync"/>.</param>
    public async Task<bool> PutObjectAsync(ObjectRef reference, Stream content, Action<long>? sent, CancellationToken cancellationToken)
    {
        var isNew = await store.PutIfAbsentAsync(Prefix + SnapshotKeys.Object(reference.Sha256), content, sent, cancellationToken).ConfigureAwait(false);
        if (isNew)
        {
            Counts.NotePut(reference.SizeBytes);
        }

        return isNew;
    }

    /// <summary>Notes the commit as the branch's last published one; a pull request has no branch.</summary>
    public Task PutHintAsync(string branch, Oid commit, CancellationToken cancellationToken) =>
        PullRequest is null ? Hints.PutAsync(branch, commit, cancellationToken) : Task.CompletedTask;

    /// <summary>The commits that branches last published, youngest first, at most <paramref name="max"/>. Hints: they may be of other repositories.</summary>
    /// <param name="likely">Branches to ask for where the store cannot be listed.</param>
    internal Task<IReadOnlyList<Oid>> HintsAsync(int max, IEnumerable<string> likely, HintMemory memory, CancellationToken cancellationToken) =>
        Hints.ReadAsync(max, likely, memory, cancellationToken);

    /// <summary>To be begun before anything is read that a new manifest relies upon.</summary>
    internal Task<PruneWatch> WatchPrunesAsync(IProgress<WorkProgress>? progress, CancellationToken cancellationToken) =>
        PruneWatch.StartAsync(store, Clock, progress, cancellationToken);

    /// <summary>For each object that the manifest names, the keys that it may have.</summary>
    internal IReadOnlyCollection<string[]> KeysOf(Manifest manifest) =>
        [.. manifest.Objects.Select(o => SnapshotKeys.Object(o.Sha256)).Select(key => PullRequest is null ? new[] { key } : [key, Prefix + key])];

    /// <summary>Takes back a manifest that was just put and that names what is gone.</summary>
    internal async Task TakeBackAsync(Manifest manifest, CancellationToken cancellationToken)
    {
        foreach (var key in new[] { SnapshotKeys.Manifest(manifest.Commit), SnapshotKeys.Manifest(manifest.Commit, manifest.Fingerprints.Digest) })
        {
            var (_, present) = await ReadManifestAsync(Prefix, Prefix + key, manifest.Commit, cancellationToken).ConfigureAwait(false);
            if (present is not null && present.ToBytes().AsSpan().SequenceEqual(manifest.ToBytes()))
            {
                await store.DeleteAsync(Prefix + key, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    internal void Report(string line) => Say($"store {Name}: {line}");

    /// <summary>Reports a line that names the store itself.</summary>
    internal void Say(string line) => report?.Invoke(line);

    /// <summary>What to throw for bytes that are not what a manifest promised: where the seal is strict, nothing makes up for that.</summary>
    internal Exception Damaged(string complaint) => _seal.IsStrict ? Refusal(complaint) : new InvalidDataException(complaint);

    private void Refuse(string complaint) => Refuse(complaint, _seal.IsStrict);

    private void Refuse(string complaint, bool isStrict)
    {
        if (isStrict)
        {
            throw Refusal(complaint);
        }

        Report($"{complaint}; it is passed over");
    }

    private RevdexException Refusal(string complaint) =>
        new($"store {Name}: {complaint}{(_seal.Policy.IsRequired ? "; it is refused, since revdex.trustedkey is set" : "")}", ExitCode.Trust);

    private async Task<IReadOnlyList<Manifest>> ManifestsUnderAsync(string prefix, Oid commit, FingerprintSet fingerprints, CancellationToken cancellationToken)
    {
        var (exists, first) = await ReadManifestAsync(prefix, prefix + SnapshotKeys.Manifest(commit), commit, cancellationToken).ConfigureAwait(false);
        if (!exists || (first is not null && first.Fingerprints.Equals(fingerprints)))
        {
            return first is null ? [] : [first];
        }

        var (_, own) = await ReadManifestAsync(prefix, prefix + SnapshotKeys.Manifest(commit, fingerprints.Digest), commit, cancellationToken).ConfigureAwait(false);
        return [.. new[] { own, first }.OfType<Manifest>()];
    }

    private async Task<(bool Exists, Manifest? Manifest)> ReadManifestAsync(string prefix, string key, Oid commit, CancellationToken cancellationToken)
    {
        if (await store.ReadUpToAsync(key, Envelope.SizeMaxBytes, cancellationToken).ConfigureAwait(false) is not { } bytes)
        {
            return (false, null);
        }

        Counts.NoteGot(bytes.Length);
        var isProposed = prefix.Length > 0;
        try
        {
            var (payload, signedBy) = (isProposed ? ManifestSeal.None : _seal).Unwrap(ManifestSeal.ManifestType, bytes, $"manifest {key}");
            var manifest = ManifestReader.Read(payload, key) with { Provenance = Provenance.Pulled(bytes, signedBy, isProposed ? PullRequest : null) };
            PublishedSizes.Check(manifest, key);
            return manifest.Commit == commit && manifest.IsPublished
                ? (true, manifest)
                : throw new InvalidDataException($"manifest {key} {(manifest.IsPublished ? $"is of commit {manifest.Commit}" : "has segments without a bundle")}");
        }
        catch (InvalidDataException e)
        {
            Refuse(e.Message, _seal.IsStrict && !isProposed);
            return (true, null);
        }
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
