using System.Text;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class PublisherTests : IDisposable
{
    private readonly SnapshotWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task First_publication_puts_a_base_its_blobs_table_and_the_manifest()
    {
        var commit = _world.CommitStart();
        var result = await _world.Machine().PublishAsync(commit);
        Assert.Equal(3, result.ObjectsPut);
        Assert.Equal(0, result.ObjectsPresent);
        Assert.Null(result.Nearest);
        Assert.Equal(SegmentKind.Base, Assert.Single(result.Manifest.Segments).Kind);
        Assert.Equal(SnapshotKeys.Manifest(commit), _world.Store.Put[^1]);
        Assert.Equal(result.BytesPut, StoredBytes());
        Assert.Empty(_world.Reports);
    }

    [Fact]
    public async Task What_was_published_is_not_published_again()
    {
        var commit = _world.CommitStart();
        await _world.Machine().PublishAsync(commit);
        _world.Store.Clear();
        var again = _world.Machine();
        var result = await again.PublishAsync(commit);
        Assert.Equal((0, 0L, 3, commit), (result.ObjectsPut, result.BytesPut, result.ObjectsPresent, result.Nearest!.Value));
        Assert.Empty(again.Extracted);
        Assert.Equal([SnapshotKeys.Manifest(commit)], _world.Store.Asked);
    }

    [Fact]
    public async Task Child_of_a_published_commit_moves_only_what_changed_even_from_an_empty_cache()
    {
        var parent = _world.CommitStart();
        var first = await _world.Machine().PublishAsync(parent);
        var child = _world.Commit(("src/f1.cs", "changed\n"), ("src/new.py", "new\n"));
        _world.Store.Clear();
        var machine = _world.Machine();
        var result = await machine.PublishAsync(child);

        Assert.Equal(parent, result.Nearest);
        Assert.Equal(2, machine.Extracted.Count);
        Assert.Equal([SnapshotKeys.Manifest(parent), SnapshotKeys.Object(first.Manifest.Segments[0].Blobs!.Value.Sha256)], _world.Store.Got);
        Assert.Equal(3, result.ObjectsPut);
        Assert.Equal(2, result.ObjectsPresent);
        Assert.Equal([SegmentKind.Base, SegmentKind.Increment], result.Manifest.Segments.Select(s => s.Kind));
        Assert.Equal(first.Manifest.Segments[0], result.Manifest.Segments[0]);
        Assert.True(result.BytesPut * 3 < first.BytesPut, $"{result.BytesPut} of {first.BytesPut} bytes");

        var reader = _world.Machine();
        var pulled = await reader.PullAsync(child);
        reader.AssertAnswersLikeAFullIndex(child, pulled.Choice!.Manifest);
    }

    [Fact]
    public async Task Commit_without_changes_to_files_puts_its_manifest_alone()
    {
        var parent = _world.CommitStart();
        await _world.Machine().PublishAsync(parent);
        var machine = _world.Machine();
        var result = await machine.PublishAsync(_world.Commit());
        Assert.Equal((1, 2), (result.ObjectsPut, result.ObjectsPresent));
        Assert.Empty(machine.Extracted);
    }

    [Fact]
    public async Task Commit_without_source_has_an_empty_snapshot()
    {
        var commit = _world.Commit(("README", "nothing to index\n"));
        var result = await _world.Machine().PublishAsync(commit);
        Assert.Empty(result.Manifest.Segments);
        Assert.Equal(1, result.ObjectsPut);
        Assert.Equal(commit, (await _world.Machine().PullAsync(commit)).Commit);
    }

    [Fact]
    public async Task What_was_indexed_here_is_not_extracted_again()
    {
        var parent = _world.CommitStart();
        var machine = _world.Machine();
        await machine.IndexAsync(parent);
        var child = _world.Commit(("src/f1.cs", "changed\n"));
        await machine.IndexAsync(child);
        machine.Extracted.Clear();
        var result = await machine.PublishAsync(child);
        Assert.Empty(machine.Extracted);
        Assert.Equal(SegmentKind.Base, Assert.Single(result.Manifest.Segments).Kind);
        machine.AssertAnswersLikeAFullIndex(child, result.Manifest);
    }

    [Fact]
    public async Task Publishers_of_one_commit_at_once_all_succeed()
    {
        var commit = _world.CommitStart();
        var machines = Enumerable.Range(0, 6).Select(_ => _world.Machine()).ToList();
        var results = await Task.WhenAll(machines.Select(m => Task.Run(() => m.PublishAsync(commit))));
        Assert.Equal(3, results.Sum(r => r.ObjectsPut));
        Assert.All(results, r => Assert.Equal(3, r.ObjectsPut + r.ObjectsPresent));
        var reader = _world.Machine();
        reader.AssertAnswersLikeAFullIndex(commit, (await reader.PullAsync(commit)).Choice!.Manifest);
    }

    [Fact]
    public async Task Publishers_of_different_commits_at_once_all_succeed()
    {
        await _world.Machine().PublishAsync(_world.CommitStart());
        var commits = Enumerable.Range(0, 5).Select(i => _world.Commit(($"src/f{i}.cs", $"changed_{i}\n"))).ToList();
        var machines = commits.Select(_ => _world.Machine()).ToList();
        await Task.WhenAll(commits.Zip(machines).Select(p => Task.Run(() => p.Second.PublishAsync(p.First))));
        foreach (var commit in commits)
        {
            var reader = _world.Machine();
            var pulled = await reader.PullAsync(commit);
            Assert.Equal(0, pulled.Distance);
            reader.AssertAnswersLikeAFullIndex(commit, pulled.Choice!.Manifest);
        }
    }

    [Fact]
    public async Task Equal_histories_give_equal_bytes()
    {
        var other = new SnapshotWorld();
        foreach (var world in new[] { _world, other })
        {
            await world.Machine().PublishAsync(world.CommitStart());
            foreach (var i in Enumerable.Range(0, 12))
            {
                await world.Machine().PublishAsync(world.Commit(($"src/f{i}.cs", $"changed_{i}\n")));
            }
        }

        Assert.Equal(FilesOf(other), FilesOf(_world));
        other.Dispose();
    }

    [Fact]
    public async Task Long_history_stays_in_few_segments_and_small_steps()
    {
        var start = await _world.Machine().PublishAsync(_world.CommitStart(200));
        var steps = new List<PublishResult>();
        var machine = _world.Machine();
        foreach (var i in Enumerable.Range(0, 40))
        {
            var commit = _world.Commit(($"src/f{i * 7 % 200}.cs", SnapshotWorld.Lines($"step{i}", 30)));
            machine = i % 10 == 0 ? _world.Machine() : machine;
            steps.Add(await machine.PublishAsync(commit));
            Assert.InRange(steps[^1].Manifest.Segments.Count, 1, SegmentPolicy.SegmentCountMax);
            Assert.True(machine.Extracted.Count is 1 || machine.Extracted.Count <= i % 10 + 1);
        }

        Assert.True(steps.Sum(s => s.BytesPut) < 5 * start.BytesPut, $"{steps.Sum(s => s.BytesPut)} bytes for 40 steps, the base has {start.BytesPut}");
        foreach (var step in steps.Where((_, i) => i % 10 == 9))
        {
            var reader = _world.Machine();
            reader.AssertAnswersLikeAFullIndex(step.Commit, (await reader.PullAsync(step.Commit)).Choice!.Manifest);
        }
    }

    [Fact]
    public async Task Change_of_one_languages_extractor_extracts_that_language_alone_and_supersedes()
    {
        var commit = _world.CommitStart();
        var old = await _world.Machine().PublishAsync(commit);
        var newer = _world.Machine(null, ("python", new string('b', 32)));
        var result = await newer.PublishAsync(commit);
        Assert.Equal(10, newer.Extracted.Count);
        Assert.All(newer.Extracted, k => Assert.Equal("python", k.Language.Id));
        Assert.Equal(commit, result.Nearest);
        Assert.Equal(SnapshotKeys.Manifest(commit, newer.Target(commit).Fingerprints.Digest), _world.Store.Put[^1]);

        var newReader = _world.Machine(null, ("python", new string('b', 32)));
        var newPulled = await newReader.PullAsync(commit);
        Assert.Equal(result.Manifest.ToBytes(), newPulled.Choice!.Manifest.ToBytes());
        newReader.AssertAnswersLikeAFullIndex(commit, newPulled.Choice.Manifest);
        Assert.Equal(0, (await newer.PublishAsync(commit)).ObjectsPut);

        var oldPulled = await _world.Machine().PullAsync(commit);
        Assert.Equal(old.Manifest.ToBytes(), oldPulled.Choice!.Manifest.ToBytes());
    }

    [Fact]
    public async Task Shallow_clone_builds_upon_what_the_branch_last_published()
    {
        await _world.Machine().PublishAsync(_world.CommitStart());
        var child = _world.Commit(("src/f1.cs", "changed\n"));
        var ci = _world.Machine(_world.Clone("--depth=1"));
        var result = await ci.PublishAsync(child);
        Assert.Single(ci.Extracted);
        Assert.Equal(2, result.Manifest.Segments.Count);
        Assert.NotNull(result.Nearest);
    }

    [Fact]
    public async Task Hint_of_another_repository_does_no_harm()
    {
        using var other = new SnapshotWorld();
        await _world.Machine().PublishAsync(_world.CommitStart());
        other.Commit(("other.cs", "other\n"));
        var foreign = _world.Machine(other.Repository);
        var result = await foreign.PublishAsync(foreign.Repository.Head()!.Value);
        Assert.Null(result.Nearest);
        Assert.Single(foreign.Extracted);
        Assert.Empty(_world.Reports);
    }

    [Fact]
    public async Task Damaged_blobs_table_is_reported_and_passed_over()
    {
        var first = _world.CommitStart();
        await _world.Machine().PublishAsync(first);
        var second = await _world.Machine().PublishAsync(_world.Commit(("src/f1.cs", "second\n")));
        Damage(second.Manifest.Segments[1].Blobs!.Value.Sha256);
        var third = _world.Commit(("src/f2.cs", "third\n"));
        var machine = _world.Machine();
        var result = await machine.PublishAsync(third);
        Assert.Equal(first, result.Nearest);
        Assert.Equal(2, machine.Extracted.Count);
        Assert.Contains(_world.Reports, r => r.Contains("passed over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Lacking_object_of_every_snapshot_means_starting_anew()
    {
        var first = await _world.Machine().PublishAsync(_world.CommitStart());
        File.Delete(PathOf(first.Manifest.Segments[0].Blobs!.Value.Sha256));
        var machine = _world.Machine();
        var child = _world.Commit(("src/f1.cs", "second\n"));
        var result = await machine.PublishAsync(child);
        Assert.Null(result.Nearest);
        Assert.Equal(40, machine.Extracted.Count);
        machine.AssertAnswersLikeAFullIndex(child, result.Manifest);
    }

    [Fact]
    public async Task Tables_become_objects_of_their_segment_and_go_on_with_it()
    {
        PublishHooks hooks = new()
        {
            SegmentTables = (segment, folder, _) => WriteAsync(folder, "symbols", $"{segment.Segment.BlobCount} blobs"),
            CommitTables = async (request, _) => new(
                request.Upon?.Tables ?? new Dictionary<string, ObjectRef>(),
                await WriteAsync(request.Folder, request.Upon is null ? "tree" : "tree_1", $"{request.Commit} {request.Segments.Count} {request.UponSegments.Count}")),
        };
        var machine = _world.Machine();
        machine.Hooks = hooks;
        var first = await machine.PublishAsync(_world.CommitStart());
        Assert.Equal(5, first.ObjectsPut);
        machine.Hooks = hooks;
        var second = await machine.PublishAsync(_world.Commit(("src/f1.cs", "second\n")));
        Assert.Equal(5, second.ObjectsPut);
        Assert.Equal(first.Manifest.Segments[0].Tables!["symbols"], second.Manifest.Segments[0].Tables!["symbols"]);
        Assert.Equal("1 blobs", File.ReadAllText(PathOf(second.Manifest.Segments[1].Tables!["symbols"].Sha256)));
        Assert.Equal(first.Manifest.Tables!["tree"], second.Manifest.Tables!["tree"]);
        Assert.Equal($"{first.Commit} 1 0", File.ReadAllText(PathOf(first.Manifest.Tables["tree"].Sha256)));
        Assert.Equal($"{second.Commit} 2 1", File.ReadAllText(PathOf(second.Manifest.Tables["tree_1"].Sha256)));
    }

    [Fact]
    public async Task Repository_with_long_object_ids_is_published_and_pulled()
    {
        using var world = new SnapshotWorld(ObjectFormat.Sha256);
        await world.Machine().PublishAsync(world.CommitStart());
        var child = world.Commit(("src/f1.cs", "changed\n"));
        await world.Machine().PublishAsync(child);
        var reader = world.Machine();
        reader.AssertAnswersLikeAFullIndex(child, (await reader.PullAsync(child)).Choice!.Manifest);
    }

    private string PathOf(ContentHash hash) => Path.Combine(_world.StoreFolder, SnapshotKeys.Object(hash));

    private void Damage(ContentHash hash)
    {
        var bytes = File.ReadAllBytes(PathOf(hash));
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(PathOf(hash), bytes);
    }

    private long StoredBytes() =>
        Directory.EnumerateFiles(_world.StoreFolder, "*", SearchOption.AllDirectories).Where(p => !p.Contains("branches", StringComparison.Ordinal)).Sum(p => new FileInfo(p).Length);

    private static List<string> FilesOf(SnapshotWorld world) =>
        [.. Directory.EnumerateFiles(world.StoreFolder, "*", SearchOption.AllDirectories)
            .Select(p => $"{Path.GetRelativePath(world.StoreFolder, p)} {ContentHash.OfFile(p)}").Order(StringComparer.Ordinal)];

    private static async Task<IReadOnlyDictionary<string, string>> WriteAsync(string folder, string name, string text)
    {
        var path = Path.Combine(folder, name + ".parquet");
        await File.WriteAllBytesAsync(path, Encoding.UTF8.GetBytes(text));
        return new Dictionary<string, string> { [name] = path };
    }
}
