using System.Diagnostics;
using Revdex.Git;

namespace Revdex.Cli.Commands;

/// <summary>Indexes a commit in a process of its own, so that a reader stays small whatever there is to index.</summary>
internal sealed class IndexChild(Settings settings)
{
    /// <summary>Runs <c>revdex index</c> into the reader's cache, without the store: the reader has asked it, and it may be what is slow. Cancelling ends it; what it did by then is used by the next.</summary>
    /// <exception cref="RevdexException">It failed; the message is its complaint.</exception>
    public async Task RunAsync(Oid commit, CancellationToken cancellationToken)
    {
        var folder = settings.Repository.WorkTree ?? settings.Repository.GitDirectory;
        var start = SelfProcess.StartInfo("index", commit.ToString(), "--repo", folder, "--cache", settings.Cache.Folder, "--json", IndexCommand.NoStore);
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("a process of our own was expected");
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new RevdexException($"revdex index: {LastLine(error, process.ExitCode)}", (ExitCode)process.ExitCode);
            }
        }
        finally
        {
            End(process);
        }
    }

    private static string LastLine(string error, int exitCode) =>
        error.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) is [.., var last] ? last : $"ended with exit code {exitCode}";

    private static void End(Process process)
    {
        try
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
        catch (InvalidOperationException)
        {
            // It ended in between.
        }
    }
}
