using Revdex.Git;
using Revdex.Snapshots;

namespace Revdex.Tests.Snapshots;

/// <summary>Publishers that are killed, and that run at once.</summary>
public sealed class PublishProcessTests : IDisposable
{
    private readonly SnapshotWorld _world = new();

    public PublishProcessTests()
    {
        _world.CommitStart(12);
        foreach (var i in Enumerable.Range(0, 14))
        {
            _world.Commit(($"src/f{i}.cs", SnapshotWorld.Lines($"step{i}", 20)));
        }
    }

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Publisher_killed_at_any_point_leaves_whole_snapshots_and_the_next_goes_on()
    {
        foreach (var lines in new[] { 0, 1, 2, 4 })
        {
            using var child = Start("killed");
            for (var i = 0; i < lines; i++)
            {
                child.ReadLine();
            }

            child.Kill();
            await AssertWholeAsync();
        }

        using var last = Start("killed");
        Assert.Equal(0, last.Finish());
        Assert.Equal(15, await AssertWholeAsync());
    }

    [Fact]
    public async Task Publishers_in_two_processes_lose_nothing()
    {
        using var one = Start("one");
        using var two = Start("two");
        Assert.Equal(0, one.Finish());
        Assert.Equal(0, two.Finish());
        Assert.Equal(15, await AssertWholeAsync());
    }

    private ChildProcess Start(string cache) => ChildProcess.Start("publish", _world.Repository.Root, _world.StoreFolder, Path.Combine(_world.StoreFolder, "..", cache));

    /// <summary>Every manifest in the store can be pulled and answers right. Returns how many there are.</summary>
    private async Task<int> AssertWholeAsync()
    {
        var commits = Path.Combine(_world.StoreFolder, "v1", "commits");
        var published = Directory.Exists(commits) ? Directory.EnumerateFiles(commits, "*", SearchOption.AllDirectories).ToList() : [];
        var reader = _world.Machine();
        foreach (var path in published)
        {
            var commit = Oid.Parse(Path.GetFileNameWithoutExtension(path));
            var pulled = await reader.PullAsync(commit);
            Assert.Equal((commit, 0), (pulled.Commit!.Value, pulled.Distance!.Value));
            reader.AssertAnswersLikeAFullIndex(commit, pulled.Choice!.Manifest);
        }

        Assert.Empty(_world.Reports);
        return published.Count;
    }
}
