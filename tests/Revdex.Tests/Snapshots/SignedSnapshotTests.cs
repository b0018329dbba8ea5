using System.Text;
using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Trust;

namespace Revdex.Tests.Snapshots;

/// <summary>Readers who trust a key, and what a store may do to them.</summary>
public sealed class SignedSnapshotTests : IDisposable
{
    private readonly SnapshotWorld _world = new();
    private readonly SigningKey _key = SigningKey.New();
    private readonly SigningKey _otherKey = SigningKey.New();

    private ManifestSeal Signing => ManifestSeal.Publishing(_key, TrustedKeys.None);

    private ManifestSeal Trusting => Of(_key);

    public void Dispose()
    {
        _world.Dispose();
        _key.Dispose();
        _otherKey.Dispose();
    }

    [Fact]
    public async Task Signed_snapshot_is_pulled_and_stays_signed_in_the_cache()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(commit);
        var reader = _world.Machine(Trusting);
        var pulled = await reader.PullAsync(commit);
        Assert.True(pulled.Choice!.Manifest.Provenance.IsSigned);
        reader.AssertAnswersLikeAFullIndex(commit, pulled.Choice.Manifest);

        var cached = Assert.Single(reader.Cache.ManifestsOf(commit, FingerprintSet.Current));
        Assert.True(cached.Provenance.IsSigned);
        Assert.Equal(pulled.Choice.Manifest.ToBytes(), cached.ToBytes());
        await reader.IndexAsync(commit);
        Assert.True(Assert.Single(reader.Cache.ManifestsOf(commit, FingerprintSet.Current)).Provenance.IsSigned);
        Assert.Empty(_world.Reports);
    }

    [Fact]
    public async Task Without_a_trusted_key_signed_snapshots_are_read_and_count_as_unsigned()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(commit);
        var pulled = await _world.Machine().PullAsync(commit);
        Assert.Equal((commit, false), (pulled.Commit!.Value, pulled.Choice!.Manifest.Provenance.IsSigned));
    }

    [Fact]
    public async Task Unsigned_manifest_is_refused()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine().PublishAsync(commit);
        await AssertRefusedAsync(commit, SnapshotKeys.Manifest(commit), "is not signed");
    }

    [Fact]
    public async Task Manifest_signed_with_another_key_is_refused()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine(ManifestSeal.Publishing(_otherKey, TrustedKeys.None)).PublishAsync(commit);
        await AssertRefusedAsync(commit, SnapshotKeys.Manifest(commit), "not signed by a trusted key");
    }

    [Fact]
    public async Task Manifest_that_was_tampered_with_is_refused_wherever_that_is()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(commit);
        var path = PathOf(SnapshotKeys.Manifest(commit));
        var bytes = File.ReadAllBytes(path);
        foreach (var at in Enumerable.Range(0, 20).Select(i => i * bytes.Length / 20))
        {
            File.WriteAllBytes(path, [.. bytes[..at], (byte)(bytes[at] ^ 1), .. bytes[(at + 1)..]]);
            var reader = _world.Machine(Trusting);
            try
            {
                // A bit of the key's id, or of JSON's form, changes nothing that counts.
                Assert.True((await reader.PullAsync(commit)).Choice!.Manifest.Provenance.IsSigned);
            }
            catch (RevdexException e)
            {
                Assert.Equal(ExitCode.Trust, e.ExitCode);
                Assert.Contains(SnapshotKeys.Manifest(commit), e.Message, StringComparison.Ordinal);
            }
        }

        foreach (var length in new[] { 0, 1, 20, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(path, bytes[..length]);
            await AssertRefusedAsync(commit, SnapshotKeys.Manifest(commit));
        }

        var forged = Encoding.UTF8.GetString(bytes);
        var payload = forged.Split("\"payload\":\"")[1].Split('"')[0];
        var changed = Encoding.UTF8.GetString(Convert.FromBase64String(payload)).Replace("\"blob_count\":8", "\"blob_count\":7", StringComparison.Ordinal);
        File.WriteAllText(path, forged.Replace(payload, Convert.ToBase64String(Encoding.UTF8.GetBytes(changed)), StringComparison.Ordinal));
        await AssertRefusedAsync(commit, SnapshotKeys.Manifest(commit), "not signed by a trusted key");
    }

    [Fact]
    public async Task Right_manifest_under_another_commits_name_is_refused()
    {
        var first = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        File.Copy(PathOf(SnapshotKeys.Manifest(first)), Ensure(PathOf(SnapshotKeys.Manifest(second))));
        await AssertRefusedAsync(second, SnapshotKeys.Manifest(second), $"is of commit {first}");
    }

    [Fact]
    public async Task A_signed_hint_is_no_manifest()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(commit, "main");
        File.Copy(PathOf(SnapshotKeys.Branch("main")), PathOf(SnapshotKeys.Manifest(commit)), overwrite: true);
        await AssertRefusedAsync(commit, SnapshotKeys.Manifest(commit), "envelope of something else");
    }

    [Fact]
    public async Task Objects_that_do_not_match_their_hash_are_refused()
    {
        var commit = _world.CommitStart(8);
        var published = await _world.Machine(Signing).PublishAsync(commit);
        var key = SnapshotKeys.Object(published.Manifest.Segments[0].Bundle!.Value.Sha256);
        var bytes = File.ReadAllBytes(PathOf(key));
        foreach (byte[] damaged in new byte[][] { [.. bytes[..^1], (byte)(bytes[^1] ^ 1)], bytes[..^1], [.. bytes, 0], [] })
        {
            File.WriteAllBytes(PathOf(key), damaged);
            await AssertRefusedAsync(commit, key);
        }
    }

    [Fact]
    public async Task Key_can_be_replaced_while_both_are_trusted()
    {
        var old = _world.CommitStart(8);
        await _world.Machine(Signing).PublishAsync(old);
        var both = ManifestSeal.Reading(TrustPolicy.Of(TrustedKeys.None.With(_key.PublicKey).With(_otherKey.PublicKey)));
        var @new = _world.Commit(("src/f1.cs", "second\n"));
        var publisher = _world.Machine(ManifestSeal.Publishing(_otherKey, TrustedKeys.None.With(_key.PublicKey)));
        Assert.Equal(old, (await publisher.PublishAsync(@new)).Nearest);
        var reader = _world.Machine(both);
        Assert.True((await reader.PullAsync(old)).Choice!.Manifest.Provenance.IsSigned);
        Assert.True((await reader.PullAsync(@new)).Choice!.Manifest.Provenance.IsSigned);

        // Once the old one is not trusted any more, what it signed is not, in the store and in the cache.
        var later = _world.Machine(Of(_otherKey), reader.Cache.Options.Folder);
        Assert.Empty(later.Cache.ManifestsOf(old, FingerprintSet.Current));
        Assert.Single(later.Cache.ManifestsOf(@new, FingerprintSet.Current));
        Assert.Equal(ExitCode.Trust, (await Assert.ThrowsAsync<RevdexException>(() => later.PullAsync(old))).ExitCode);
    }

    [Fact]
    public async Task What_was_cached_unsigned_is_not_served_as_trusted_later()
    {
        var commit = _world.CommitStart(8);
        await _world.Machine().PublishAsync(commit);
        var careless = _world.Machine();
        await careless.PullAsync(commit);
        var child = _world.Commit(("src/f1.cs", "second\n"));
        await careless.IndexAsync(child);
        Assert.Single(careless.Cache.ManifestsOf(child, FingerprintSet.Current));

        // Neither what was pulled nor what was made from it.
        var careful = _world.Machine(Trusting, careless.Cache.Options.Folder);
        Assert.Empty(careful.Cache.ManifestsOf(commit, FingerprintSet.Current));
        Assert.Empty(careful.Cache.ManifestsOf(child, FingerprintSet.Current));
        Assert.Empty(careful.Cache.LatestManifests());
        await careful.IndexAsync(child);
        Assert.Equal(8, careful.Extracted.Count);
        Assert.False(Assert.Single(careful.Cache.ManifestsOf(child, FingerprintSet.Current)).Provenance.IsSigned);
    }

    [Fact]
    public async Task What_was_indexed_here_is_trusted_and_so_is_what_was_made_from_signed_facts_while_their_key_is()
    {
        var first = _world.CommitStart(8);
        var own = _world.Machine();
        await own.IndexAsync(first);
        var later = _world.Machine(Trusting, own.Cache.Options.Folder);
        Assert.Single(later.Cache.ManifestsOf(first, FingerprintSet.Current));

        await _world.Machine(Signing).PublishAsync(first);
        var reader = _world.Machine(Trusting);
        await reader.PullAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        await reader.IndexAsync(second);
        Assert.Single(reader.Extracted);
        Assert.Single(_world.Machine(Trusting, reader.Cache.Options.Folder).Cache.ManifestsOf(second, FingerprintSet.Current));
        Assert.Empty(_world.Machine(Of(_otherKey), reader.Cache.Options.Folder).Cache.ManifestsOf(second, FingerprintSet.Current));
    }

    [Fact]
    public async Task Publisher_who_signs_vouches_for_nobody_else_and_replaces_what_readers_would_refuse()
    {
        var first = _world.CommitStart(8);
        await _world.Machine().PublishAsync(first);
        var careless = _world.Machine();
        await careless.PullAsync(first);
        var second = _world.Commit(("src/f1.cs", "second\n"));

        // Neither the store's unsigned snapshot nor what is in the cache from it goes into what is signed.
        var publisher = _world.Machine(Signing, careless.Cache.Options.Folder);
        var published = await publisher.PublishAsync(second);
        Assert.Null(published.Nearest);
        Assert.Equal(8, publisher.Extracted.Count);
        Assert.Contains(_world.Reports, r => r.Contains(SnapshotKeys.Manifest(first), StringComparison.Ordinal));

        await publisher.PublishAsync(first);
        Assert.True((await _world.Machine(Trusting).PullAsync(first)).Choice!.Manifest.Provenance.IsSigned);
        Assert.Equal(second, (await _world.Machine(Trusting).PullAsync(second)).Commit);
    }

    [Fact]
    public async Task Publisher_who_signs_builds_upon_what_it_signed()
    {
        await _world.Machine(Signing).PublishAsync(_world.CommitStart(8));
        var machine = _world.Machine(Signing);
        var second = _world.Commit(("src/f1.cs", "second\n"));
        await machine.PublishAsync(second);
        Assert.Single(machine.Extracted);
        Assert.Equal(0, (await machine.PublishAsync(second)).ObjectsPut);
    }

    /// <summary>The reader ends with the error, which names the object, and the cache has nothing from it.</summary>
    private async Task AssertRefusedAsync(Oid commit, string key, string why = "")
    {
        var reader = _world.Machine(Trusting);
        var e = await Assert.ThrowsAsync<RevdexException>(() => reader.PullAsync(commit));
        Assert.Equal(ExitCode.Trust, e.ExitCode);
        Assert.Contains(key, e.Message, StringComparison.Ordinal);
        Assert.Contains(why, e.Message, StringComparison.Ordinal);
        Assert.Empty(reader.Cache.LatestManifests());
    }

    private static ManifestSeal Of(SigningKey key) => ManifestSeal.Reading(TrustPolicy.Of(TrustedKeys.None.With(key.PublicKey)));

    private string PathOf(string key) => Path.Combine(_world.StoreFolder, key);

    private static string Ensure(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        return path;
    }
}
