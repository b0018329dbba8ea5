using System.CommandLine;
using Revdex.Cli.Clients;

namespace Revdex.Cli.Commands;

/// <summary>Puts the server into the configuration files of MCP clients, or lists them.</summary>
internal static class InstallCommand
{
    private static readonly string[] Serve = ["serve"];

    public static Command Create()
    {
        var options = new ClientOptions("Clients to install into; none: list them, their files, and which have Revdex");
        var command = new Command("install", "Add Revdex to the MCP servers of a client, in its configuration file; what is there stays as it is.");
        options.AddTo(command);
        command.SetAction(parsed => options.Clients(parsed) is { Count: > 0 } clients ? Install(parsed, options, clients) : List(parsed, options));
        return command;
    }

    private static int Install(ParseResult parsed, ClientOptions options, IReadOnlyList<Client> clients)
    {
        var folders = ClientFolders.OfThisMachine();
        var installer = options.Installer(parsed, folders);
        var reports = new List<ClientReport>();
        foreach (var client in clients)
        {
            var scope = options.Scope(parsed, client);
            var change = installer.Install(client, scope, Server(parsed, folders, client, scope), options.IsDryRun(parsed));
            reports.Add(new ClientReport(change, options.IsDryRun(parsed), [.. Notes(parsed, folders, client, scope)]));
        }

        return ClientReport.Print(reports, parsed.GetValue(CommonOptions.Json));
    }

    /// <summary>
    /// A project's file is shared, so that it names no folder: the program is looked up on the PATH, and the client tells which folder it is. A user's file starts this
    /// very program where the PATH has none, and names a repository only if told to.
    /// </summary>
    private static ServerCommand Server(ParseResult parsed, ClientFolders folders, Client client, ClientScope scope)
    {
        if (scope == ClientScope.Project)
        {
            return new ServerCommand(ThisProgram.Name, client.Project?.Workspace is { } workspace ? [.. Serve, "--repo", workspace] : Serve);
        }

        var repository = parsed.GetValue(CommonOptions.Repo) is null ? null : ClientOptions.Repository(parsed);
        string[] arguments = repository is null ? Serve : [.. Serve, "--repo", Path.GetFullPath(repository.WorkTree ?? repository.GitDirectory)];
        return folders.Find(ThisProgram.Name) is null ? ThisProgram.Command(arguments) : new ServerCommand(ThisProgram.Name, arguments);
    }

    private static IEnumerable<string> Notes(ParseResult parsed, ClientFolders folders, Client client, ClientScope scope)
    {
        if (client.File(scope) is { Note: { } note })
        {
            yield return note;
        }

        if (client.File(scope) is { StartsElsewhere: true } && parsed.GetValue(CommonOptions.Repo) is null)
        {
            yield return $"it starts servers outside of projects: name one with --repo{(client.Project is null ? "" : ", or use --scope project")}";
        }

        if (scope == ClientScope.Project && folders.Find(ThisProgram.Name) is null)
        {
            yield return $"{ThisProgram.Name} is not on your PATH: put it there, since a shared file does not say where it is on your machine";
        }
    }

    private static int List(ParseResult parsed, ClientOptions options)
    {
        var folders = ClientFolders.OfThisMachine();
        var list = new ClientList(options.Installer(parsed, folders), ClientOptions.Project(parsed), folders.Expand("~"));
        if (parsed.GetValue(CommonOptions.Json))
        {
            Output.Write(JobCommand.Json(list.WriteJson));
        }
        else
        {
            Console.Write(list.ToString());
        }

        return (int)ExitCode.Done;
    }
}
