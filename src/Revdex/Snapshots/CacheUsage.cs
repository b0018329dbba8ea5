namespace Revdex.Snapshots;

/// <summary>What the cache holds after a clean-up, and what that removed.</summary>
public readonly record struct CacheUsage(long SizeBytes, int FileCount, long RemovedBytes, int RemovedCount);
