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

    /// <summary>In the order of the help.</summary>
    private static readonly (string Name, Func<Command> Create)[] Commands =
    [
        .. ToolSet.All.Select(tool => (tool.Name, (Func<Command>)(() => ToolCommand.Create(tool)))),
        ("index", IndexCommand.Create), ("publish", PublishCommand.Create), ("pull", PullCommand.Create), ("verify", VerifyCommand.Create),
        ("key", KeyCommand.Create),
        ("serve", ServeCommand.Create), ("hooks", HooksCommand.Create), ("demo", DemoCommand.Create),
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
        foreach (var (_, create) in Array.Exists(Commands, c => c.Name == word) ? Array.FindAll(Commands, c => c.Name == word) : Commands)
        {
            root.Add(create());
        }

        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExitCodesHelp((HelpAction)help.Action!);
        return root;
    }
}
