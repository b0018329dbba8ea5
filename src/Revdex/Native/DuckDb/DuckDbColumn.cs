namespace Revdex.Native.DuckDb;

/// <summary>A column of a <see cref="DuckDbTable"/>: a plain type, not a nested one.</summary>
internal readonly record struct DuckDbColumn(string Name, DuckDbType Type);
