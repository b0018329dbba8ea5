using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Revdex.Cli.Commands;

/// <summary>The usual help, and the exit codes that scripts rely on.</summary>
internal sealed class ExitCodesHelp(HelpAction usual) : SynchronousCommandLineAction
{
    private const string ExitCodes =
        """
        Exit codes:
          0  done
          1  done, and something was found wanting (verify)
          2  the command line or an argument is wrong
          3  the environment is: not a repository, git missing, disk full
          4  the object store cannot be reached or refuses
          5  a signature or hash does not hold

        """;

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exitCode = usual.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.Write(ExitCodes.ReplaceLineEndings());
        return exitCode;
    }
}
