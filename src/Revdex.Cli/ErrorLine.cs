namespace Revdex.Cli;

/// <summary>Turns an expected failure into one line and an exit code. What is not expected is a bug, and keeps its stack.</summary>
internal static class ErrorLine
{
    /// <summary>As shells report a program ended by Ctrl-C.</summary>
    private const int Interrupted = 130;

    public static bool TryExplain(Exception e, out string line, out int exitCode)
    {
        (var message, exitCode) = e switch
        {
            RevdexException revdex => (revdex.Message, (int)revdex.ExitCode),
            InvalidDataException => (e.Message, (int)ExitCode.Trust),
            UnauthorizedAccessException or IOException => (e.Message, (int)ExitCode.Environment),
            OperationCanceledException => ("interrupted", Interrupted),
            AggregateException { InnerExceptions: [var only] } when TryExplain(only, out var inner, out var innerCode) => (inner, innerCode),
            _ => ("", 0),
        };
        line = message.StartsWith("revdex: ", StringComparison.Ordinal) ? message : $"revdex: {message.ReplaceLineEndings(" ")}";
        return message.Length > 0;
    }
}
