namespace Revdex.Git;

/// <summary>Turns what git complains of into one line that says what to do.</summary>
internal static class GitFailure
{
    public static RevdexException Of(string command, int exitCode, string error)
    {
        var line = FirstLine(error);
        if (line.Contains("dubious ownership", StringComparison.Ordinal) || line.Contains("unsafe repository", StringComparison.Ordinal))
        {
            var at = Quoted(line);
            return new RevdexException($"git refuses the repository {at} because another user owns it: if you trust it, run git config --global --add safe.directory {at}");
        }

        if (line.EndsWith("from promisor remote", StringComparison.Ordinal))
        {
            return new RevdexException($"git {command}: this partial clone lacks an object and nothing is fetched from here ({line}): check out or fetch what is asked about");
        }

        return new RevdexException(line.Length > 0 ? $"git {command}: {line}" : $"git {command} ended with exit code {exitCode}");
    }

    /// <summary>The first line that is an error (a warning may come before it), without git's prefix.</summary>
    private static string FirstLine(string error)
    {
        var lines = error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var line = lines.FirstOrDefault(l => l.StartsWith("fatal: ", StringComparison.Ordinal))
            ?? lines.FirstOrDefault(l => l.StartsWith("error: ", StringComparison.Ordinal))
            ?? lines.FirstOrDefault() ?? "";
        return line.StartsWith("fatal: ", StringComparison.Ordinal) || line.StartsWith("error: ", StringComparison.Ordinal) ? line[7..] : line;
    }

    private static string Quoted(string line)
    {
        var from = line.IndexOf('\'', StringComparison.Ordinal);
        var to = line.LastIndexOf('\'');
        return from >= 0 && to > from ? line[from..(to + 1)] : "";
    }
}
