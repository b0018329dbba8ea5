namespace Revdex.Tables;

/// <summary>The bounds of one answer to SQL, with their reasons.</summary>
internal static class SqlLimits
{
    /// <summary>Nobody writes a longer question; the parser's time grows with it.</summary>
    public const int SqlCharsMax = 64 * 1024;

    /// <summary>DuckDB refuses expressions deeper than 1,000; a syntax tree has a few levels for each.</summary>
    public const int TreeDepthMax = 4_000;

    /// <summary>What DuckDB may hold for sorting, grouping and joining; ample for four million occurrences.</summary>
    public const int MemoryMaxMiB = 512;

    /// <summary>What the child may hold in all, for not every allocation of DuckDB's counts against its own limit.</summary>
    public const long PrivateMemoryMaxBytes = 1024L * 1024 * 1024;

    /// <summary>A bound for the pipe and for both processes' memory; the tools cut far below it.</summary>
    public const int ResultMaxBytes = 8 * 1024 * 1024;

    /// <summary>One value's text; a longer one is cut and the result says that it was truncated.</summary>
    public const int ValueMaxBytes = 64 * 1024;

    /// <summary>After the time limit, for DuckDB to come back from an interrupt (measured: 2 to 3 ms) before the child ends itself.</summary>
    public const int InterruptGraceMs = 500;

    /// <summary>On top of the time limit, for the child to start and to take the view in, before the parent ends it.</summary>
    public const int StartGraceMs = 30_000;

    /// <summary>How often the child looks at its clock and memory: DuckDB fills at most some 10 GB/s.</summary>
    public const int WatchIntervalMs = 20;
}
