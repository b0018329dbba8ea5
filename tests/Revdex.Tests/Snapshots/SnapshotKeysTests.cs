using Revdex.Git;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.Snapshots;

public sealed class SnapshotKeysTests
{
    [Theory]
    [InlineData("main", "v1/branches/main.json")]
    [InlineData("feature/Ünï", "v1/branches/feature/_C3_9Cn_C3_AF.json")]
    [InlineData(".hidden/a b", "v1/branches/_2Ehidden/a_20b.json")]
    [InlineData("a_b", "v1/branches/a_5Fb.json")]
    [InlineData("x//y", "v1/branches/x/_-e3b0c44298fc1c14/y.json")]
    public void Branch_names_are_escaped(string branch, string key)
    {
        Assert.Equal(key, SnapshotKeys.Branch(branch));
        StoreKey.CheckMutable(SnapshotKeys.Branch(branch));
    }

    [Fact]
    public void Names_of_any_length_and_kind_become_keys_that_differ()
    {
        string[] names = [.. Enumerable.Range(1, 250).Select(i => new string('ä', i)), "..", "...", "a.", "\0", "con", new string('x', 121), new string('x', 122)];
        var keys = names.Select(SnapshotKeys.Branch).ToList();
        keys.ForEach(StoreKey.CheckMutable);
        Assert.Equal(keys.Count, keys.Distinct().Count());
    }

    [Fact]
    public void Objects_and_manifests_are_spread_over_folders()
    {
        var oid = Samples.Oid(1);
        Assert.Equal($"v1/commits/{oid.ToString()[..2]}/{oid}.json", SnapshotKeys.Manifest(oid));
        Assert.Equal($"v1/commits/{oid.ToString()[..2]}/{oid}-12345678.json", SnapshotKeys.Manifest(oid, "12345678"));
        Assert.Equal($"v1/objects/26/{Samples.Hash(2)}", SnapshotKeys.Object(Samples.Hash(2)));
        Assert.All([SnapshotKeys.Manifest(oid), SnapshotKeys.Object(Samples.Hash(2))], key => Assert.False(StoreKey.IsMutable(key)));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("{\"commit\":7}")]
    [InlineData("{\"commit\":\"../x\"}")]
    [InlineData("{\"commit\":\"\\ud800\"}")]
    [InlineData("[\"commit\"]")]
    public void Bad_hints_are_no_hints(string json) => Assert.Null(BranchHint.TryRead(System.Text.Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Hints_read_back()
    {
        Assert.Equal($$"""{"commit":"{{Samples.Oid(1)}}"}""", System.Text.Encoding.UTF8.GetString(new BranchHint(Samples.Oid(1)).ToBytes()));
        foreach (var hint in new[] { new BranchHint(Samples.Oid(1)), new BranchHint(Samples.Oid(2), "büro/\"x\"", DateTimeOffset.FromUnixTimeSeconds(1_700_000_000)) })
        {
            Assert.Equal(hint, BranchHint.TryRead(hint.ToBytes()));
        }
    }
}
