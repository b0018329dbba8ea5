using System.Diagnostics;

namespace Revdex.Tests;

public class SelfProcessTests
{
    [Fact]
    public void Starts_this_program_again()
    {
        using var process = Process.Start(SelfProcess.StartInfo())!;
        process.StandardInput.Close();
        process.WaitForExit();
        Assert.InRange(process.ExitCode, 0, 2);
    }
}
