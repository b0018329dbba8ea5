namespace Revdex.Cli.Clients;

/// <summary>One MCP client: what its documentation says of the file in which it finds its servers.</summary>
/// <param name="Id">What is typed.</param>
/// <param name="Name">What it calls itself.</param>
/// <param name="Documentation">The page that says so.</param>
/// <param name="Section">The key, in the root of the file, whose value holds the servers by name.</param>
/// <param name="Fields">A server's entry, in order.</param>
internal sealed record Client(string Id, string Name, string Documentation, string Section, params ServerField[] Fields)
{
    public ConfigurationFormat Format { get; init; } = ConfigurationFormat.Json;

    /// <summary>Null where it has none.</summary>
    public ClientFile? Project { get; init; }

    /// <summary>Null where it has none.</summary>
    public ClientFile? User { get; init; }

    /// <summary>A program that is on the PATH where it is installed.</summary>
    public string? Program { get; init; }

    /// <summary>A folder that is there where it is used; null: that of its user's file.</summary>
    public string? Trace { get; init; }

    public ClientFile? File(ClientScope scope) => scope == ClientScope.Project ? Project : User;
}
