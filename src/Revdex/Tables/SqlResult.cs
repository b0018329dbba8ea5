using System.Text.Json;

namespace Revdex.Tables;

/// <summary>
/// The answer to a <see cref="SqlRequest"/>. Each row is a JSON array with a value per column: numbers (as text beyond 2^53),
/// booleans, text (also dates, blobs in hexadecimal), null, and arrays and objects for nested values.
/// </summary>
public sealed record SqlResult
{
    public required IReadOnlyList<SqlColumn> Columns { get; init; }

    public required IReadOnlyList<JsonElement> Rows { get; init; }

    /// <summary>There were more rows, or a value was cut.</summary>
    public required bool Truncated { get; init; }

    /// <summary>Why, in a few words; null where nothing is missing.</summary>
    public string? TruncatedReason { get; init; }

    /// <summary>From the statement's start to the last row, without the child's start.</summary>
    public required TimeSpan Elapsed { get; init; }
}
