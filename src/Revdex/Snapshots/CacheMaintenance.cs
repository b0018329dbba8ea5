using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Keeps the cache within its budget and time to live. One process at a time does it; others go on meanwhile, because removing a name
/// disturbs nobody who has the file open and an entry that vanished is merely absent.
/// </summary>
internal sealed class CacheMaintenance(CacheFolder folder, TemporaryFiles temporary, CacheOptions options)
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    /// <summary>A segment that no entry names may be one that is about to be named.</summary>
    private static readonly TimeSpan UnnamedLifetime = TimeSpan.FromHours(1);

    /// <summary>Long enough to look at what went wrong.</summary>
    private static readonly TimeSpan QuarantineLifetime = TimeSpan.FromDays(7);

    /// <summary>Of the budget, for kept answers.</summary>
    private const int AnswersPart = 10;

    private long _writtenBytes;

    public void NoteWritten(long sizeBytes) => Interlocked.Add(ref _writtenBytes, sizeBytes);

    public void RunIfDue()
    {
        var lastRun = new FileInfo(folder.MaintenanceLock);
        var isDue = !lastRun.Exists || DateTime.UtcNow - lastRun.LastWriteTimeUtc > Interval;
        if (isDue || Interlocked.Read(ref _writtenBytes) > options.BudgetBytes / 10)
        {
            Run();
        }
    }

    /// <summary>Cleans up, unless another process is at it: then nothing was removed and nothing is known.</summary>
    public CacheUsage Run()
    {
        using var held = TryLock();
        if (held is null)
        {
            return default;
        }

        Interlocked.Exchange(ref _writtenBytes, 0);
        temporary.Sweep();
        var sweep = new CacheSweep(folder, CacheLeases.ReadAll(folder), DateTime.UtcNow);
        sweep.RemoveOlder(options.TimeToLive, QuarantineLifetime);
        sweep.RemoveAnswersBeyond(options.BudgetBytes / AnswersPart);
        sweep.RemoveBeyond(options.BudgetBytes);
        sweep.RemoveBrokenEntries();
        sweep.RemoveCoveredCheckpoints();
        sweep.RemoveUnnamedSegments(UnnamedLifetime);
        File.SetLastWriteTimeUtc(held.SafeFileHandle, DateTime.UtcNow);
        return sweep.Usage;
    }

    /// <summary>The kernel lets go of it when the process ends, however it ends.</summary>
    private FileStream? TryLock()
    {
        try
        {
            return new FileStream(folder.MaintenanceLock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }
}
