namespace Revdex.Tables;

/// <summary>One question in SQL, and what it is asked of.</summary>
public sealed record SqlRequest
{
    /// <summary>One SELECT of DuckDB's dialect over <c>files</c>, <c>symbols</c>, <c>occurrences</c>, <c>imports</c>, <c>tree</c>.</summary>
    public required string Sql { get; init; }

    /// <summary>Rows wanted; a longer result is truncated.</summary>
    public int RowCountMax { get; init; } = 100;

    /// <summary>From the statement's start; what still runs then is interrupted.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What the files' facts lie in. A file that another process takes away meanwhile (a clean-up of the cache) is made up for by its bytes.</summary>
    public required IReadOnlyList<TableSegment> Segments { get; init; }

    /// <summary>All paths of the view, ascending by bytes; enumerated once, twice where a segment's file was gone.</summary>
    public required IEnumerable<TableFile> Files { get; init; }
}
