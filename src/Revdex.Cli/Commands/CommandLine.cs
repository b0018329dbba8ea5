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

    public static int Run(string[] args)
    {
        var result = Create().Parse(args, Parsing);
        var isHelp = result.Action is ExitCodesHelp;
        return result.Errors.Count > 0 && !isHelp
            ? throw new RevdexException(ParseErrorText.Of(result), ExitCode.Usage)
            : result.Invoke(Invocation);
    }

    public static RootCommand Create()
    {
        var root = new RootCommand("A code index keyed by git revision: build it once, share it, ask it anywhere.")
        {
            CommonOptions.Repo, CommonOptions.Json, CommonOptions.Store, CommonOptions.Cache,
        };
        foreach (var tool in ToolSet.All)
        {
            root.Add(ToolCommand.Create(tool));
        }

        foreach (var job in JobCommand.All)
        {
            root.Add(job);
        }

        root.Add(ServeCommand.Create());
        root.Add(HooksCommand.Create());
        root.Add(DemoCommand.Create());
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new ExitCodesHelp((HelpAction)help.Action!);
        return root;
    }
}
