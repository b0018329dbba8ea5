using Revdex.Git;
using Revdex.Indexing;
using Revdex.Query.Answers;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;
using Revdex.Tests.Tools;
using Revdex.Trust;

namespace Revdex.Tests.Answers;

/// <summary>Answers that go with the snapshot of a commit, and whose word they are.</summary>
public sealed class PublishedAnswersTests : IDisposable
{
    private const string Graph = """{"name": "base", "depth": 2, "rev": "HEAD"}""";
    private const string Blame = """{"name": "base", "mode": "blame", "rev": "HEAD"}""";

    private readonly TemporaryFolder _folder = new();
    private readonly SigningKey _key = SigningKey.New();

    public void Dispose()
    {
        _folder.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Answers_are_taken_with_a_signed_snapshot_and_go_with_its_key()
    {
        await using var test = await PublishedAsync(ManifestSeal.Publishing(_key, TrustedKeys.None));
        using var other = SigningKey.New();
        var (trusted, foreign) = (TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey)), TrustPolicy.Of(TrustedKeys.None.With(other.PublicKey)));
        await PullAsync(test, "reader", trusted);
        foreach (var (tool, arguments) in new[] { ("graph", Graph), ("history", Blame), ("graph", """{"name": "base", "depth": 2}""") })
        {
            var answer = await AskAsync(test, "reader", trusted, tool, arguments);
            Assert.True(answer.TryGetProperty("cached", out _), $"{tool} {arguments}");
            Assert.True(answer.GetProperty("view").GetProperty("snapshot").GetProperty("signed").GetBoolean());
            Assert.Equal((await test.AnswerAsync(tool, arguments)).GetProperty("results").GetRawText(), answer.GetProperty("results").GetRawText());
        }

