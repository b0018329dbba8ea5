namespace Revdex.Snapshots;

/// <summary>What the cache holds after a clean-up, and what that removed.</summary>
/// <param name="IsDone">False, and nothing known, where another process was at it.</param>
public readonly record struct CacheUsage(long SizeBytes, int FileCount, long RemovedBytes, int RemovedCount, bool IsDone);
