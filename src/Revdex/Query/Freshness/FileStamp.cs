namespace Revdex.Query.Freshness;

/// <summary>
/// What tells whether a file changed without reading it. The time of the inode's change cannot be set by programs, so two equal
/// stamps mean equal content once <see cref="IsSettled"/>.
/// </summary>
/// <param name="ChangeTime">Nanoseconds since 1970; 0 where the system has no such time.</param>
/// <param name="ModifyTime">Nanoseconds since 1970.</param>
internal readonly record struct FileStamp(ulong Inode, long SizeBytes, long ModifyTime, long ChangeTime)
{
    /// <summary>
    /// Time stamps advance in steps (4 ms on Linux, 2 s on FAT and over some networks): within one, a second write leaves the stamp
    /// as it was. One taken this long after the change is out of its step.
    /// </summary>
    private const long StepMaxNanoseconds = 3_000_000_000;

    private const long NanosecondsPerTick = 100;

    public bool IsSettled(DateTime readAt)
    {
        var now = (readAt - DateTime.UnixEpoch).Ticks * NanosecondsPerTick;
        return now - Math.Max(ChangeTime, ModifyTime) > StepMaxNanoseconds;
    }
}
