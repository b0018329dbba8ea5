namespace Revdex.Cli.Clients;

/// <summary>Puts Revdex among the servers of a client, and takes it out again.</summary>
/// <param name="project">The root of the project; null: there is none here.</param>
/// <param name="name">What the server is called in the file.</param>
internal sealed class ClientInstaller(ClientFolders folders, string? project, string name)
{
    /// <param name="isDryRun">Nothing is written.</param>
    /// <exception cref="RevdexException">The client has no file in that scope, or the file is not valid or cannot be written.</exception>
    public ClientChange Install(Client client, ClientScope scope, ServerCommand server, bool isDryRun)
    {
        var file = Read(client, scope);
        var servers = Servers(client, file);
        var text = servers.Install(file.Text, server);
        var kind = text == file.Text ? ClientChangeKind.Unchanged
            : file.Text is null ? ClientChangeKind.Created
            : servers.IsIn(file.Text) ? ClientChangeKind.Updated
            : ClientChangeKind.Added;
        return Write(client, scope, file, text, kind, isDryRun);
    }

    /// <inheritdoc cref="Install"/>
    public ClientChange Uninstall(Client client, ClientScope scope, bool isDryRun)
    {
        var file = Read(client, scope);
        var text = file.Text is null ? null : Servers(client, file).Uninstall(file.Text);
        var kind = text == file.Text ? ClientChangeKind.Unchanged : text is null ? ClientChangeKind.Deleted : ClientChangeKind.Removed;
        return Write(client, scope, file, text, kind, isDryRun);
    }

    /// <summary>Whether the server is in the client's file; null where the file is not valid.</summary>
    public bool? IsInstalled(Client client, ClientScope scope)
    {
        try
        {
            var file = Read(client, scope);
            return file.Text is not null && Servers(client, file).IsIn(file.Text);
        }
        catch (Exception e) when (e is RevdexException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether the client seems to be on this machine.</summary>
    public bool IsHere(Client client) =>
        (client.Program is { } program && folders.Find(program) is not null)
        || (client.Trace is { } trace ? Directory.Exists(folders.Expand(trace)) : client.User is not null && Directory.Exists(Path.GetDirectoryName(PathOf(client, ClientScope.User))));

    /// <summary>The file of that scope which is there, else the one to make; null where the client has none, or there is no project.</summary>
    public string? PathOf(Client client, ClientScope scope)
    {
        if (client.File(scope) is not { } file || (scope == ClientScope.Project && project is null))
        {
            return null;
        }

        var named = folders.Platform == ClientPlatform.Windows ? file.Windows ?? file.Paths : file.Paths;
        var paths = named.Select(path => scope == ClientScope.User ? folders.Expand(path) : Path.Combine(project!, path.Replace('/', Path.DirectorySeparatorChar))).ToList(); // Not null: see above.
        return paths.Find(path => new FileInfo(path) is var there && (there.Exists || there.LinkTarget is not null)) ?? paths[0];
    }

    private ConfigurationFile Read(Client client, ClientScope scope) => PathOf(client, scope) is { } path ? ConfigurationFile.Read(path)
        : client.File(scope) is null ? throw new RevdexException($"{client.Name} has no file for {(scope == ClientScope.Project ? "one project" : "one user")}: use --scope {(scope == ClientScope.Project ? "user" : "project")}", ExitCode.Usage)
        : throw new RevdexException("there is no working tree here to install into: run this in one, name one with --repo, or use --scope user");

    private ClientChange Write(Client client, ClientScope scope, ConfigurationFile file, string? text, ClientChangeKind kind, bool isDryRun)
    {
        if (kind != ClientChangeKind.Unchanged && !isDryRun)
        {
            file.Write(text, scope == ClientScope.Project ? project! : folders.Expand("~"), isPrivate: scope == ClientScope.User); // Not null: the file is in it.
        }

        return new ClientChange(client, scope, kind, file.Path, LineDiff.Of(file.Path, file.Text, text));
    }

    private IServerList Servers(Client client, ConfigurationFile file) => client.Format == ConfigurationFormat.Json
        ? new JsonServers(file.Path, client.Section, name, client.Fields)
        : new TomlServers(file.Path, client.Section, name, client.Fields);
}
