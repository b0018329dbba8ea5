namespace Revdex;

/// <summary>
/// A fault of the user's or of the environment's, said in one line that tells what to do. <see cref="ExitCode"/> is what the
/// command line ends with; the MCP edge turns it into a tool error.
/// </summary>
public sealed class RevdexException(string message, ExitCode exitCode = ExitCode.Environment, Exception? innerException = null)
    : Exception(message, innerException)
{
    public ExitCode ExitCode { get; } = exitCode;
}
