using Revdex.Cli.Clients;

namespace Revdex.Tests.Clients;

public sealed class TomlServersTests
{
    private const string Table = "[mcp_servers.revdex]\ncommand = \"revdex\"\nargs = [\"serve\"]";

    private static readonly ServerCommand Server = new("revdex", ["serve"]);

    private static readonly TomlServers Servers = new("config.toml", "mcp_servers", "revdex", [ServerField.Command, ServerField.Arguments]);

    private static readonly string[] Statements =
    [
        "", "# [mcp_servers.revdex]", "a = 1", "b.c = 1979-05-27 07:32:00Z", "'d e' = [ 1, # one\n  [2],\n]", "f = { g = \"}\", h = 'i' }", "[table]", "[[array]]",
        "[mcp_servers]", "[mcp_servers.other]", "[mcp_servers.other.env]", "[\"mcp_servers\" . 'revdex2']", "s = \"\"\"\n[mcp_servers.revdex]\n\"\"\"\"", "t = '''\n'' ] '''", "  u = +inf # ü",
        "v = 'C:\\'", "w = \"\\\"#\"",
    ];

    [Theory]
    [InlineData("a = 1\n", "a = 1\n\n" + Table + "\n")]
    [InlineData("a = 1", "a = 1\n\n" + Table)]
    [InlineData("[b]\n\n\n", "[b]\n\n\n\n" + Table + "\n")]
    [InlineData("\uFEFF", "\uFEFF" + Table)]
    public void A_table_is_put_at_the_end(string text, string expected)
    {
        Assert.Equal(expected, Servers.Install(text, Server));
        Assert.Equal(text, Servers.Uninstall(expected));
    }

    [Fact]
    public void What_somebody_added_to_the_table_stays_when_it_is_installed_again()
    {
        const string Text = "[mcp_servers.revdex] # mine\nstartup_timeout_sec = 60\ncommand = 'old' # old\n\n[mcp_servers.revdex.env]\nA = \"b\"\n\n[other]\nx = 1\n";
        var updated = Servers.Install(Text, Server);
        Assert.Equal(
            "[mcp_servers.revdex] # mine\nstartup_timeout_sec = 60\ncommand = \"revdex\" # old\nargs = [\"serve\"]\n\n[mcp_servers.revdex.env]\nA = \"b\"\n\n[other]\nx = 1\n", updated);
        Assert.Equal(updated, Servers.Install(updated, Server));
        Assert.Equal("\n[other]\nx = 1\n", Servers.Uninstall(updated));
    }

    [Theory]
    [InlineData("mcp_servers = { other = { command = \"x\" } }", "mcp_servers")]
    [InlineData("mcp_servers.revdex.command = \"x\"", "mcp_servers.revdex.command")]
    [InlineData("[mcp_servers]\nrevdex = { command = \"x\" }", "mcp_servers.revdex")]
    [InlineData("[[mcp_servers]]\nname = \"x\"", "mcp_servers")]
    public void Other_forms_are_not_edited(string text, string what)
    {
        var refusal = Assert.Throws<RevdexException>(() => Servers.Install(text, Server));
        Assert.StartsWith($"'config.toml' has '{what}' in a form that is not edited here", refusal.Message, StringComparison.Ordinal);
        Assert.Throws<RevdexException>(() => Servers.Uninstall(text));
    }

    [Theory]
    [InlineData("a = ", "a value is needed (line 1)")]
    [InlineData("a = 1 b = 2", "something follows on the line (line 1)")]
    [InlineData("a = \"b", "a value is needed (line 1)")]
    [InlineData("a = 1\n[b", "']' is needed (line 2)")]
    [InlineData("a = [1 2]", "',' or ']' is needed (line 1)")]
    [InlineData("= 1", "a key is needed (line 1)")]
    [InlineData("{ \"json\": 1 }", "a key is needed (line 1)")]
    public void What_a_client_could_not_read_is_refused(string text, string message)
    {
        var refusal = Assert.Throws<RevdexException>(() => Servers.Install(text, Server));
        Assert.Equal($"'config.toml' is not valid TOML: {message}; nothing was written", refusal.Message);
        Assert.Equal(ExitCode.Environment, refusal.ExitCode);
    }

    [Fact]
    public void Random_files_come_back_byte_for_byte()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var random = new Random(seed);
            var end = random.Next(2) == 0 ? "\n" : "\r\n";
            var lines = Enumerable.Range(0, random.Next(8)).Select(_ => Statements[random.Next(Statements.Length)].ReplaceLineEndings(end));
            var text = (random.Next(8) == 0 ? "\uFEFF" : "") + string.Join(end, lines) + (random.Next(2) == 0 ? end : "");
            var installed = Servers.Install(text, Server);
            Assert.StartsWith(text, installed, StringComparison.Ordinal);
            Assert.Equal(TomlReader.Read(text, "").Count + 3, TomlReader.Read(installed, "").Count);
            Assert.True(Servers.IsIn(installed));
            Assert.Equal(installed, Servers.Install(installed, Server));
            Assert.Equal(text, Servers.Uninstall(installed));
        }
    }
}
