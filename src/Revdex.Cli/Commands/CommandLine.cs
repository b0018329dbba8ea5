using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using Revdex.Query.Tools;

namespace Revdex.Cli.Commands;

/// <summary>The whole command line: what it holds, and what is said when it is wrong.</summary>
internal static class CommandLine
{
    /// <summary>Names may start with '@' (Ruby, decorators): no token is a file of more tokens.</summary>
    private static readonly ParserConfiguration Parsing = new() { ResponseFileTokenReplacer = null };

    private static readonly InvocationConfiguration Invocation = new() { EnableDefaultExceptionHandler = false };

    /// <summary>In the order of the help, after the tools.</summary>
    private static readonly NamedCommand[] Jobs =
    [
        new("index", IndexCommand.Create), new("publish", PublishCommand.Create), new("pull", PullCommand.Create), new("verify", VerifyCommand.Create),
        new("summary", SummaryCommand.Create), new("prune", PruneCommand.Create), new("gc", GcCommand.Create),
        new("key", KeyCommand.Create), new("serve", ServeCommand.Create), new("hooks", HooksCommand.Create),
        new("languages", LanguagesCommand.Create), new("install", InstallCommand.Create), new("uninstall", UninstallCommand.Create), new("demo", DemoCommand.Create),
    ];

    public static int Run(string[] args)
    {
        var result = Create(args.FirstOrDefault()).Parse(args, Parsing);
        var isHelp = result.Action is ExitCodesHelp;
        return result.Errors.Count > 0 && !isHelp
            ? throw new RevdexException(ParseErrorText.Of(result), ExitCode.Usage)
            : result.Invoke(Invocation);
    }

    /// <summary>All of it, or where the word is a command's name, of the commands only that one, since making the others takes most of a short start.</summary>
    public static RootCommand Create(string? word = null)
    {
        var root = new RootCommand("A code index keyed by git revision: build it once, share it, ask it anywhere.")
        {
            CommonOptions.Repo, CommonOptions.Json, CommonOptions.Store, CommonOptions.Cache,
        };
        if (Array.Find(Jobs, job => job.Name == word) is { } job)
        {
            root.Add(job.Create());
        }
        else
        {
            AddAll(root, word);
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExitCodesHelp((HelpAction)help.Action!);
        return root;
    }

    private static void AddAll(RootCommand root, string? word)
    {
        var asked = ToolSet.All.Where(tool => tool.Name == word).ToList();
        foreach (var tool in asked.Count > 0 ? asked : ToolSet.All)
        {
            root.Add(ToolCommand.Create(tool));
        }

        foreach (var job in asked.Count > 0 ? [] : Jobs)
        {
            root.Add(job.Create());
        }
    }

    /// <summary>A class: the lists of classes are compiled ahead of time.</summary>
    private sealed record NamedCommand(string Name, Func<Command> Create);
}
