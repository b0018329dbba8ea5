using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Tests.Snapshots;

/// <summary>Branch hints that a reader in a shallow clone, who has nothing else to go by, is given.</summary>
public sealed class SignedHintTests : IDisposable
{
    private readonly SnapshotWorld _world = new();
    private readonly SigningKey _key = SigningKey.New();

    private ManifestSeal Signing => ManifestSeal.Publishing(_key, TrustedKeys.None);

    private ManifestSeal Trusting => ManifestSeal.Reading(TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey)));

    public void Dispose()
    {
        _world.Dispose();
        _key.Dispose();
    }

    [Fact]
    public async Task Signed_hint_is_followed_and_an_unsigned_one_refused()
    {
        var published = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(published);
        var head = Unrelated();
        Assert.Equal(published, (await _world.Machine(Trusting).PullAsync(head)).Commit);

        File.WriteAllBytes(PathOf("main"), new BranchHint(published).ToBytes());
        await AssertRefusedAsync(_world.Machine(Trusting), head, "main", "is not signed");
    }

    [Fact]
    public async Task Hint_of_another_branch_is_refused()
    {
        var published = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(published, "topic");
        File.Move(PathOf("topic"), PathOf("main"));
        await AssertRefusedAsync(_world.Machine(Trusting), Unrelated(), "main", "another branch");
    }

    [Fact]
    public async Task Hint_that_was_rolled_back_is_refused_by_who_saw_a_later_one()
    {
        var machine = _world.Machine(Signing);
        machine.Clock = new At(1_700_000_000);
        var old = _world.CommitStart(8);
        await machine.PublishAsync(old);
        var hint = File.ReadAllBytes(PathOf("main"));
        machine.Clock = new At(1_700_100_000);
        var published = _world.Commit(("src/f1.cs", "second\n"));
        await machine.PublishAsync(published);
        var head = Unrelated();
        var reader = _world.Machine(Trusting);
        await reader.PullAsync(head);
        File.WriteAllBytes(PathOf("main"), hint);
        await AssertRefusedAsync(reader, head, "main", "rolled back");

        // Publishers that race may end in any order: an older hint of the same hour is no attack.
        machine.Clock = new At(1_700_099_000);
        await machine.NewStore().PutHintAsync("main", published, default);
        await reader.PullAsync(head);
    }

    /// <summary>A commit without history, whose files are not published.</summary>
    private Oid Unrelated()
    {
        _world.Repository.Run("checkout --quiet --orphan unrelated");
        return _world.Commit(("src/new.cs", SnapshotWorld.Lines("new", 3)), ("src/big.cs", SnapshotWorld.Lines("much", 1_000_000)));
    }

    private static async Task AssertRefusedAsync(SnapshotMachine reader, Oid commit, string branch, string why)
    {
        var e = await Assert.ThrowsAsync<RevdexException>(() => reader.PullAsync(commit));
        Assert.Equal(ExitCode.Trust, e.ExitCode);
        Assert.Contains(SnapshotKeys.Branch(branch), e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
    }

    private string PathOf(string branch) => Path.Combine(_world.StoreFolder, SnapshotKeys.Branch(branch));

    private sealed class At(long seconds) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
