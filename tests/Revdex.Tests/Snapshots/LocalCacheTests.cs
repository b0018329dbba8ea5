using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class LocalCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _reports = [];
    private readonly LocalCache _cache;

    public LocalCacheTests() => _cache = Open();

    public void Dispose()
    {
        _cache.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Gives_back_a_landed_segment()
    {
        var content = Samples.Bytes(700_000);
        using (var landed = Samples.Land(_cache, content))
        {
            Assert.Equal(ContentHash.Of(content), landed.Id);
            Assert.Equal(content.Length, landed.SizeBytes);
        }

        using var other = Open();
        using var opened = other.TryOpenSegment(ContentHash.Of(content))!;
        Assert.Equal(content, File.ReadAllBytes(opened.Path));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/tmp"]));
    }

    [Fact]
    public void Draft_that_does_not_land_never_was()
    {
        using (var draft = _cache.NewSegment())
        {
            draft.Stream.Write(Samples.Bytes(10_000));
        }

        Assert.Equal(["tmp"], Directory.EnumerateDirectories(_folder["v1"]).Select(Path.GetFileName));
        Assert.Empty(Directory.EnumerateFiles(_folder["v1/tmp"]));
    }

    /// <summary>Windows refuses whoever opens a file that is open for writing, and a lock shows that here.</summary>
    [Fact]
    public void What_landed_is_closed_before_its_draft_is()
    {
        using var draft = _cache.NewSegment();
        draft.Stream.Write(Samples.Bytes(10_000));
        using var landed = draft.Land();
        using var alone = new FileStream(landed.Path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        Assert.Equal(10_000, alone.Length);
    }

    [Fact]
    public void Segment_with_another_hash_than_expected_does_not_land()
    {
        using var draft = _cache.NewSegment();
        draft.Stream.Write([1, 2, 3]);
        Assert.Throws<InvalidDataException>(() => draft.Land(Samples.Hash(1)));
        Assert.False(_cache.HasSegment(ContentHash.Of([1, 2, 3])));
    }

    [Fact]
    public void Absent_segment_is_absent()
    {
        Assert.Null(_cache.TryOpenSegment(Samples.Hash(1)));
        Assert.False(_cache.HasSegment(Samples.Hash(1)));
        Assert.Empty(_reports);
    }

    [Fact]
    public void Corrupt_segment_is_set_aside_reported_and_may_come_again()
    {
        var content = Samples.Bytes(300_000);
        using var landed = Samples.Land(_cache, content);
        using (var file = File.OpenWrite(landed.Path))
        {
            file.Position = 200_000;
            file.WriteByte((byte)(content[200_000] ^ 1));
        }

        using var later = Open();
        Assert.Null(later.TryOpenSegment(landed.Id));
        Assert.Null(later.TryOpenSegment(landed.Id));
        Assert.Contains(landed.Id.ToString(), Assert.Single(_reports), StringComparison.Ordinal);
        Assert.Single(Directory.EnumerateFiles(_folder["v1/quarantine"]));
        using var again = Samples.Land(later, content);
        using var opened = later.TryOpenSegment(landed.Id);
        Assert.NotNull(opened);
    }

    [Fact]
    public void Final_entry_is_found_by_commit_while_its_segments_are_there()
    {
        using var segment = Samples.Land(_cache, Samples.Bytes(100));
        _cache.SaveManifest(Samples.Manifest(1, Samples.Local(segment)));
        using var other = Open();
        Assert.Equal(segment.Id, Assert.Single(other.ManifestsOf(Samples.Oid(1), Samples.Fingerprints)).Segments[0].Id);
        Assert.Empty(other.ManifestsOf(Samples.Oid(2), Samples.Fingerprints));
        File.Delete(segment.Path);
        Assert.Empty(other.ManifestsOf(Samples.Oid(1), Samples.Fingerprints));
    }

    [Fact]
    public void Entries_of_other_extractors_come_after_ones_own()
    {
        var other = new FingerprintSet([new("c", new string('9', 32))]);
        _cache.SaveManifest(Samples.Manifest(1));
        _cache.SaveManifest(Samples.Manifest(1) with { Fingerprints = other });
        Assert.Equal([other, Samples.Fingerprints], _cache.ManifestsOf(Samples.Oid(1), other).Select(m => m.Fingerprints));
        Assert.Equal([Samples.Fingerprints, other], _cache.ManifestsOf(Samples.Oid(1), Samples.Fingerprints).Select(m => m.Fingerprints));
    }

    [Fact]
    public void Corrupt_entry_is_set_aside_and_absent()
    {
        _cache.SaveManifest(Samples.Manifest(1));
        var path = Directory.EnumerateFiles(_folder["v1/commits"], "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^3]);
        Assert.Empty(_cache.ManifestsOf(Samples.Oid(1), Samples.Fingerprints));
        Assert.Single(_reports);
        Assert.False(File.Exists(path));
        _cache.SaveManifest(Samples.Manifest(1));
        Assert.Single(_cache.ManifestsOf(Samples.Oid(1), Samples.Fingerprints));
    }

    [Fact]
    public void Entry_under_another_commits_name_is_not_its()
    {
        _cache.SaveManifest(Samples.Manifest(1));
        _cache.SaveManifest(Samples.Manifest(2));
        var paths = Directory.EnumerateFiles(_folder["v1/commits"], "*", SearchOption.AllDirectories).ToDictionary(p => Path.GetFileName(p)[..40]);
        File.Copy(paths[Samples.Oid(2).ToString()], paths[Samples.Oid(1).ToString()], overwrite: true);
        Assert.Empty(_cache.ManifestsOf(Samples.Oid(1), Samples.Fingerprints));
    }

    [Fact]
    public void Latest_entry_is_the_last_used()
    {
        _cache.SaveManifest(Samples.Manifest(1));
        _cache.SaveManifest(Samples.Manifest(2));
        Age("commits", Samples.Oid(2).ToString(), TimeSpan.FromMinutes(30));
        Assert.Equal([Samples.Oid(1), Samples.Oid(2)], _cache.LatestManifests().Select(m => m.Commit));
        Age("commits", Samples.Oid(1).ToString(), TimeSpan.FromMinutes(45));
        Assert.Equal(Samples.Oid(2), _cache.LatestManifests().First().Commit);
    }

    [Fact]
    public void Checkpoints_are_listed_newest_first_until_they_are_removed()
    {
        using var first = Samples.Land(_cache, [1]);
        using var second = Samples.Land(_cache, [2]);
        _cache.SaveCheckpoint(first);
        _cache.SaveCheckpoint(second);
        Age("checkpoints", first.Id.ToString(), TimeSpan.FromMinutes(5));
        using var other = Open();
        Assert.Equal([second.Id, first.Id], other.Checkpoints());
        other.RemoveCheckpoint(second.Id);
        Assert.Equal([first.Id], _cache.Checkpoints());
        Assert.True(_cache.HasSegment(second.Id));
    }

    [Fact]
    public void Kept_object_is_given_back_while_it_is_intact()
    {
        var content = Samples.Bytes(1_000);
        var reference = new ObjectRef(ContentHash.Of(content), content.Length);
        Assert.Null(_cache.TryReadObject(reference));
        _cache.SaveObject(reference.Sha256, content);
        Assert.Equal(content, _cache.TryReadObject(reference));
        var path = Directory.EnumerateFiles(_folder["v1/objects"], "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(path, Samples.Bytes(1_000, seed: 2));
        Assert.Null(_cache.TryReadObject(reference));
        Assert.Single(_reports);
        Assert.False(File.Exists(path));
    }

    [Fact]
    public void Folder_is_the_owners_alone()
    {
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder["v1"]));
        }
    }

    [Fact]
    public void Unusable_folder_is_one_line_that_says_what_to_do()
    {
        File.WriteAllText(_folder["file"], "");
        var error = Assert.Throws<RevdexException>(() => LocalCache.Open(new CacheOptions { Folder = _folder["file"] }));
        Assert.Contains("REVDEX_CACHE", error.Message, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Environment, error.ExitCode);
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("1234", 1234)]
    [InlineData("2k", 2048)]
    [InlineData("3M", 3 << 20)]
    [InlineData("5g", 5L << 30)]
    public void Budget_is_written_as_git_writes_sizes(string text, long bytes) => Assert.Equal(bytes, CacheOptions.ParseBudget(text));

    [Theory]
    [InlineData("")]
    [InlineData("g")]
    [InlineData("-1")]
    [InlineData("5 g")]
    [InlineData("9999999t")]
    [InlineData("99999999999999999999")]
    public void Other_budgets_are_refused(string text) =>
        Assert.Equal(ExitCode.Usage, Assert.Throws<RevdexException>(() => CacheOptions.ParseBudget(text)).ExitCode);

    private LocalCache Open() => LocalCache.Open(new CacheOptions { Folder = _folder.Path, Report = _reports.Add });

    private void Age(string folder, string name, TimeSpan age) =>
        File.SetLastWriteTimeUtc(
            Directory.EnumerateFiles(_folder["v1/" + folder], name + "*", SearchOption.AllDirectories).Single(),
            DateTime.UtcNow - age);
}
