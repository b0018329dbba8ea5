using System.Globalization;
using Revdex.Git;

namespace Revdex.Hooks;

/// <summary>
/// What a hook starts in the background: indexes what HEAD is, once for however many hooks asked. For one worktree one run is at work at a time;
/// a run that finds another leaves it its request, which that one sees before it ends. While git applies commits (a rebase) it waits for the end.
/// </summary>
/// <param name="repository">Of the worktree that the hook ran in.</param>
/// <param name="index">Indexes a commit. What it throws is logged and costs this request, never the hook.</param>
/// <param name="log">Where lines go; the hook sends standard output to the log file.</param>
public sealed class HookRun(GitRepository repository, Func<Oid, CancellationToken, Task> index, TextWriter log)
{
    /// <summary>A rebase that stops at a conflict can take days; after it goes on, its next hook starts a new run.</summary>
    private static readonly TimeSpan DefaultWaitMax = TimeSpan.FromMinutes(10);

    /// <summary>How long a finished rebase goes unseen; looking costs three system calls.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    /// <summary>Room for some thousand runs; of a longer log the older half goes.</summary>
    internal const int LogMaxBytes = 1024 * 1024;

    private readonly string _gitDirectory = repository.GitDirectory;

    internal TimeSpan WaitMax { get; init; } = DefaultWaitMax;

    /// <summary>Returns when nothing is asked any more that nobody else sees to.</summary>
    /// <param name="name">The hook, for the log.</param>
    /// <param name="cancellationToken">Stops it; the request stays for the next run.</param>
    public async Task RunAsync(string name, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(HookPaths.Folder(_gitDirectory));
        await File.WriteAllBytesAsync(HookPaths.Request(_gitDirectory), [], cancellationToken).ConfigureAwait(false);

        // The request is looked for again after the lock is given up: one that was left to us in between is not lost.
        while (File.Exists(HookPaths.Request(_gitDirectory)))
        {
            using var held = TryLock();
            if (held is null || !await WorkAsync(name, cancellationToken).ConfigureAwait(false))
            {
                return;
            }
        }
    }

    /// <summary>Under the lock. False: git is still applying commits, and the request stays.</summary>
    private async Task<bool> WorkAsync(string name, CancellationToken cancellationToken)
    {
        CutLog();
        while (File.Exists(HookPaths.Request(_gitDirectory)))
        {
            if (!await WaitForGitAsync(cancellationToken).ConfigureAwait(false))
            {
                Say($"{name}: git is still applying commits; the hook at its end indexes");
                return false;
            }

            // First the request, then HEAD: one that comes in between is served once more, never too little.
            File.Delete(HookPaths.Request(_gitDirectory));
            await IndexAsync(name, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private async Task IndexAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            if (repository.Head() is not { } head)
            {
                return;
            }

            Say($"{name}: indexing {head}");
            await index(head, cancellationToken).ConfigureAwait(false);
            Say($"{name}: indexed {head}");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            Say($"{name}: {(e is RevdexException ? e.Message : e)}");
        }
    }

    private async Task<bool> WaitForGitAsync(CancellationToken cancellationToken)
    {
        var until = Environment.TickCount64 + (long)WaitMax.TotalMilliseconds;
        while (HookPaths.IsBusy(_gitDirectory))
        {
            if (Environment.TickCount64 >= until)
            {
                DeleteMarkers();
                return false;
            }

            await Task.Delay(Look, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>So that the next hook of the same rebase starts a run again.</summary>
    private void DeleteMarkers()
    {
        foreach (var marker in HookPaths.Markers(_gitDirectory))
        {
            if (Directory.Exists(marker))
            {
                Directory.Delete(marker);
            }
        }
    }

    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(HookPaths.Lock(_gitDirectory), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>The hooks append, so that cutting the file while they have it open is safe.</summary>
    private void CutLog()
    {
        var path = HookPaths.Log(_gitDirectory);
        if (new FileInfo(path) is { Exists: true, Length: > LogMaxBytes })
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            var kept = new byte[LogMaxBytes / 2];
            stream.Seek(-kept.Length, SeekOrigin.End);
            stream.ReadExactly(kept);
            stream.Seek(0, SeekOrigin.Begin);
            stream.Write(kept);
            stream.SetLength(kept.Length);
        }
    }

    private void Say(string line)
    {
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{DateTime.UtcNow:yyyy-MM-dd HH:mm:ss}Z {line}"));
        log.Flush();
    }
}
