using System.Text;
using System.Text.Json;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class PullerTests : IDisposable
{
    private readonly SnapshotWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task Nearest_snapshot_comes_with_all_its_segments_once()
    {
        var published = _world.CommitStart();
        await _world.Machine().PublishAsync(published);
        _world.Commit(("src/f1.cs", "second\n"));
        var head = _world.Commit(("src/f1.cs", "third\n"));
        var reader = _world.Machine(_world.Clone());
        var pulled = await reader.PullAsync(head);
        Assert.Equal((published, 2), (pulled.Commit!.Value, pulled.Distance!.Value));
        Assert.Equal(2, pulled.ObjectsGot);
        reader.AssertAnswersLikeAFullIndex(published, pulled.Choice!.Manifest);

        var again = await reader.PullAsync(published);
        Assert.Equal((published, 0, 0, 0L), (again.Commit!.Value, again.Distance!.Value, again.ObjectsGot, again.BytesGot));
        var later = await reader.PullAsync(head);
        Assert.Equal((published, 2, 0), (later.Commit!.Value, later.Distance!.Value, later.ObjectsGot));
    }

    [Fact]
    public async Task Only_what_the_cache_lacks_is_fetched()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first);
        var reader = _world.Machine();
        await reader.PullAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        var published = await _world.Machine().PublishAsync(second);
        _world.Store.Clear();
        var pulled = await reader.PullAsync(second);
        Assert.Equal([SnapshotKeys.Manifest(second), SnapshotKeys.Object(published.Manifest.Segments[1].Bundle!.Value.Sha256)], _world.Store.Got);
        reader.AssertAnswersLikeAFullIndex(second, pulled.Choice!.Manifest);
    }

    [Fact]
    public async Task Unpublished_stretch_is_crossed_in_growing_windows()
    {
        var published = _world.CommitStart(4);
        await _world.Machine().PublishAsync(published, branch: null);
        var commits = Enumerable.Range(0, 30).Select(i => _world.Commit()).ToList();
        foreach (var (back, asked) in new[] { (1, 5), (4, 5), (5, 21), (20, 21), (21, 85) })
        {
            _world.Store.Clear();
            var pulled = await _world.Machine().PullAsync(commits[back - 1]);
            Assert.Equal(back, pulled.Distance);
            Assert.Equal(Math.Min(asked, back + 1), _world.Store.Asked.Count(k => k.StartsWith("v1/commits/", StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task Long_branch_starts_from_where_it_left_the_default_branch()
    {
        var fork = _world.CommitStart(8);
        await _world.Machine().PublishAsync(fork, branch: null);
        _world.Repository.Run("checkout --quiet -b topic");
        foreach (var _ in Enumerable.Range(0, 90))
        {
            _world.Repository.Commit();
        }

        var pulled = await _world.Machine().PullAsync(_world.Repository.Open().Head()!.Value);
        Assert.Equal((fork, 90), (pulled.Commit!.Value, pulled.Distance!.Value));
    }

    [Fact]
    public async Task Snapshot_of_a_newer_commit_serves_an_older_checkout()
    {
        var old = _world.CommitStart();
        var newer = _world.Commit(("src/f1.cs", "newer\n"));
        await _world.Machine().PublishAsync(newer);
        var pulled = await _world.Machine().PullAsync(old);
        Assert.Equal((newer, 1), (pulled.Commit!.Value, pulled.Distance!.Value));
    }

    [Fact]
    public async Task Shallow_clone_finds_what_the_branch_last_published()
    {
        var published = _world.CommitStart();
        await _world.Machine().PublishAsync(published);
        var head = _world.Commit(("src/f1.cs", "second\n"));
        var reader = _world.Machine(_world.Clone("--depth=1"));
        var pulled = await reader.PullAsync(head);
        Assert.Equal(published, pulled.Commit);
        Assert.Null(pulled.Distance);
    }

    [Fact]
    public async Task Empty_store_has_nothing()
    {
        var pulled = await _world.Machine().PullAsync(_world.CommitStart());
        Assert.Null(pulled.Commit);
        Assert.Equal("""{"commit":null,"distance":null,"objects_got":0,"bytes_got":0}""", Json(pulled.WriteJson));
    }

    [Fact]
    public async Task Results_have_the_shape_that_scripts_rely_on()
    {
        var commit = _world.CommitStart();
        var published = await _world.Machine().PublishAsync(commit);
        Assert.Equal($$"""{"commit":"{{commit}}","objects_put":3,"bytes_put":{{published.BytesPut}},"objects_present":0,"objects_got":0,"bytes_got":0,"nearest":null}""", Json(published.WriteJson));
        var pulled = await _world.Machine().PullAsync(commit);
        Assert.Equal($$"""{"commit":"{{commit}}","distance":0,"objects_got":2,"bytes_got":{{pulled.BytesGot}}}""", Json(pulled.WriteJson));
    }

    [Fact]
    public async Task Damaged_bundle_is_reported_and_the_next_best_taken()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first);
        var second = await _world.Machine().PublishAsync(_world.Commit(("src/f1.cs", "second\n")));
        Damage(SnapshotKeys.Object(second.Manifest.Segments[1].Bundle!.Value.Sha256));
        var reader = _world.Machine();
        var pulled = await reader.PullAsync(second.Commit);
        Assert.Equal((first, 1), (pulled.Commit!.Value, pulled.Distance!.Value));
        reader.AssertAnswersLikeAFullIndex(first, pulled.Choice!.Manifest);
        Assert.Contains(_world.Reports, r => r.Contains(second.Manifest.Segments[1].Bundle!.Value.Sha256.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Damaged_manifest_is_reported_and_the_next_best_taken()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first);
        var second = await _world.Machine().PublishAsync(_world.Commit(("src/f1.cs", "second\n")));
        Damage(SnapshotKeys.Manifest(second.Commit));
        var pulled = await _world.Machine().PullAsync(second.Commit);
        Assert.Equal(first, pulled.Commit);
        Assert.Contains(SnapshotKeys.Manifest(second.Commit), Assert.Single(_world.Reports), StringComparison.Ordinal);

        var repaired = await _world.Machine().PublishAsync(second.Commit);
        Assert.Equal(SnapshotKeys.Manifest(second.Commit, FingerprintSet.Current.Digest), _world.Store.Put[^1]);
        Assert.Equal(repaired.Commit, (await _world.Machine().PullAsync(second.Commit)).Commit);
    }

    [Fact]
    public async Task Manifest_under_another_commits_key_is_passed_over()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        var bytes = File.ReadAllBytes(Path.Combine(_world.StoreFolder, SnapshotKeys.Manifest(first)));
        await _world.Store.PutIfAbsentAsync(SnapshotKeys.Manifest(second), new MemoryStream(bytes));
        var pulled = await _world.Machine().PullAsync(second);
        Assert.Equal((first, 1), (pulled.Commit!.Value, pulled.Distance!.Value));
        Assert.Contains("is of commit", Assert.Single(_world.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Corrupt_cached_segment_is_fetched_again()
    {
        var commit = _world.CommitStart();
        await _world.Machine().PublishAsync(commit);
        var before = _world.Machine();
        var manifest = (await before.PullAsync(commit)).Choice!.Manifest;
        using (var segment = before.Cache.TryOpenSegment(manifest.Segments[0].Id)!)
        {
            File.WriteAllBytes(segment.Path, new byte[segment.SizeBytes]);
        }

        var later = _world.MachineIn(before.Cache.Options.Folder, _world.Repository);
        var pulled = await later.PullAsync(commit);
        Assert.Equal((commit, 1), (pulled.Commit!.Value, pulled.ObjectsGot));
        later.AssertAnswersLikeAFullIndex(commit, pulled.Choice!.Manifest);
        Assert.Contains("set aside", Assert.Single(_world.Reports), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cached_snapshot_further_back_wins_where_fetching_would_take_longer()
    {
        var first = _world.CommitStart(200);
        var reader = _world.Machine();
        await reader.IndexAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        await _world.Machine().PublishAsync(second);
        var head = _world.Commit(("src/f2.cs", "third\n"));

        _world.Store.Speed = new StoreSpeed(BytesPerSecond: 10_000, LatencyMs: 500);
        Assert.Equal(first, (await reader.PullAsync(head)).Commit);
        Assert.Equal(first, (await reader.PullAsync(second)).Commit);
        _world.Store.Speed = new StoreSpeed(BytesPerSecond: 300_000_000, LatencyMs: 1);
        Assert.Equal(second, (await reader.PullAsync(second)).Commit);
    }

    [Fact]
    public async Task Merge_builds_upon_one_side_and_extracts_the_other()
    {
        await _world.Machine().PublishAsync(_world.CommitStart());
        _world.Repository.Run("checkout --quiet -b topic");
        var topic = _world.Commit(("src/f1.cs", SnapshotWorld.Lines("topic", 3_000)));
        await _world.Machine().PublishAsync(topic, "topic");
        _world.Repository.Run("checkout --quiet main");
        var main = _world.Commit(("src/f2.cs", SnapshotWorld.Lines("main", 3_000)));
        await _world.Machine().PublishAsync(main);
        _world.Repository.Run("merge", "--quiet", "--no-ff", "-m", "merge", "topic");
        var merge = _world.Repository.Open().Head()!.Value;
        var machine = _world.Machine();
        var result = await machine.PublishAsync(merge);
        Assert.Single(machine.Extracted);
        var reader = _world.Machine();
        reader.AssertAnswersLikeAFullIndex(merge, (await reader.PullAsync(merge)).Choice!.Manifest);
        Assert.Equal(3, result.Manifest.Segments.Count);
    }

    [Fact]
    public async Task Interrupted_pull_goes_on_where_it_was()
    {
        var first = await _world.Machine().PublishAsync(_world.CommitStart());
        var second = await _world.Machine().PublishAsync(_world.Commit(("src/f1.cs", "second\n")));
        var reader = _world.Machine();
        var gone = Path.Combine(_world.StoreFolder, SnapshotKeys.Object(second.Manifest.Segments[1].Bundle!.Value.Sha256));
        File.Move(gone, gone + ".away");
        Assert.Equal(first.Commit, (await reader.PullAsync(second.Commit)).Commit);
        File.Move(gone + ".away", gone);
        _world.Store.Clear();
        var pulled = await reader.PullAsync(second.Commit);
        Assert.Equal(second.Commit, pulled.Commit);
        Assert.DoesNotContain(SnapshotKeys.Object(first.Manifest.Segments[0].Bundle!.Value.Sha256), _world.Store.Asked);
    }

    private void Damage(string key)
    {
        var path = Path.Combine(_world.StoreFolder, key);
        var bytes = File.ReadAllBytes(path);
        bytes[bytes.Length / 2] ^= 0x80; // No digit becomes another.
        File.WriteAllBytes(path, bytes);
    }

    private static string Json(Action<Utf8JsonWriter> write)
    {
        var to = new MemoryStream();
        using (var json = new Utf8JsonWriter(to))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(to.ToArray());
    }
}
