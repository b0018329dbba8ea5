using Revdex.Cli.Clients;
using Revdex.Tests.Storage;

namespace Revdex.Tests.Clients;

/// <summary>Real files, in a home and a project that lie in a temporary folder.</summary>
public sealed class ClientInstallerTests : IDisposable
{
    private static readonly ServerCommand Server = new("revdex", ["serve"]);

    private readonly TemporaryFolder _folder = new();
    private readonly ClientInstaller _installer;

    public ClientInstallerTests()
    {
        var folders = new ClientFolders(ClientPlatform.Linux, name => name == "HOME" ? _folder["home"] : name == "PATH" ? _folder["bin"] : null);
        Directory.CreateDirectory(_folder["project"]);
        _installer = new ClientInstaller(folders, _folder["project"], "revdex");
    }

    [Fact]
    public void Missing_folders_are_made_and_go_again()
    {
        var made = _installer.Install(Of("cursor"), ClientScope.Project, Server, isDryRun: false);
        Assert.Equal((ClientChangeKind.Created, _folder["project/.cursor/mcp.json"]), (made.Kind, made.Path));
        Assert.True(_installer.IsInstalled(Of("cursor"), ClientScope.Project));
        Assert.Equal(ClientChangeKind.Unchanged, _installer.Install(Of("cursor"), ClientScope.Project, Server, isDryRun: false).Kind);

        Assert.Equal(ClientChangeKind.Deleted, _installer.Uninstall(Of("cursor"), ClientScope.Project, isDryRun: false).Kind);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder["project"]));
        Assert.Equal(ClientChangeKind.Unchanged, _installer.Uninstall(Of("cursor"), ClientScope.Project, isDryRun: false).Kind);
    }

    [Fact]
    public void A_folder_with_something_else_in_it_stays()
    {
        _installer.Install(Of("cursor"), ClientScope.Project, Server, isDryRun: false);
        File.WriteAllText(_folder["project/.cursor/rules"], "");
        _installer.Uninstall(Of("cursor"), ClientScope.Project, isDryRun: false);
        Assert.Equal([_folder["project/.cursor/rules"]], Directory.EnumerateFileSystemEntries(_folder["project/.cursor"]));
    }

    [Fact]
    public void A_dry_run_shows_the_lines_and_writes_nothing()
    {
        Write("project/.mcp.json", "{\n  \"mcpServers\": {\n    \"b\": { \"env\": { \"KEY\": \"secret\" } },\n    \"c\": {}\n  }\n}\n");
        var before = File.ReadAllText(_folder["project/.mcp.json"]);
        var change = _installer.Install(Of("claude"), ClientScope.Project, Server, isDryRun: true);
        Assert.Equal(before, File.ReadAllText(_folder["project/.mcp.json"]));
        var path = _folder["project/.mcp.json"];
        Assert.Equal(
            $"--- {path}\n+++ {path}\n@@ -4,1 +4,5 @@\n-    \"c\": {{}}\n+    \"c\": {{}},\n+    \"revdex\": {{\n+      \"command\": \"revdex\",\n+      \"args\": [\"serve\"]\n+    }}\n", change.Diff);

        var made = _installer.Install(Of("gemini"), ClientScope.User, Server, isDryRun: true);
        Assert.StartsWith("--- /dev/null\n", made.Diff, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_folder["home"]));
    }

    [Fact]
    public void A_file_that_is_not_valid_stays_as_it_is()
    {
        Write("project/.mcp.json", "{ \"mcpServers\": ");
        Assert.Throws<RevdexException>(() => _installer.Install(Of("claude"), ClientScope.Project, Server, isDryRun: false));
        Assert.Throws<RevdexException>(() => _installer.Uninstall(Of("claude"), ClientScope.Project, isDryRun: false));
        Assert.Equal("{ \"mcpServers\": ", File.ReadAllText(_folder["project/.mcp.json"]));
        Assert.Null(_installer.IsInstalled(Of("claude"), ClientScope.Project));

        File.WriteAllBytes(_folder["project/.mcp.json"], [.. "{ \"a\": \""u8, 0xFF, .. "\" }"u8]);
        Assert.Equal($"'{_folder["project/.mcp.json"]}' is not UTF-8: nothing was written", Assert.Throws<RevdexException>(
            () => _installer.Install(Of("claude"), ClientScope.Project, Server, isDryRun: false)).Message);
    }

    [Fact]
    public void Of_several_names_the_one_that_is_there_is_taken()
    {
        Write("project/opencode.jsonc", "{}\n");
        Assert.Equal(_folder["project/opencode.jsonc"], _installer.Install(Of("opencode"), ClientScope.Project, Server, isDryRun: false).Path);
        Assert.Equal([_folder["project/opencode.jsonc"]], Directory.EnumerateFileSystemEntries(_folder["project"]));
    }

    [Fact]
    public void A_symlink_stays_one_and_its_target_is_edited()
    {
        if (OperatingSystem.IsWindows())
        {
            return; // Making one needs a privilege there.
        }

        Write("dotfiles/codex.toml", "model = \"x\"\n");
        Directory.CreateDirectory(_folder["home/.codex"]);
        File.CreateSymbolicLink(_folder["home/.codex/config.toml"], "../../dotfiles/codex.toml");
        _installer.Install(Of("codex"), ClientScope.User, Server, isDryRun: false);
        Assert.Equal("../../dotfiles/codex.toml", new FileInfo(_folder["home/.codex/config.toml"]).LinkTarget);
        Assert.Contains("[mcp_servers.revdex]", File.ReadAllText(_folder["dotfiles/codex.toml"]), StringComparison.Ordinal);
        _installer.Uninstall(Of("codex"), ClientScope.User, isDryRun: false);
        Assert.Equal("model = \"x\"\n", File.ReadAllText(_folder["dotfiles/codex.toml"]));
    }

    [Fact]
    public void Permissions_stay_and_a_new_file_of_a_users_is_his_alone()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        Write("home/.claude.json", "{}");
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead;
        File.SetUnixFileMode(_folder["home/.claude.json"], mode);
        _installer.Install(Of("claude"), ClientScope.User, Server, isDryRun: false);
        Assert.Equal(mode, File.GetUnixFileMode(_folder["home/.claude.json"]));

        _installer.Install(Of("windsurf"), ClientScope.User, Server, isDryRun: false);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_folder["home/.codeium/windsurf/mcp_config.json"]));
        Assert.DoesNotContain(Directory.EnumerateFiles(_folder["home"], "*", SearchOption.AllDirectories), path => path.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void What_another_program_wrote_meanwhile_is_not_lost()
    {
        Write("project/.mcp.json", "{}");
        var file = ConfigurationFile.Read(_folder["project/.mcp.json"]);
        Write("project/.mcp.json", "{ \"new\": 1 }");
        Assert.Contains("was written by another program", Assert.Throws<RevdexException>(() => file.Write("{}", _folder["project"], isPrivate: false)).Message, StringComparison.Ordinal);
        Assert.Throws<RevdexException>(() => file.Write(null, _folder["project"], isPrivate: false));
        Assert.Equal("{ \"new\": 1 }", File.ReadAllText(_folder["project/.mcp.json"]));
        Assert.Single(Directory.EnumerateFileSystemEntries(_folder["project"]));
    }

    [Fact]
    public void A_client_is_here_where_its_program_or_its_folder_is()
    {
        Assert.DoesNotContain(ClientSet.All, _installer.IsHere);
        Directory.CreateDirectory(_folder["home/.cursor"]);
        Write("bin/codex", "");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_folder["bin/codex"], UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Assert.Equal(["cursor", "codex"], ClientSet.All.Where(_installer.IsHere).Select(client => client.Id));
    }

    [Fact]
    public void A_variable_moves_a_users_file()
    {
        var folders = new ClientFolders(ClientPlatform.Linux, name => name switch { "HOME" => "/home/me", "CODEX_HOME" => "/codex", "XDG_CONFIG_HOME" => "/config", _ => null });
        Assert.Equal("/codex/config.toml", folders.Expand("${CODEX_HOME:-~/.codex}/config.toml"));
        Assert.Equal("/home/me/.claude.json", folders.Expand("${CLAUDE_CONFIG_DIR:-~}/.claude.json"));
        Assert.Equal("/config/zed/settings.json", folders.Expand("{config}/zed/settings.json"));
    }

    public void Dispose() => _folder.Dispose();

    private static Client Of(string id) => ClientSet.All.Single(client => client.Id == id);

    private void Write(string path, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder[path])!);
        File.WriteAllText(_folder[path], text);
    }
}
