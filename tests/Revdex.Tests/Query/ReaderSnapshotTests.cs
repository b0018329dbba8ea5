using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.Query;

/// <summary>Readers that begin with facts which others made.</summary>
public sealed class ReaderSnapshotTests
{
    [Fact]
    public async Task Starts_from_what_the_cache_has()
    {
        using var cache = new TemporaryFolder();
        var repository = ReaderFixture.Small();
        await IndexAsync(repository, cache.Path);
        repository.Write("c.py", "def c");
        var commit = repository.Commit();
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with { Cache = new CacheOptions { Folder = cache.Path } });
        using var state = await fixture.StateAsync();
        Assert.Equal(["a.py:1 a", "c.py:1 c", "src/b.py:1 b"], ReaderFixture.Definitions(state));
        Assert.Equal(new SnapshotInfo(repository.Run("rev-parse HEAD~1").Trim(), 1, "cache", false), state.Info.Snapshot);
        Assert.Equal(commit.ToString(), state.Info.Commit);
        Assert.Single(fixture.Facts.Counts);
    }

    [Fact]
    public async Task Where_much_is_missing_a_snapshot_is_pulled_from_the_store()
    {
        using var folders = new TemporaryFolder();
        var repository = Many();
        var store = await PublishAsync(repository, folders, ManifestSeal.None);
        await using var fixture = await ReaderFixture.OpenAsync(
            repository, options => options with { Cache = new CacheOptions { Folder = Path.Combine(folders.Path, "mine") }, Store = store });
        repository.Write("a.py", "def edited");
        using var state = await fixture.StateAsync();
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.Equal((0, state.Info.Commit), (state.Info.Snapshot?.Distance, state.Info.Snapshot?.Commit));
        Assert.True(state.Info.Complete);
        Assert.Single(fixture.Facts.Counts);
    }

    [Fact]
    public async Task Where_much_is_missing_and_no_snapshot_is_near_a_child_indexes()
    {
        using var folder = new TemporaryFolder();
        var repository = Many();
        var asked = 0;
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with
        {
            Cache = new CacheOptions { Folder = folder.Path },
            IndexCommit = async (commit, _, _) =>
            {
                Interlocked.Increment(ref asked);
                Assert.Equal(repository.Open().Head(), commit);
                await IndexAsync(repository, folder.Path);
            },
        });
        repository.Write("a.py", "def edited");
        using var state = await fixture.StateAsync();
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.Equal((1, 0), (asked, state.Info.Snapshot?.Distance));
        Assert.InRange(fixture.Facts.Counts.Count, 1, 2); // The edit; and what the commit has there, if the reader was quicker than the edit.
    }

    [Fact]
    public async Task A_snapshot_that_nobody_trusted_signed_is_a_notice_and_everything_is_made_here()
    {
        using var folders = new TemporaryFolder();
        using var key = SigningKey.New();
        var repository = Many();
        var store = await PublishAsync(repository, folders, ManifestSeal.None);
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with
        {
            Cache = new CacheOptions { Folder = folders["mine"] },
            Store = store,
            Trust = TrustPolicy.Of(TrustedKeys.None.With(key.PublicKey)),
        });
        using var state = await fixture.StateAsync();
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
        Assert.True(state.Info.Complete);
        Assert.Null(state.Info.Snapshot);
        Assert.Contains($"manifest {SnapshotKeys.Manifest(repository.Open().Head()!.Value)} is not signed", state.Notice, StringComparison.Ordinal);
        Assert.Equal(502, fixture.Facts.Counts.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Answers_say_whether_the_snapshot_is_signed_by_a_trusted_key(bool isTrusted)
    {
        using var folders = new TemporaryFolder();
        using var key = SigningKey.New();
        var repository = Many();
        var store = await PublishAsync(repository, folders, ManifestSeal.Publishing(key, TrustedKeys.None));
        var trust = isTrusted ? TrustPolicy.Of(TrustedKeys.None.With(key.PublicKey)) : TrustPolicy.Anyone;
        await using var fixture = await ReaderFixture.OpenAsync(
            repository, options => options with { Cache = new CacheOptions { Folder = folders["mine"] }, Store = store, Trust = trust });
        using var state = await fixture.StateAsync();
        Assert.Equal((isTrusted, true), (state.Info.Snapshot?.Signed, state.Info.Complete));
        Assert.Null(state.Notice);
        Assert.Empty(fixture.Facts.Counts);
    }

    [Fact]
    public async Task A_store_that_fails_is_a_notice()
    {
        using var folder = new TemporaryFolder();
        await using var fixture = await ReaderFixture.OpenAsync(
            Many(), options => options with { Cache = new CacheOptions { Folder = folder.Path }, Store = "nonsense://there" });
        using var state = await fixture.StateAsync();
        Assert.True(state.Info.Complete);
        Assert.Contains("nonsense", state.Notice, StringComparison.Ordinal);
        Assert.Equal(ReaderFixture.Expected(state), ReaderFixture.Definitions(state));
    }

    [Fact]
    public async Task Another_commit_brings_its_own_snapshot()
    {
        using var folder = new TemporaryFolder();
        var repository = ReaderFixture.Small();
        repository.Write("main.py", "def main");
        repository.Commit();
        await IndexAsync(repository, folder.Path);
        repository.Run("checkout -q -b other");
        repository.Delete("main.py");
        repository.Write("other.py", "def other");
        repository.Commit();
        await IndexAsync(repository, folder.Path);
        await using var fixture = await ReaderFixture.OpenAsync(repository, options => options with { Cache = new CacheOptions { Folder = folder.Path } });
        await AnswersFromAsync(fixture, "a.py:1 a", "other.py:1 other", "src/b.py:1 b");
        Assert.Empty(fixture.Facts.Counts);
        repository.Run("checkout -q main");
        await AnswersFromAsync(fixture, "a.py:1 a", "main.py:1 main", "src/b.py:1 b");
        Assert.Equal(["a.py:1 a", "other.py:1 other", "src/b.py:1 b"], await fixture.DefinitionsAsync("other"));

        // A question that comes before the other snapshot is mounted has the one blob extracted that the mounted one lacks (main.py after the checkout,
        // other.py for the branch left behind): once, never again.
        Assert.InRange(fixture.Facts.Counts.Count, 0, 2);
        Assert.DoesNotContain(fixture.Facts.Counts, made => made.Value > 1);
    }

    /// <summary>The answers are right at once; the snapshot of the commit itself is used in the end.</summary>
    private static async Task AnswersFromAsync(ReaderFixture fixture, params string[] definitions)
    {
        var head = fixture.Repository.Open().Head().ToString();
        for (var clock = System.Diagnostics.Stopwatch.StartNew(); ; await Task.Yield())
        {
            using var state = await fixture.StateAsync();
            Assert.Equal(definitions, ReaderFixture.Definitions(state));
            Assert.Equal(head, state.Info.Commit);
            if (state.Info.Snapshot == new SnapshotInfo(state.Info.Commit, 0, "cache", false))
            {
                return;
            }

            Assert.True(clock.Elapsed < ReaderFixture.Timeout, $"still from {state.Info.Snapshot}");
        }
    }

    /// <summary>Publishes HEAD from a cache of its own and returns the store's URL.</summary>
    internal static async Task<string> PublishAsync(TestRepository repository, TemporaryFolder folders, ManifestSeal seal)
    {
        var store = new Uri(folders["store"]).AbsoluteUri;
        using var cache = LocalCache.Open(new CacheOptions { Folder = folders["published"] });
        await IndexAsync(repository, cache);
        var publisher = new Publisher(
            repository.Open(), cache, new SnapshotStore(ObjectStores.Open(store), seal), (_, _) => throw new InvalidOperationException("nothing is missing"));
        await publisher.PublishAsync(TargetOf(repository), default);
        return store;
    }

    /// <summary>Saves a snapshot of HEAD as indexing would.</summary>
    internal static async Task IndexAsync(TestRepository repository, string folder)
    {
        using var cache = LocalCache.Open(new CacheOptions { Folder = folder });
        await IndexAsync(repository, cache);
    }

    private static async Task IndexAsync(TestRepository repository, LocalCache cache)
    {
        var target = TargetOf(repository);
        using var catFile = repository.Open().OpenCatFile();
        var facts = new List<BlobFacts>();
        foreach (var (oid, language) in target.Blobs)
        {
            var content = await catFile.ReadAsync(oid, 1_000_000, default);
            facts.Add(LineFacts.Of(oid, language.Id, content!.Value.Bytes));
        }

        using var draft = cache.NewSegment();
        SegmentWriter.Write(facts, [.. LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))], draft.Stream);
        using var segment = draft.Land();
        var entry = new ManifestSegment { Id = segment.Id, Kind = SegmentKind.Base, SizeBytes = segment.SizeBytes, BlobCount = facts.Count };
        cache.SaveManifest(new Manifest { Commit = target.Commit, Tree = target.Tree, Fingerprints = target.Fingerprints, Segments = [entry] });
    }

    private static SnapshotTarget TargetOf(TestRepository repository)
    {
        var git = repository.Open();
        var commit = git.Head()!.Value; // There is one.
        return new SnapshotTarget { Commit = commit, Tree = git.TreeOf(commit), Blobs = View.Of(git.ListTree(commit), LanguageDetection.Of(git, cache: null)).Keys() };
    }

    /// <summary>More files than a reader fills in by itself.</summary>
    internal static TestRepository Many()
    {
        var repository = ReaderFixture.Small();
        for (var i = 0; i < 500; i++)
        {
            repository.Write($"many/{i % 10}/f{i}.py", $"def f{i}");
        }

        repository.Commit();
        return repository;
    }
}
