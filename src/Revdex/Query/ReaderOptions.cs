using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Trust;

namespace Revdex.Query;

/// <summary>What a reader is given.</summary>
public sealed record ReaderOptions
{
    /// <summary>Where snapshots are pulled from (<see cref="ObjectStores.Open"/>); null: nowhere.</summary>
    public string? Store { get; init; }

    public StoreOptions StoreOptions { get; init; } = new();

    internal StorePatience StorePatience { get; init; } = StorePatience.Default;

    /// <summary>The pull request whose snapshots are used besides, which nobody signs; null: none.</summary>
    public int? PullRequest { get; init; }

    /// <summary>Which snapshots of the store and of the cache may be used.</summary>
    public TrustPolicy Trust { get; init; } = TrustPolicy.Anyone;

    /// <summary>The local cache; null: none is used.</summary>
    public CacheOptions? Cache { get; init; } = new();

    /// <summary>
    /// An answer that takes as long as this is kept in the cache, and given again while it holds; null: none is. Finding a kept one costs some milliseconds where git is
    /// to be asked: less is not worth a file.
    /// </summary>
    public TimeSpan? KeepsAnswersFrom { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>Whether changes are watched for; pays from the second question on.</summary>
    public bool Watch { get; init; } = true;

    /// <summary>Whether answers wait until every blob has facts, however long that takes.</summary>
    public bool WaitForComplete { get; init; }

    /// <summary>Makes facts of a blob's content; it is called from many threads at once and bounds itself.</summary>
    public required Func<Oid, Language, ReadOnlyMemory<byte>, CancellationToken, Task<BlobFacts>> Extract { get; init; }

    /// <summary>
    /// Indexes a commit into the local cache, in a process of its own; used where many blobs are missing, so that the reader stays small.
    /// Null: the reader extracts them itself, little by little.
    /// </summary>
    public Func<Oid, IProgress<WorkProgress>, CancellationToken, Task>? IndexCommit { get; init; }

    /// <summary>Folder of the model that questions are embedded with, where the snapshot's vectors are of it; null: that which came with them, if any.</summary>
    public string? EmbedModel { get; init; }

    /// <summary>Where ONNX Runtime is; null: where it is looked for.</summary>
    public string? OnnxRuntime { get; init; }

    public LanguageSet Languages { get; init; } = LanguageSet.Default;
}
