using System.Diagnostics;
using Revdex.Cli.Rendering;
using Revdex.Git;

namespace Revdex.Cli.Commands;

/// <summary>Indexes a commit in a process of its own, so that a reader stays small whatever there is to index.</summary>
internal sealed class IndexChild(Settings settings)
{
    /// <summary>Runs <c>revdex index</c> into the reader's cache, without the store: the reader has asked it, and it may be what is slow. Cancelling ends it; what it did by then is used by the next.</summary>
    /// <exception cref="RevdexException">It failed; the message is its complaint.</exception>
    public async Task RunAsync(Oid commit, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        var folder = settings.Repository.WorkTree ?? settings.Repository.GitDirectory;
        var start = SelfProcess.StartInfo("index", commit.ToString(), "--repo", folder, "--cache", settings.Cache.Folder, "--json", IndexCommand.NoStore);
        start.Environment[ProgressLines.Variable] = ProgressLines.Json;
        start.RedirectStandardError = true;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("a process of our own was expected");
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var complaint = await ReadAsync(process.StandardError, progress, cancellationToken).ConfigureAwait(false);
            await output.ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            if (process.ExitCode != 0)
            {
                throw new RevdexException($"revdex index: {complaint ?? $"ended with exit code {process.ExitCode}"}", (ExitCode)process.ExitCode);
            }
        }
        finally
        {
            End(process);
        }
    }

    /// <summary>Passes on how far it is; gives the last line that says something else.</summary>
    private static async Task<string?> ReadAsync(StreamReader error, IProgress<WorkProgress> progress, CancellationToken cancellationToken)
    {
        string? last = null;
        while (await error.ReadLineAsync(cancellationToken).ConfigureAwait(false) is { } line)
        {
            if (ProgressLines.TryParse(line, out var work))
            {
                progress.Report(work);
            }
            else if (!string.IsNullOrWhiteSpace(line))
            {
                last = line.Trim();
            }
        }

        return last;
    }

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
