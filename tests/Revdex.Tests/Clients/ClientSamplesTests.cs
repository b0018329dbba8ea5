using System.Text;
using Revdex.Cli.Clients;

namespace Revdex.Tests.Clients;

/// <summary>
/// Each client against a sample of the file that its documentation shows (<c>Samples/ID.json</c>), with other servers and settings in it, and
/// the same file with Revdex (<c>Samples/ID.installed.json</c>).
/// </summary>
public sealed class ClientSamplesTests
{
    private static readonly ServerCommand Server = new("revdex", ["serve"]);

    private static readonly string Samples = Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Clients", "Samples");

    private static bool IsRewriting => Environment.GetEnvironmentVariable("REVDEX_REWRITE_GOLDENS") == "1" && Environment.GetEnvironmentVariable("CI") is null or "";

    public static TheoryData<string> Ids => [.. ClientSet.All.Select(client => client.Id)];

    [Theory]
    [MemberData(nameof(Ids))]
    public void Install_adds_the_server_and_uninstall_gives_the_sample_back(string id)
    {
        var servers = Servers(id, out var client);
        var (sample, expected) = (Sample(client, ""), Sample(client, ".installed"));
        var installed = servers.Install(sample, Server);
        if (IsRewriting)
        {
            File.WriteAllText(Path.Combine(Samples, $"{id}.installed.{Ending(client)}"), expected = installed);
        }

        Assert.Equal(expected, installed);
        Assert.True(servers.IsIn(installed));
        Assert.False(servers.IsIn(sample));
        Assert.Equal(installed, servers.Install(installed, Server));
        Assert.Equal(sample, servers.Uninstall(installed));
        Assert.Equal(sample, servers.Uninstall(sample));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Line_ends_and_a_byte_order_mark_stay(string id)
    {
        var servers = Servers(id, out var client);
        var sample = $"\uFEFF{Sample(client, "").Replace("\n", "\r\n", StringComparison.Ordinal)}";
        var installed = servers.Install(sample, Server);
        Assert.Equal($"\uFEFF{Sample(client, ".installed").Replace("\n", "\r\n", StringComparison.Ordinal)}", installed);
        Assert.Equal(sample, servers.Uninstall(installed));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void A_file_is_made_and_goes_again(string id)
    {
        var servers = Servers(id, out _);
        var made = servers.Install(null, Server);
        Assert.EndsWith("\n", made, StringComparison.Ordinal);
        Assert.True(servers.IsIn(made));
        Assert.Equal(made, servers.Install(made, Server));
        Assert.Null(servers.Uninstall(made));

        Assert.Equal("", servers.Uninstall(servers.Install("", Server)));
        Assert.Equal("\n", servers.Uninstall(servers.Install("\n", Server)));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Another_command_changes_only_that(string id)
    {
        var servers = Servers(id, out var client);
        var installed = servers.Install(Sample(client, ""), Server);
        var other = new ServerCommand("/opt/Müller/re\"vdex", ["serve", "--repo", "C:\\work"]);
        var updated = servers.Install(installed, other);
        Assert.Equal(servers.Install(Sample(client, ""), other), updated);
        Assert.Equal(installed, servers.Install(updated, Server));
        Assert.Equal(Sample(client, ""), servers.Uninstall(updated));
    }

    [Theory]
    [InlineData("Linux")]
    [InlineData("MacOs")]
    [InlineData("Windows")]
    public void Files_are_where_the_clients_look_for_them(string platform)
    {
        var folders = new ClientFolders(Enum.Parse<ClientPlatform>(platform), name => name is "HOME" or "USERPROFILE" ? "/home/me" : null);
        var installer = new ClientInstaller(folders, "/work/app", "revdex");
        var lines = new StringBuilder();
        foreach (var client in ClientSet.All)
        {
            lines.Append($"{client.Id}: {installer.PathOf(client, ClientScope.Project) ?? "-"} {installer.PathOf(client, ClientScope.User) ?? "-"}\n");
        }

        var golden = Path.Combine(Samples, $"paths.{platform}.txt");
        if (IsRewriting)
        {
            File.WriteAllText(golden, lines.ToString());
        }

        if (!OperatingSystem.IsWindows()) // The golden has its paths as they are here.
        {
            Assert.Equal(File.ReadAllText(golden), lines.ToString());
        }
    }

    [Fact]
    public void Every_client_names_its_documentation_and_has_a_file()
    {
        Assert.All(ClientSet.All, client => Assert.StartsWith("https://", client.Documentation, StringComparison.Ordinal));
        Assert.All(ClientSet.All, client => Assert.True(client.Project is not null || client.User is not null));
        Assert.Equal(ClientSet.All.Count, ClientSet.All.Select(client => client.Id).Distinct().Count());
    }

    private static IServerList Servers(string id, out Client client)
    {
        client = ClientSet.All.Single(c => c.Id == id);
        return client.Format == ConfigurationFormat.Json
            ? new JsonServers("file", client.Section, "revdex", client.Fields)
            : new TomlServers("file", client.Section, "revdex", client.Fields);
    }

    private static string Sample(Client client, string suffix)
    {
        var path = Path.Combine(Samples, $"{client.Id}{suffix}.{Ending(client)}");
        return File.Exists(path) || !IsRewriting ? File.ReadAllText(path) : "";
    }

    private static string Ending(Client client) => client.Format == ConfigurationFormat.Json ? "json" : "toml";
}
