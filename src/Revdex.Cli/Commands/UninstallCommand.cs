using System.CommandLine;
using Revdex.Cli.Clients;

namespace Revdex.Cli.Commands;

/// <summary>Takes the server out of the configuration files of MCP clients.</summary>
internal static class UninstallCommand
{
    public static Command Create()
    {
        var options = new ClientOptions("Clients to uninstall from");
        var command = new Command("uninstall", "Remove Revdex from the MCP servers of a client; a file that install made goes too.");
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var clients = options.Clients(parsed) is { Count: > 0 } named ? named
                : throw new RevdexException("say which client to uninstall from ('revdex install' lists them)", ExitCode.Usage);
            var installer = options.Installer(parsed, ClientFolders.OfThisMachine());
            var isDryRun = options.IsDryRun(parsed);
            var reports = clients.Select(client => new ClientReport(installer.Uninstall(client, options.Scope(parsed, client), isDryRun), isDryRun, []));
            return ClientReport.Print([.. reports], parsed.GetValue(CommonOptions.Json));
        });
        return command;
    }
}
