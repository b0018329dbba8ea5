using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>The branch hints of a store. Where signatures are required, only such count that a trusted key signed for the very branch, and lately.</summary>
/// <param name="refuse">Told what is not to be trusted; throws where that ends the work.</param>
internal sealed class BranchHints(IObjectStore store, ManifestSeal seal, Action<string> refuse, TimeProvider clock)
{
    /// <summary>Notes the commit as the branch's last published one.</summary>
    public Task PutAsync(string branch, Oid commit, CancellationToken cancellationToken)
    {
        var hint = seal.IsSigning ? new BranchHint(commit, branch, clock.GetUtcNow()) : new BranchHint(commit);
        return store.PutAsync(SnapshotKeys.Branch(branch), seal.Wrap(ManifestSeal.HintType, hint.ToBytes()), cancellationToken);
    }

    /// <summary>The commits that branches last published, youngest first, at most <paramref name="max"/>. They may be of other repositories.</summary>
    /// <param name="likely">Branches to ask for, likeliest first, where the store cannot tell which there are.</param>
    public async Task<IReadOnlyList<Oid>> ReadAsync(int max, IEnumerable<string> likely, HintMemory memory, CancellationToken cancellationToken)
    {
        var keys = store.CanList ? await YoungestAsync(max, cancellationToken).ConfigureAwait(false) : [.. likely.Select(SnapshotKeys.Branch).Distinct().Take(max)];
        var commits = new List<Oid>();
        foreach (var key in keys)
        {
            if (await store.ReadUpToAsync(key, BranchHint.SizeMaxBytes, cancellationToken).ConfigureAwait(false) is { } bytes && TryRead(key, bytes, memory) is { } hint)
            {
                commits.Add(hint.Commit);
            }
        }

        return [.. commits.Distinct()];
    }

    private async Task<List<string>> YoungestAsync(int max, CancellationToken cancellationToken)
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

        var keys = new List<string>();
        while (found.TryDequeue(out var key, out _))
        {
            keys.Insert(0, key);
        }

        return keys;
    }

    private BranchHint? TryRead(string key, byte[] bytes, HintMemory memory)
    {
        try
        {
            var (payload, signedBy) = seal.Unwrap(ManifestSeal.HintType, bytes, $"branch hint {key}");
            var hint = BranchHint.TryRead(payload) ?? throw new InvalidDataException($"branch hint {key} names no commit");
            return signedBy is null ? hint : Checked(key, hint, memory);
        }
        catch (InvalidDataException e)
        {
            refuse(e.Message);
            return null;
        }
    }

    private BranchHint Checked(string key, BranchHint hint, HintMemory memory)
    {
        if (hint is not { Branch: { } branch, PublishedAt: { } publishedAt } || SnapshotKeys.Branch(branch) != key)
        {
            throw new InvalidDataException($"branch hint {key} is signed for another branch");
        }

        return memory.TryAdvance(store.Name, key, publishedAt)
            ? hint
            : throw new InvalidDataException($"branch hint {key} was rolled back: it is of {publishedAt:u}, and a later one was seen");
    }
}
