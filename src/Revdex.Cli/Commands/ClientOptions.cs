using System.CommandLine;
using Revdex.Cli.Clients;
using Revdex.Git;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

/// <summary>What <c>install</c> and <c>uninstall</c> are told.</summary>
internal sealed class ClientOptions
{
    private const int NameMaxLength = 64;

    private readonly Argument<string[]> _clients;

    private readonly Option<string?> _scope = new("--scope")
    {
        Description = "project: a file in the repository, for everybody; user: a file of yours, for all projects [default: project where the client has one]",
        HelpName = "project|user",
    };

    private readonly Option<bool> _dryRun = new("--dry-run") { Description = "Only show the file and what would change in it" };

    private readonly Option<string> _name = new("--name")
    {
        Description = "What the server is called",
        HelpName = "name",
        DefaultValueFactory = _ => ThisProgram.Name,
    };

    public ClientOptions(string description) => _clients = new("client")
    {
        Description = $"{description}: {string.Join(", ", ClientSet.All.Select(client => client.Id))}",
        Arity = ArgumentArity.ZeroOrMore,
    };

    /// <summary>Null where there is none.</summary>
    /// <exception cref="RevdexException">One was named, and is none.</exception>
    public static GitRepository? Repository(ParseResult parsed)
    {
        var named = parsed.GetValue(CommonOptions.Repo);
        try
        {
            return GitRepository.Open(named ?? Environment.CurrentDirectory);
        }
        catch (RevdexException) when (named is null)
        {
            return null;
        }
    }

    /// <summary>The root of the working tree; null where there is none.</summary>
    /// <exception cref="RevdexException">A repository was named, and is none.</exception>
    public static string? Project(ParseResult parsed) => Repository(parsed)?.WorkTree is { } root ? Path.GetFullPath(root) : null;

    public void AddTo(Command command)
    {
        command.Add(_clients);
        command.Add(_scope);
        command.Add(_dryRun);
        command.Add(_name);
    }

    /// <exception cref="RevdexException">One is not known.</exception>
    public IReadOnlyList<Client> Clients(ParseResult parsed) => [.. (parsed.GetValue(_clients) ?? []).Distinct().Select(Known)];

    /// <exception cref="RevdexException">It is neither of the two.</exception>
    public ClientScope Scope(ParseResult parsed, Client client) => parsed.GetValue(_scope) switch
    {
        null => client.Project is null ? ClientScope.User : ClientScope.Project,
        "project" => ClientScope.Project,
        "user" => ClientScope.User,
        var other => throw new RevdexException($"--scope cannot be '{ToolArguments.Shown(other)}': give project or user", ExitCode.Usage),
    };

    public bool IsDryRun(ParseResult parsed) => parsed.GetValue(_dryRun);

    /// <exception cref="RevdexException">The name is one that a client would not take.</exception>
    public ClientInstaller Installer(ParseResult parsed, ClientFolders folders)
    {
        var name = parsed.GetValue(_name) ?? ThisProgram.Name;
        return name.Length is > 0 and <= NameMaxLength && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_')
            ? new ClientInstaller(folders, Project(parsed), name)
            : throw new RevdexException($"--name '{ToolArguments.Shown(name)}': letters, digits, '-' and '_' are taken, {NameMaxLength} at most", ExitCode.Usage);
    }

    private static Client Known(string id) => ClientSet.All.FirstOrDefault(client => client.Id == id)
        ?? throw new RevdexException($"'{ToolArguments.Shown(id)}' is no client that is known{Hint(id)}", ExitCode.Usage);

    private static string Hint(string id) => Spelling.Nearest(id, ClientSet.All.Select(client => client.Id)) is { } nearest
        ? $" (did you mean '{nearest}'?)"
        : " ('revdex install' lists them)";
}
