using System.Diagnostics;
using System.Text;

namespace Revdex.Benchmarks.Accuracy;

internal static class TextProcess
{
    /// <summary>Runs a program in a folder, gives it lines and returns those that it prints; its errors go to ours.</summary>
    /// <exception cref="RevdexException">It is not there, or failed.</exception>
    public static List<string> Lines(string folder, IReadOnlyList<string> input, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
        };
        start.Environment["GO111MODULE"] = "off"; // A script is of no module, nor do those of the repository matter to it.
        using var process = Start(start);
        var output = process.StandardOutput.ReadToEndAsync(); // Read while it is written to: neither side can wait for the other.
        foreach (var line in input)
        {
            process.StandardInput.WriteLine(line);
        }

        process.StandardInput.Close();
        process.WaitForExit();
        return process.ExitCode == 0 ? [.. output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries)]
            : throw new RevdexException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}");
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!; // Not null: a new process.
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new RevdexException($"{start.FileName} is not on the PATH", ExitCode.Environment, e);
        }
    }
}
