using System.Text.Json;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.EndToEnd;

/// <summary><c>revdex verify</c> against snapshots that are right, forged, damaged, and not to be trusted.</summary>
public sealed class VerifyTests : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => new Uri(_folder["store"]).AbsoluteUri;

    private GitRepository Repository => _sample.Git.Open();

    private Oid Head => Repository.Head()!.Value; // SampleRepository commits.

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Right_facts_are_found_right_in_the_cache_and_in_the_store()
    {
        _sample.Git.Write("src/big.ts", string.Concat(Enumerable.Range(0, 300).Select(i => $"export function f{i}(a: number) {{ return a + {i}; }}\n")));
        _sample.Git.Commit();
        Assert.Equal(0, (await RunAsync("index")).ExitCode);
        var cached = await VerifyAsync(0, "--all");
        Assert.Equal(("cache", 3, 3), (Text(cached, "source"), Number(cached, "blobs"), Number(cached, "checked")));
        Assert.Equal(1, Number(await VerifyAsync(0, "--sample", "1"), "checked"));

        Assert.Equal(0, (await RunAsync("publish", "--store", Store)).ExitCode);
        var published = await VerifyAsync(0, "--all", "--store", Store);
        Assert.Equal((Store, 3, 3), (Text(published, "source"), Number(published, "blobs"), Number(published, "checked")));
        Assert.Equal(0, published.GetProperty("differing").GetArrayLength());
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(Repository.Config("revdex.cache")!, "v1/tmp"))); // SampleRepository sets it.
    }

    [Fact]
    public async Task Forged_facts_end_with_1_and_name_blob_and_path()
    {
        var forged = await ForgeAsync();
        var inCache = await VerifyAsync(1, "--all");
        AssertNamesParser(inCache, forged);

        // With everything in order but the facts: hashes, manifest, objects.
        Assert.Equal(0, (await RunAsync("publish", "--store", Store)).ExitCode);
        AssertNamesParser(await VerifyAsync(1, "--store", Store), forged);
        var text = await RunAsync("verify", "--store", Store);
        Assert.Contains($"differs: src/Parser.cs (blob {BlobOf("src/Parser.cs")}, csharp", text.Output, StringComparison.Ordinal);
        Assert.Equal(1, text.ExitCode);
    }

    [Fact]
    public async Task Every_object_of_a_store_is_held_against_its_hash()
    {
        Assert.Equal(0, (await RunAsync("publish", "--store", Store)).ExitCode);
        var objects = Directory.EnumerateFiles(_folder["store/v1/objects"], "*", SearchOption.AllDirectories).ToList();
        Assert.True(objects.Count > 5); // Bundle, blobs table, Parquet tables, tree.
        foreach (var path in objects)
        {
            var bytes = File.ReadAllBytes(path);
            File.WriteAllBytes(path, [.. bytes[..^1], (byte)(bytes[^1] ^ 1)]);
            var damaged = await RunAsync("verify", "--store", Store);
            Assert.Equal(5, damaged.ExitCode);
            Assert.Contains(Path.GetFileName(path), damaged.Errors, StringComparison.Ordinal);
            File.WriteAllBytes(path, bytes);
        }

        File.WriteAllText(_folder["store/" + SnapshotKeys.Manifest(Head)], "{}");
        Assert.Equal(5, (await RunAsync("verify", "--store", Store)).ExitCode);
    }

    [Fact]
    public async Task What_no_trusted_key_signed_ends_with_5_also_in_the_cache()
    {
        await RunAsync("publish", "--store", Store);
        using var clone = _sample.Git.Clone();
        clone.Run("config", "revdex.cache", _folder["clone-cache"]);
        clone.Run("config", "revdex.store", Store);
        Assert.Equal(0, (await RevdexProcess.RunAsync(clone.Root, "pull")).ExitCode);
        Assert.Equal(0, (await RevdexProcess.RunAsync(clone.Root, "verify")).ExitCode);
        using var key = SigningKey.New();
        clone.Run("config", "revdex.trustedkey", key.PublicKey.Text);
        foreach (var arguments in new string[][] { ["verify"], ["verify", "--store", Store] })
        {
            var refused = await RevdexProcess.RunAsync(clone.Root, arguments);
            Assert.Equal(5, refused.ExitCode);
            Assert.Contains(Head.ToString(), refused.Errors, StringComparison.Ordinal);
        }

        // What was indexed here needs no signature.
        Assert.Equal(0, (await RevdexProcess.RunAsync(clone.Root, "index")).ExitCode);
        Assert.Equal(0, (await RevdexProcess.RunAsync(clone.Root, "verify")).ExitCode);
    }

    [Fact]
    public async Task Where_there_is_no_snapshot_there_is_nothing_to_verify()
    {
        Assert.Equal(3, (await RunAsync("verify")).ExitCode);
        Assert.Equal(3, (await RunAsync("verify", "--store", Store)).ExitCode);
        Assert.Equal(2, (await RunAsync("verify", "--sample", "0")).ExitCode);
    }

    private void AssertNamesParser(JsonElement result, ContentHash segment)
    {
        var differing = Assert.Single(result.GetProperty("differing").EnumerateArray());
        Assert.Equal(("src/Parser.cs", BlobOf("src/Parser.cs"), "csharp"), (Text(differing, "path"), Text(differing, "oid"), Text(differing, "language")));
        Assert.Equal(segment.ToString(), Text(differing, "segment"));
    }

    /// <summary>Saves a snapshot of HEAD in which one blob has the facts of other source.</summary>
    private async Task<ContentHash> ForgeAsync()
    {
        var language = LanguageSet.Default.All.Single(l => l.Id == "csharp");
        await using var pool = new ExtractorPool(1);
        var facts = new List<BlobFacts>();
        foreach (var (path, source) in new[] { ("src/Parser.cs", "public class Purser { }\n"), ("src/Program.cs", File.ReadAllText(_sample.Git.FullPath("src/Program.cs"))) })
        {
            facts.Add(await pool.ExtractAsync(Oid.Parse(BlobOf(path)), language, System.Text.Encoding.UTF8.GetBytes(source), default));
        }

        using var cache = LocalCache.Open(new CacheOptions { Folder = Repository.Config("revdex.cache")! });
        using var draft = cache.NewSegment();
        SegmentWriter.Write(facts, [new SegmentLanguage(language.Id, language.Fingerprint)], draft.Stream);
        using var segment = draft.Land();
        var entry = new ManifestSegment { Id = segment.Id, Kind = SegmentKind.Base, SizeBytes = segment.SizeBytes, BlobCount = 2 };
        cache.SaveManifest(new Manifest { Commit = Head, Tree = Repository.TreeOf(Head), Fingerprints = FingerprintSet.Current, Segments = [entry] });
        return segment.Id;
    }

    private string BlobOf(string path) => _sample.Git.Run("rev-parse", $"HEAD:{path}").Trim();

    private static string? Text(JsonElement owner, string member) => owner.GetProperty(member).GetString();

    private static int Number(JsonElement owner, string member) => owner.GetProperty(member).GetInt32();

    private async Task<JsonElement> VerifyAsync(int exitCode, params string[] arguments)
    {
        var result = await RunAsync(["verify", "--json", .. arguments]);
        Assert.True(exitCode == result.ExitCode, $"ended with {result.ExitCode}: {result.Errors}");
        return JsonElement.Parse(result.Output);
    }

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RevdexProcess.RunAsync(_sample.Root, arguments);
}
