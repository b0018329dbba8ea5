using System.Diagnostics;
using System.Text.Json;
using Revdex.Cli.Clients;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Cli;

/// <summary>The real executable, with a home of its own.</summary>
public sealed class InstallCommandTests : IDisposable
{
    private readonly SampleRepository _sample = new();
    private readonly TemporaryFolder _home = new();

    [Fact]
    public async Task Installs_into_the_project_and_uninstalls()
    {
        var (exitCode, output, errors) = await RunAsync("install", "claude", "cursor");
        Assert.Equal((0, ""), (exitCode, errors));
        Assert.StartsWith($"Claude Code: created {Path.Combine(_sample.Root, ".mcp.json")}\n", output, StringComparison.Ordinal);
        Assert.Contains($"Cursor: created {Path.Combine(_sample.Root, ".cursor", "mcp.json")}\n", output, StringComparison.Ordinal);
        Assert.Contains("revdex is not on your PATH", output, StringComparison.Ordinal);
        var server = Server(Path.Combine(_sample.Root, ".cursor", "mcp.json"));
        Assert.Equal("""{"type":"stdio","command":"revdex","args":["serve","--repo","${workspaceFolder}"]}""", JsonSerializer.Serialize(server));

        var listed = JsonElement.Parse((await RunAsync("install", "--json")).Output).GetProperty("clients");
        Assert.Equal(ClientSet.All.Select(c => c.Id), listed.EnumerateArray().Select(c => c.GetProperty("client").GetString()));
        Assert.Equal(["claude", "cursor"], listed.EnumerateArray().Where(IsInstalled).Select(c => c.GetProperty("client").GetString()));
        Assert.Contains(".mcp.json  has Revdex\n", (await RunAsync("install")).Output, StringComparison.Ordinal);

        var removed = JsonElement.Parse((await RunAsync("uninstall", "claude", "cursor", "--json")).Output).GetProperty("results");
        Assert.Equal(["deleted", "deleted"], removed.EnumerateArray().Select(r => r.GetProperty("action").GetString()));
        Assert.False(File.Exists(Path.Combine(_sample.Root, ".mcp.json")) || Directory.Exists(Path.Combine(_sample.Root, ".cursor")));
    }

    [Fact]
    public async Task A_dry_run_prints_path_and_diff()
    {
        var path = Path.Combine(_sample.Root, ".mcp.json");
        var (_, output, _) = await RunAsync("install", "claude", "--dry-run", "--name", "code_index");
        Assert.StartsWith($"Claude Code: would create {path}\n--- /dev/null\n+++ {path}\n@@ -0,0 +1,8 @@\n+{{\n+  \"mcpServers\": {{\n+    \"code_index\": {{\n", output, StringComparison.Ordinal);
        Assert.False(File.Exists(path));
    }

    /// <summary>What is written must start the server: the entry of a user's file is run as a client would.</summary>
    [Fact]
    public async Task What_is_written_for_a_user_starts_the_server()
    {
        Assert.Equal(0, (await RunAsync("install", "windsurf", "--repo", _sample.Root)).ExitCode);
        var server = Server(Path.Combine(_home.Path, ".codeium", "windsurf", "mcp_config.json"));
        var start = new ProcessStartInfo(server.GetProperty("command").GetString()!, server.GetProperty("args").EnumerateArray().Select(a => a.GetString()!))
        {
            WorkingDirectory = _home.Path,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteLineAsync(
            """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}""");
        var initialized = JsonElement.Parse((await process.StandardOutput.ReadLineAsync())!);
        Assert.Equal("revdex", initialized.GetProperty("result").GetProperty("serverInfo").GetProperty("name").GetString());
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","method":"notifications/initialized"}""");
        await process.StandardInput.WriteLineAsync("""{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"find","arguments":{"name":"Parser"}}}""");
        var answer = JsonElement.Parse((await process.StandardOutput.ReadLineAsync())!).GetProperty("result").GetProperty("structuredContent");
        Assert.Equal(_sample.Git.Run("rev-parse HEAD").Trim(), answer.GetProperty("view").GetProperty("commit").GetString());
        process.StandardInput.Close();
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
    }

    [Theory]
    [InlineData("install cursr", 2, "revdex: 'cursr' is no client that is known (did you mean 'cursor'?)")]
    [InlineData("install cursor --scope all", 2, "revdex: --scope cannot be 'all': give project or user")]
    [InlineData("install windsurf --scope project", 2, "revdex: Windsurf has no file for one project: use --scope user")]
    [InlineData("install cursor --name a.b", 2, "revdex: --name 'a.b': letters, digits, '-' and '_' are taken, 64 at most")]
    [InlineData("uninstall", 2, "revdex: say which client to uninstall from ('revdex install' lists them)")]
    public async Task A_mistake_is_one_line(string arguments, int exitCode, string line)
    {
        var result = await RunAsync(arguments.Split(' '));
        Assert.Equal((exitCode, line, ""), (result.ExitCode, result.Errors.TrimEnd(), result.Output));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home.Path));
    }

    [Fact]
    public async Task Outside_of_a_repository_a_users_file_is_left_to_choose()
    {
        var result = await RunInAsync(_home.Path, "install", "cursor");
        Assert.Equal((3, "revdex: there is no working tree here to install into: run this in one, name one with --repo, or use --scope user"), (result.ExitCode, result.Errors.TrimEnd()));
        Assert.Equal(0, (await RunInAsync(_home.Path, "install", "cursor", "--scope", "user")).ExitCode);
        Assert.True(File.Exists(Path.Combine(_home.Path, ".cursor", "mcp.json")));
    }

    public void Dispose()
    {
        _sample.Dispose();
        _home.Dispose();
    }

    private static bool IsInstalled(JsonElement client) => client.GetProperty("files").EnumerateArray().Any(file => file.GetProperty("installed").GetBoolean());

    private static JsonElement Server(string path) => JsonElement.Parse(File.ReadAllBytes(path)).GetProperty("mcpServers").GetProperty("revdex");

    private Task<(int ExitCode, string Output, string Errors)> RunAsync(params string[] arguments) => RunInAsync(_sample.Root, arguments);

    private Task<(int ExitCode, string Output, string Errors)> RunInAsync(string folder, params string[] arguments)
    {
        var start = RevdexProcess.StartInfo(folder, arguments);
        foreach (var name in new[] { "XDG_CONFIG_HOME", "CLAUDE_CONFIG_DIR", "CODEX_HOME", "COPILOT_HOME" })
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in new[] { ("HOME", _home.Path), ("USERPROFILE", _home.Path), ("APPDATA", _home["AppData"]) })
        {
            start.Environment[name] = value;
        }

        // Of the programs there, git alone: whether a revdex or a client is on this machine must not matter.
        start.Environment["PATH"] = OnlyGit();
        start.FileName = Dotnet();
        return RevdexProcess.RunAsync(start);
    }

    private string OnlyGit()
    {
        if (OperatingSystem.IsWindows())
        {
            return Environment.GetEnvironmentVariable("PATH")!;
        }

        var folder = Path.Combine(_sample.Root, ".git", "only");
        Directory.CreateDirectory(folder);
        if (!File.Exists(Path.Combine(folder, "git")))
        {
            File.CreateSymbolicLink(Path.Combine(folder, "git"), Found("git"));
        }

        return folder;
    }

    private static string Dotnet() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? (OperatingSystem.IsWindows() ? "dotnet" : Found("dotnet"));

    private static string Found(string program) => new ClientFolders(ClientPlatform.Linux, Environment.GetEnvironmentVariable).Find(program)!;
}
