namespace Revdex.Tables;

/// <summary>A column of an answer; <see cref="Type"/> is DuckDB's word in lower case, such as <c>varchar</c> or <c>bigint</c>.</summary>
public readonly record struct SqlColumn(string Name, string Type);
