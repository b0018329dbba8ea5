using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using Revdex.Snapshots;
using Revdex.Tests.Storage;
using Revdex.Trust;

namespace Revdex.Tests.EndToEnd;

/// <summary>Keys, signatures and what is refused, with the real executable.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _folder = new();

    private string Store => new Uri(_folder["store"]).AbsoluteUri;

    private string ManifestKey => SnapshotKeys.Manifest(_sample.Git.Open().Head()!.Value);

    public void Dispose()
    {
        _sample.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_new_key_is_a_file_for_its_owner_alone_and_is_never_overwritten()
    {
        var made = await RunAsync(_folder.Path, "key", "new", "private.pem");
        Assert.Equal((0, ""), (made.ExitCode, made.Errors));
        var pem = File.ReadAllText(_folder["private.pem"]);
        using var key = SigningKey.Parse(pem);
        Assert.Contains(key.PublicKey.Text, made.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret(pem), made.Output, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["private.pem"]));
        }

        Assert.Equal(3, (await RunAsync(_folder.Path, "key", "new", "private.pem")).ExitCode);
        Assert.Equal(pem, File.ReadAllText(_folder["private.pem"]));

        var json = await RunAsync(_folder.Path, "key", "new", "second.pem", "--json");
        using var second = SigningKey.Parse(_folder["second.pem"]);
        Assert.Equal(second.PublicKey.Text, JsonElement.Parse(json.Output).GetProperty("public_key").GetString());
        Assert.Equal(2, (await RunAsync(_folder.Path, "key", "new", "--json")).ExitCode);

        var printed = await RunAsync(_folder.Path, "key", "new");
        using var third = SigningKey.Parse(printed.Output);
        Assert.Contains(third.PublicKey.Text, printed.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret(printed.Output), printed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Signed_snapshot_is_pulled_elsewhere_and_a_tampered_one_ends_with_5()
    {
        var (path, key) = await NewKeyAsync();
        Assert.Equal(0, (await RunSignedAsync(_sample.Root, path, "publish", "--store", Store)).ExitCode);
        using var clone = Clone(key);
        var pulled = await RunAsync(clone.Root, "pull");
        Assert.Equal((0, ""), (pulled.ExitCode, Complaints(pulled.Errors)));
        var view = JsonElement.Parse((await RunAsync(clone.Root, "find", "Parser", "--json")).Output).GetProperty("view");
        Assert.True(view.GetProperty("snapshot").GetProperty("signed").GetBoolean());

        var manifest = _folder["store/" + ManifestKey];
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("\"payload\":\"ey", "\"payload\":\"eyA", StringComparison.Ordinal));
        clone.Run("config", "revdex.cache", _folder["another-cache"]);
        var refused = await RunAsync(clone.Root, "pull");
        Assert.Equal(5, refused.ExitCode);
        Assert.Contains(ManifestKey, refused.Errors, StringComparison.Ordinal);
        Assert.Single(refused.Errors.TrimEnd().Split('\n'));

        // Indexing and asking go on without the store.
        var indexed = await RunAsync(clone.Root, "index");
        Assert.Equal(0, indexed.ExitCode);
        Assert.Contains(ManifestKey, indexed.Errors, StringComparison.Ordinal);
        var found = JsonElement.Parse((await RunAsync(clone.Root, "find", "Parser", "--json")).Output);
        Assert.True(found.GetProperty("view").GetProperty("complete").GetBoolean());
        Assert.False(found.GetProperty("view").GetProperty("snapshot").GetProperty("signed").GetBoolean());
    }

    [Fact]
    public async Task Publishing_unsigned_where_a_key_is_trusted_is_refused_but_for_a_pull_request()
    {
        var (path, key) = await NewKeyAsync();
        _sample.Git.Run("config", "revdex.trustedkey", key.PublicKey.Text);
        var unsigned = await RunAsync(_sample.Root, "publish", "--store", Store);
        Assert.Equal(5, unsigned.ExitCode);
        Assert.Contains(SigningKey.Variable, unsigned.Errors, StringComparison.Ordinal);
        var (other, _) = await NewKeyAsync();
        Assert.Equal(5, (await RunSignedAsync(_sample.Root, other, "publish", "--store", Store)).ExitCode);
        Assert.False(Directory.Exists(_folder["store"]));

        Assert.Equal(0, (await RunSignedAsync(_sample.Root, path, "publish", "--store", Store, "--pr", "7")).ExitCode);
        Assert.Equal([_folder["store/pr"]], Directory.EnumerateFileSystemEntries(_folder["store"]).Where(e => !e.EndsWith(".tmp", StringComparison.Ordinal)));
        Assert.False(Envelope.Is(File.ReadAllBytes(_folder["store/pr/7/" + ManifestKey])));
        Assert.Equal(2, (await RunAsync(_sample.Root, "publish", "--store", Store, "--pr", "0")).ExitCode);

        // The key was not even looked at.
        Assert.Equal(0, (await RunSignedAsync(_sample.Root, "no key at all", "publish", "--store", Store, "--pr", "8")).ExitCode);

        using var clone = Clone(key);
        var pulled = await RunAsync(clone.Root, "pull");
        Assert.Contains("no snapshot", pulled.Output, StringComparison.Ordinal);
        Assert.StartsWith("pulled", (await RunAsync(clone.Root, "pull", "--pr", "7")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Several_keys_may_be_trusted_and_the_environment_goes_before_git_config()
    {
        var (path, key) = await NewKeyAsync();
        var (_, other) = await NewKeyAsync();
        await RunSignedAsync(_sample.Root, path, "publish", "--store", Store);
        using var clone = Clone(other);
        Assert.Equal(5, (await RunAsync(clone.Root, "pull")).ExitCode);
        clone.Run("config", "--add", "revdex.trustedkey", key.PublicKey.Text);
        Assert.Equal(0, (await RunAsync(clone.Root, "pull")).ExitCode);

        clone.Run("config", "revdex.cache", _folder["another-cache"]);
        var start = RevdexProcess.StartInfo(clone.Root, "pull");
        start.Environment["REVDEX_TRUSTEDKEY"] = other.PublicKey.Text;
        Assert.Equal(5, (await RevdexProcess.RunAsync(start)).ExitCode);
        start.Environment["REVDEX_TRUSTEDKEY"] = "nonsense";
        Assert.Equal(5, (await RevdexProcess.RunAsync(start)).ExitCode);
    }

    /// <summary>A committed file may name a store; whoever can commit must not decide whom readers trust, what they show, or what they run.</summary>
    [Theory]
    [InlineData("trustedkey", "TRUSTED")]
    [InlineData("signingkey", "TRUSTED")]
    [InlineData("cache", "/nowhere/at/all")]
    [InlineData("executable", "/nowhere/at/all")]
    [InlineData("cachebudget", "nonsense")]
    [InlineData("credential", "nonsense")]
    [InlineData("sastoken", "nonsense")]
    public async Task Committed_file_names_a_store_and_nothing_else(string name, string value)
    {
        using var key = SigningKey.New();
        _sample.Git.Write(".revdexconfig", $"[revdex]\n\tstore = {Store}\n\t{name} = {value.Replace("TRUSTED", key.PublicKey.Text, StringComparison.Ordinal)}\n");
        _sample.Git.Commit();
        var published = await RunAsync(_sample.Root, "publish");
        Assert.Equal((0, ""), (published.ExitCode, Complaints(published.Errors)));
        Assert.False(Envelope.Is(File.ReadAllBytes(_folder["store/" + ManifestKey])));

        // Were the key trusted, pulling what nobody signed would be refused.
        using var clone = _sample.Git.Clone();
        clone.Run("config", "revdex.cache", _folder["another-cache"]);
        Assert.StartsWith("pulled", (await RunAsync(clone.Root, "pull")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_part_of_the_key_is_printed_stored_or_put_into_an_argument()
    {
        var (path, _) = await NewKeyAsync();
        var pem = File.ReadAllText(path);
        var texts = new List<string>();
        foreach (var arguments in new string[][] { ["index"], ["publish", "--store", Store], ["publish", "--store", Store, "--json"], ["pull", "--store", Store], ["status", "--json"], ["publish", "--store", "nonsense://x"] })
        {
            var (_, output, errors) = await RunSignedAsync(_sample.Root, pem, arguments);
            texts.AddRange([output, errors]);
        }

        texts.AddRange((await Task.WhenAll(new[] { pem[..^60], pem.Replace("BEGIN", "BEGYN", StringComparison.Ordinal) }.Select(broken => RunSignedAsync(_sample.Root, broken, "publish", "--store", Store)))).Select(r => r.Errors));
        var cache = _sample.Git.Open().Config("revdex.cache")!; // SampleRepository sets it.
        texts.AddRange(new[] { _folder["store"], cache }.SelectMany(folder => Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)).Select(File.ReadAllText));
        Assert.All(texts, text => Assert.DoesNotContain(Secret(pem), text, StringComparison.Ordinal));
    }

    /// <summary>Children that work on what the repository holds get no secret: neither in their environment nor in their command line.</summary>
    [Fact]
    public async Task Children_do_not_get_the_key()
    {
        if (!OperatingSystem.IsLinux())
        {
            return;
        }

        var start = RevdexProcess.StartInfo(_sample.Root, "serve");
        start.Environment[SigningKey.Variable] = "the-secret-marker";
        using var server = Process.Start(start)!; // Not null: a new process.
        await server.StandardInput.WriteLineAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        await server.StandardOutput.ReadLineAsync();
        await server.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await server.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"outline","arguments":{"path":"src/Parser.cs"}}}""");
        await server.StandardOutput.ReadLineAsync();
        var children = Children(server.Id);
        Assert.NotEmpty(children); // The extract workers live on.
        Assert.Contains("the-secret-marker", File.ReadAllText($"/proc/{server.Id}/environ"), StringComparison.Ordinal);
        Assert.All(children, id => Assert.DoesNotContain("the-secret-marker", File.ReadAllText($"/proc/{id}/environ") + File.ReadAllText($"/proc/{id}/cmdline"), StringComparison.Ordinal));
        server.StandardInput.Close();
        await server.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
    }

    [Fact]
    public void Git_and_its_filters_get_none_of_our_variables()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var git = _sample.Git.FullPath(".git/git");
        TestRepository.WriteScript(git, $"#!/bin/sh\nenv >>'{_folder["environment"]}'\nexec git \"$@\"\n");
        Environment.SetEnvironmentVariable("REVDEX_MARKER_OF_A_TEST", "x");
        Revdex.Git.GitRepository.Open(_sample.Root, git).Head();
        Environment.SetEnvironmentVariable("REVDEX_MARKER_OF_A_TEST", null);
        Assert.DoesNotContain("REVDEX_", File.ReadAllText(_folder["environment"]), StringComparison.Ordinal);
    }

    private static List<int> Children(int parent) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(name => int.TryParse(name, out _)).Select(int.Parse!)
            .Where(id => ParentOf(id) == parent),
    ];

    private static int ParentOf(int id)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{id}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], null);
        }
        catch (IOException)
        {
            return 0; // It ended.
        }
    }

    /// <summary>Without how far the work is.</summary>
    private static string Complaints(string errors) => Regex.Replace(errors, @"^revdex: \w+ \d+.*\n", "", RegexOptions.Multiline);

    /// <summary>A piece of the private key that is in no public one: the beginning holds the secret number.</summary>
    private static string Secret(string pem) => pem.Split('\n')[1][48..64];

    private TestRepository Clone(SigningKey trusted)
    {
        var clone = _sample.Git.Clone();
        clone.Run("config", "revdex.store", Store);
        clone.Run("config", "revdex.cache", _folder["clone-cache"]);
        clone.Run("config", "revdex.trustedkey", trusted.PublicKey.Text);
        return clone;
    }

    private async Task<(string Path, SigningKey Key)> NewKeyAsync()
    {
        var path = _folder[$"{Guid.NewGuid():N}.pem"];
        Assert.Equal(0, (await RunAsync(_folder.Path, "key", "new", path)).ExitCode);
        return (path, SigningKey.Parse(path));
    }

    private static Task<(int ExitCode, string Output, string Errors)> RunAsync(string folder, params string[] arguments) => RunSignedAsync(folder, null, arguments);

    private static Task<(int ExitCode, string Output, string Errors)> RunSignedAsync(string folder, string? signingKey, params string[] arguments)
    {
        var start = RevdexProcess.StartInfo(folder, arguments);
        start.Environment[SigningKey.Variable] = signingKey;
        return RevdexProcess.RunAsync(start);
    }
}
