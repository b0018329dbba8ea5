using System.Diagnostics;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Indexing.Compilers;
using Revdex.Indexing.Embeddings;
using Revdex.Query;
using Revdex.Query.Answers;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex;

/// <summary>
/// The whole job: a commit's tree, what no snapshot covers of it, extracted in worker processes, merged and saved. The result depends
/// on the commit and on what was there before, never on the number of workers. One piece of work at a time.
/// </summary>
/// <param name="workers">Extract workers at most; see <see cref="DefaultWorkers"/>.</param>
public sealed class Indexer(GitRepository repository, LocalCache cache, int workers, IProgress<WorkProgress>? progress = null)
{
    /// <summary>Snapshots of the cache that may vanish before they are used, until it is built upon none.</summary>
    private const int PlanAttemptsMax = 4;

    /// <summary>One a core; more than eight wait for git.</summary>
    public static int DefaultWorkers => Math.Clamp(Environment.ProcessorCount, 1, 8);

    /// <summary>Builds the snapshot of a commit in the cache, upon the nearest one there or, if that is cheaper, in the store.</summary>
    /// <param name="store">Null: only the cache is looked into. One that fails or is not to be trusted is reported and done without.</param>
    /// <param name="scip">SCIP indexes made for the commit, which become a part of the snapshot in place of the one that goes along; null or empty: none.</param>
    /// <param name="embed">How the commit's chunks are embedded, which becomes parts of the snapshot; null: those that go along stay as they are.</param>
    /// <exception cref="RevdexException">git, the workers, the model or the cache cannot be used, or an index is not of the commit.</exception>
    public async Task<IndexResult> IndexAsync(
        Oid commit, SnapshotStore? store = null, IReadOnlyList<string>? scip = null, EmbedOptions? embed = null, CancellationToken cancellationToken = default)
    {
        var clock = Stopwatch.StartNew();
        await (embed?.Fetched?.FetchAsync(progress, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
        var view = ViewOf(commit, cancellationToken);
        var target = Target(commit, view);
        if (store is not null)
        {
            await TryPullAsync(target, store, takesParts: embed is not null, cancellationToken).ConfigureAwait(false);
        }

        var builder = new SnapshotBuilder(cache, progress: progress);
        using var plan = await PlanAsync(builder, target, cancellationToken).ConfigureAwait(false);
        await using var pool = new ExtractorPool(workers);
        var extraction = new BlobExtraction(repository, cache, pool, progress);
        var extracted = await extraction.RunAsync(plan.Missing, cancellationToken).ConfigureAwait(false);
        using var built = await builder.CompleteAsync(plan, extracted, cancellationToken).ConfigureAwait(false);
        extraction.ForgetCheckpoints();
        var counts = CountsOf(target, built.Manifest);
        using var imported = scip is { Count: > 0 } ? await new ScipImport(repository, cache, progress).RunAsync(commit, scip, cancellationToken).ConfigureAwait(false) : null;
        using var embedded = embed is null ? null : await new SnapshotEmbedding(repository, cache, embed, workers, progress).RunAsync(built.Manifest, EmbedTarget.Of(view), cancellationToken).ConfigureAwait(false);
        var parts = imported is null ? built.Manifest.Parts : ManifestPart.Join([ManifestPart.OfScip(imported.Part)], built.Manifest.Parts);
        var saved = Save(built.Manifest, embedded is null ? parts : ManifestPart.WithVectors(parts, embedded.Parts));
        embedded?.Forget();
        return new IndexResult(
            saved, target.Blobs.Count, extraction.ExtractedCount, counts.Skipped, counts.Symbols, counts.Occurrences,
            clock.ElapsedMilliseconds, Process.GetCurrentProcess().PeakWorkingSet64 + pool.PeakRssBytes)
        {
            Scip = imported?.Counts,
            Embed = embedded?.Counts,
        };
    }

    /// <summary>With other parts it is not what was pulled any more.</summary>
    private Manifest Save(Manifest built, IReadOnlyList<ManifestPart> parts)
    {
        if (parts.SequenceEqual(built.Parts))
        {
            return built;
        }

        var manifest = built with { Parts = parts, Provenance = Provenance.From([built]) };
        cache.SaveManifest(manifest);
        return manifest;
    }

    /// <summary>Publishes the snapshot of a commit upon the nearest published one, extracting what neither the store nor the cache has.</summary>
    /// <param name="branch">Whose hint is put; null: none.</param>
    /// <param name="hooks">What else is made of new segments, such as Parquet tables.</param>
    /// <exception cref="RevdexException">git, the workers, the cache or the store cannot be used.</exception>
    public async Task<PublishResult> PublishAsync(
        Oid commit, SnapshotStore store, string? branch = null, PublishHooks? hooks = null, CancellationToken cancellationToken = default)
    {
        await using var pool = new ExtractorPool(workers);
        var extraction = new BlobExtraction(repository, cache, pool, progress);
        var publisher = new Publisher(repository, cache, store, extraction.RunAsync, progress) { Branch = branch, Hooks = hooks ?? new PublishHooks() };
        var result = await publisher.PublishAsync(Target(commit, cancellationToken), cancellationToken).ConfigureAwait(false);
        extraction.ForgetCheckpoints();
        return result;
    }

    /// <summary>Brings the snapshot nearest to a commit from the store into the cache.</summary>
    /// <exception cref="RevdexException">git, the cache or the store cannot be used.</exception>
    public async Task<PullResult> PullAsync(Oid commit, SnapshotStore store, CancellationToken cancellationToken = default)
    {
        var target = Target(commit, cancellationToken);
        var result = await new Puller(repository, cache, store, progress).PullAsync(target, cancellationToken).ConfigureAwait(false);
        if (result.Choice is { } choice)
        {
            await PublishedAnswers.TakeAsync(cache, store, choice, cancellationToken).ConfigureAwait(false);
        }

        if (store.PullRequest is null && result.Choice is not { IsCached: false })
        {
            await TakeNearestAsync(target, store, cancellationToken).ConfigureAwait(false);
        }

        return result;
    }

    /// <summary>Extracts and embeds blobs of a commit again and compares their facts and vectors with those of its snapshot, in the store or in the cache.</summary>
    /// <param name="store">Null: the cache's, which must be opened so that it gives untrusted entries too.</param>
    /// <param name="trust">Whose snapshots count.</param>
    /// <param name="sampleCount">Blobs to compare; null: all.</param>
    /// <param name="embed">Where the vectors' model is, unless it goes along; null: nowhere else. Without it rows are not compared.</param>
    /// <returns>Null where there is no snapshot of the commit.</returns>
    /// <exception cref="RevdexException">git, the workers, the cache or the store cannot be used; or the snapshot is not to be trusted.</exception>
    /// <exception cref="InvalidDataException">Segments or objects are damaged or lacking.</exception>
    public async Task<VerifyResult?> VerifyAsync(
        Oid commit, SnapshotStore? store, TrustPolicy trust, int? sampleCount, EmbedOptions? embed = null, CancellationToken cancellationToken = default)
    {
        await using var pool = new ExtractorPool(workers);
        var verifier = new SnapshotVerifier(repository, cache, pool, trust, sampleCount, embed ?? new EmbedOptions(), workers, progress);
        return store is null
            ? await verifier.TryVerifyCachedAsync(commit, cancellationToken).ConfigureAwait(false)
            : await verifier.TryVerifyPublishedAsync(commit, store, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Upon the nearest snapshot in the cache, whose segments are leased from then on.</summary>
    private async Task<SnapshotPlan> PlanAsync(SnapshotBuilder builder, SnapshotTarget target, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var choice = attempt == PlanAttemptsMax
                ? null
                : await new SnapshotFinder(repository, cache, store: null).FindAsync(target, SnapshotSearch.ToRead, cancellationToken: cancellationToken).ConfigureAwait(false);
            try
            {
                return await builder.PlanAsync(target, choice?.Manifest, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (InvalidDataException) when (choice is not null)
            {
                // Evicted between being found and being leased, or set aside as corrupt: the next search does not find it.
            }
        }
    }

    /// <summary>Facts that are here already need none of the store's, but notes do, and parts.</summary>
    private async Task TakeNearestAsync(SnapshotTarget target, SnapshotStore store, CancellationToken cancellationToken)
    {
        var nearest = await new PublishedNotes(cache, store).FetchNearestAsync(repository, target.Commit, target.Fingerprints, cancellationToken).ConfigureAwait(false);
        await (nearest is null ? Task.CompletedTask : new Puller(repository, cache, store, progress).AddPartsAsync(target, nearest, cancellationToken)).ConfigureAwait(false);
    }

    /// <param name="takesParts">Also where the facts are here: a model is not to be learnt again.</param>
    private async Task TryPullAsync(SnapshotTarget target, SnapshotStore store, bool takesParts, CancellationToken cancellationToken)
    {
        try
        {
            var result = await new Puller(repository, cache, store, progress).PullAsync(target, cancellationToken).ConfigureAwait(false);
            if (takesParts && store.PullRequest is null && result.Choice is { IsCached: true })
            {
                await TakeNearestAsync(target, store, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (RevdexException e) when (e.ExitCode is ExitCode.Store or ExitCode.Trust)
        {
            store.Say($"{e.Message}; what it would have saved is extracted here");
        }
    }

    private View ViewOf(Oid commit, CancellationToken cancellationToken) => View.Of(repository.ListTree(commit, cancellationToken), LanguageDetection.Of(repository, cache));

    private SnapshotTarget Target(Oid commit, CancellationToken cancellationToken) => Target(commit, ViewOf(commit, cancellationToken));

    private SnapshotTarget Target(Oid commit, View view) => new() { Commit = commit, Tree = repository.TreeOf(commit), Blobs = BlobKeys.Of(view) };

    private TargetCounts CountsOf(SnapshotTarget target, Manifest manifest)
    {
        using var source = new Snapshots.SegmentSource(cache, store: null);
        return TargetCounts.Of(target, [.. manifest.Segments.Select(s => source.TryOpen(s.Id)?.Segment).OfType<Segment>()]);
    }
}
