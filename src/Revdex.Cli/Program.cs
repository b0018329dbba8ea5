using System.Text;
using Revdex.Cli.Commands;
using Revdex.Extraction;
using Revdex.Tables;

namespace Revdex.Cli;

internal static class Program
{
    private static int Main(string[] args)
    {
        try
        {
            return args switch
            {
                // The hidden workers come first: they start often, and need nothing of the command line.
                ["extract-worker"] => Work(ExtractWorker.Run),
                [SqlSandbox.WorkerCommand] => Work(SqlWorker.Run),
                // Asked by scripts again and again, and by nothing that needs the parser.
                ["--version"] => Say(ProgramVersion.Text),
                _ => Run(args),
            };
        }
        catch (Exception e) when (ErrorLine.TryExplain(e, out var line, out var exitCode))
        {
            Console.Error.WriteLine(line);
            return exitCode;
        }
    }

    /// <summary>Windows would write in the console's old code page, also to who reads our output, and lose what that has no letters for.</summary>
    private static int Run(string[] args)
    {
        if (OperatingSystem.IsWindows())
        {
            Console.OutputEncoding = Encoding.UTF8;
        }

        return CommandLine.Run(args);
    }

    private static int Work(Action<Stream, Stream> worker)
    {
        worker(Console.OpenStandardInput(), Console.OpenStandardOutput());
        return (int)ExitCode.Done;
    }

    private static int Say(string line)
    {
        Console.Out.WriteLine(line);
        return (int)ExitCode.Done;
    }
}
