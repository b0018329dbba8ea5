using System.Globalization;
using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

/// <summary>Commits whose near ancestors nobody published.</summary>
public sealed class SnapshotFinderTests : IDisposable
{
    /// <summary>More than a search goes back through ancestors.</summary>
    private const int LongWay = 86;

    private readonly SnapshotWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Merged_branch_starts_from_what_the_default_branch_published_nearest_to_its_fork()
    {
        const int mainCommits = 50;
        _world.CommitStart(mainCommits + 1);
        _world.Repository.Run("checkout --quiet -b topic");
        var topic = CommitNothing(LongWay);
        _world.Repository.Run("checkout --quiet main");
        var main = Enumerable.Range(1, mainCommits).Select(ChangeOneFile).ToList();
        _world.Repository.Run("merge", "--quiet", "--no-ff", "-m", "merge", "topic");

        // Far from the fork, then near to it: each has one file more as it was when the branch was left.
        await ExpectAsync(topic, main[^1], publish: [_world.Repository.Open().Head()!.Value, main[^1]]);
        await ExpectAsync(topic, main[43], publish: [main[45], main[43]]);
        await ExpectAsync(topic, main[30], publish: [main[30]]);
        await ExpectAsync(topic, main[0], publish: [main[2], main[0]]);
    }

    [Fact]
    public async Task Branch_that_was_published_until_some_day_starts_from_its_last_snapshot()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first, branch: null);
        var last = ChangeOneFile(1);
        await _world.Machine().PublishAsync(last, branch: null);
        var pulled = await _world.Machine().PullAsync(CommitNothing(LongWay + 50));
        Assert.Equal((last, LongWay + 50), (pulled.Commit!.Value, pulled.Distance!.Value));
    }

    [Fact]
    public async Task Branch_that_is_not_the_default_one_is_gone_along_where_it_published_last()
    {
        _world.CommitStart(4);
        _world.Repository.Run("checkout --quiet -b release");
        var near = _world.Commit(("src/big.cs", SnapshotWorld.Lines(new string('x', 200), 50_000)));
        _world.Repository.Run("checkout --quiet -b fix");
        var fix = CommitNothing(LongWay);
        _world.Repository.Run("checkout --quiet release");
        var tip = _world.Commit(("src/big.cs", "small now\n"));
        await _world.Machine().PublishAsync(near, branch: null);
        await _world.Machine().PublishAsync(tip, "release");
        Assert.Equal(near, (await _world.Machine().PullAsync(fix)).Commit);
    }

    private async Task ExpectAsync(Oid wanted, Oid nearest, Oid[] publish)
    {
        foreach (var commit in publish)
        {
            await _world.Machine().PublishAsync(commit, branch: null);
        }

        Assert.Equal(nearest, (await _world.Machine().PullAsync(wanted)).Commit);
    }

    private Oid ChangeOneFile(int i)
    {
        var path = string.Create(CultureInfo.InvariantCulture, $"src/f{i}.{(i % 4 == 0 ? "py" : "cs")}"); // As CommitStart names them.
        _world.Repository.Write(path, SnapshotWorld.Lines("changed", 30));
        _world.Repository.Run("commit --quiet --all --message change");
        return _world.Repository.Open().Head()!.Value;
    }

    private Oid CommitNothing(int count)
    {
        for (var i = 0; i < count; i++)
        {
            _world.Repository.Run("commit --quiet --allow-empty --message nothing");
        }

        return _world.Repository.Open().Head()!.Value;
    }
}