        Assert.False((await AskAsync(test, "reader", foreign, "graph", Graph)).TryGetProperty("cached", out _));
        Assert.Equal(ExitCode.Trust, (await Assert.ThrowsAsync<RevdexException>(() => PullAsync(test, "stranger", foreign))).ExitCode);
    }

    [Fact]
    public async Task What_nobody_signed_is_not_given_once_a_key_is_set_and_not_published_by_who_signs()
    {
        await using var test = await PublishedAsync(ManifestSeal.None);
        await PullAsync(test, "reader", TrustPolicy.Anyone);
        Assert.True((await AskAsync(test, "reader", TrustPolicy.Anyone, "graph", Graph)).TryGetProperty("cached", out _));
        var trusted = TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey));
        using var cache = LocalCache.Open(new CacheOptions { Folder = _folder["reader"] });
        Assert.Null(PublishedAnswers.Pack(cache, test.Git.Open().Head()!.Value, trusted));
        Assert.False((await AskAsync(test, "reader", trusted, "graph", Graph)).TryGetProperty("cached", out _));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_damaged_object_is_refused_or_passed_over(bool isSigned)
    {
        await using var test = await PublishedAsync(isSigned ? ManifestSeal.Publishing(_key, TrustedKeys.None) : ManifestSeal.None);
        var file = Directory.GetFiles(_folder["store"], "*", SearchOption.AllDirectories).Single(f => File.ReadAllBytes(f).AsSpan().StartsWith("RVDXANB\0"u8));
        var bytes = File.ReadAllBytes(file);
        bytes[^1] ^= 1;
        File.WriteAllBytes(file, bytes);
        if (isSigned)
        {
            var refused = await Assert.ThrowsAsync<RevdexException>(() => PullAsync(test, "reader", TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey))));
            Assert.Contains(Path.GetFileName(file), refused.Message, StringComparison.Ordinal);
            return;
        }

        await PullAsync(test, "reader", TrustPolicy.Anyone);
        Assert.False((await AskAsync(test, "reader", TrustPolicy.Anyone, "graph", Graph)).TryGetProperty("cached", out _));
    }

    [Fact]
    public async Task The_next_commit_does_not_take_over_answers_of_the_one_before()
    {
        await using var test = await PublishedAsync(ManifestSeal.None);
        test.Git.Write("b.py", "def other():\n    return 2\n");
        var next = await PublishAsync(test, test.Git.Commit(), ManifestSeal.None);
        Assert.Equal(["tree", "tree_1"], next.Manifest.Tables!.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Only_answers_about_the_snapshots_commit_are_taken()
    {
        await using var test = await PublishedAsync(ManifestSeal.None);
        var commit = test.Git.Open().Head()!.Value;
        using var from = LocalCache.Open(test.Cache);
        var answers = from.AnswersOf(commit.ToString()).Select(name => KeptAnswerFormat.Read(from.TryReadAnswer(name, int.MaxValue), null, name)).ToList();
        var tree = AnswerKey.OfTree("/x", false, "graph", "");
        List<byte[]> made =
        [
            KeptAnswerFormat.Write(answers[0] with { Key = tree }),
            KeptAnswerFormat.Write(answers[0] with { Key = AnswerKey.OfCommit(Oid.Parse(new string('1', commit.Length * 2)), answers[0].Tool, answers[0].Arguments) }),
            KeptAnswerFormat.Write(answers[0] with { Arguments = "of another question" }),
            KeptAnswerFormat.Write(answers[0] with { Dependencies = [new(DependencyKind.View, "", "")] }),
            KeptAnswerFormat.Write(answers[0] with { BuiltFrom = [new(tree, ContentHash.Of("x"u8))] }),
        ];
        var bytes = AnswerBundle.Pack(made);
        var reference = new ObjectRef(ContentHash.Of(bytes), bytes.Length);
        var store = new SnapshotStore(new FolderStore(_folder["hostile"]));
        await store.PutObjectAsync(reference, new MemoryStream(bytes), null, default);
        var manifest = (await new SnapshotStore(new FolderStore(_folder["store"])).ManifestsOfAsync(commit, FingerprintSet.Current, default)).Single();
        manifest = manifest with { Tables = new Dictionary<string, ObjectRef> { [Manifest.AnswersName] = reference } };
        using var to = LocalCache.Open(new CacheOptions { Folder = _folder["reader"] });
        Assert.Equal(0, await PublishedAnswers.TakeAsync(to, store, new SnapshotChoice(manifest, 0, "store", 0, 0), default));
        Assert.Equal(0, to.AnswerUsage().Count);
    }

    [Fact]
    public void Bundles_are_refused_where_they_lie()
    {
        byte[][] answers = [[1, 2, 3], [], [4]];
        var bytes = AnswerBundle.Pack(answers);
        Assert.Equal(answers, AnswerBundle.Unpack(bytes, "bundle").Select(a => a.ToArray()));
        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => AnswerBundle.Unpack(bytes.AsSpan(0, length), "cut"));
        }

        foreach (var at in new[] { 0, 8, 12, 15 })
        {
            var wrong = (byte[])bytes.Clone();
            wrong[at] ^= 0xFF;
            Assert.Throws<InvalidDataException>(() => AnswerBundle.Unpack(wrong, "wrong"));
        }
    }

    private async Task<KeptRepository> PublishedAsync(ManifestSeal seal)
    {
        var git = TestRepository.Init();
        git.Write("a.py", "def base():\n    return 1\n\ndef top():\n    return base()\n");
        git.Commit();
        var test = new KeptRepository(git);
        await test.AnswerAsync("graph", Graph);
        await test.AnswerAsync("history", Blame);
        var published = await PublishAsync(test, git.Open().Head()!.Value, seal);
        Assert.Contains(Manifest.AnswersName, published.Manifest.Tables!.Keys);
        return test;
    }

    private async Task<PublishResult> PublishAsync(KeptRepository test, Oid commit, ManifestSeal seal)
    {
        using var cache = LocalCache.Open(test.Cache with { Trust = seal.Policy });
        var repository = test.Git.Open();
        return await new Indexer(repository, cache, 1).PublishAsync(
            commit, new SnapshotStore(new FolderStore(_folder["store"]), seal), hooks: PublishedTables.Hooks(repository).WithAnswers(seal.Policy));
    }

    private async Task PullAsync(KeptRepository test, string reader, TrustPolicy trust)
    {
        using var cache = LocalCache.Open(new CacheOptions { Folder = _folder[reader], Trust = trust });
        var repository = test.Git.Open();
        await new Indexer(repository, cache, 1).PullAsync(repository.Head()!.Value, new SnapshotStore(new FolderStore(_folder["store"]), ManifestSeal.Reading(trust)));
    }

    private async Task<System.Text.Json.JsonElement> AskAsync(KeptRepository test, string reader, TrustPolicy trust, string tool, string arguments)
    {
        using var clone = test.Git.Clone();
        await using var asked = new AskedRepository(clone, o => o with { Cache = new CacheOptions { Folder = _folder[reader] }, Trust = trust, KeepsAnswersFrom = TimeSpan.FromDays(1) });
        return await asked.AnswerAsync(tool, arguments);
    }
}
