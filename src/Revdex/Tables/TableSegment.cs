namespace Revdex.Tables;

/// <summary>A segment for the SQL worker: a file it can map, or bytes that are handed over.</summary>
public readonly record struct TableSegment
{
    private TableSegment(string? path, ReadOnlyMemory<byte> bytes) => (Path, Bytes) = (path, bytes);

    /// <summary>Null for a segment in memory.</summary>
    public string? Path { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public static TableSegment Of(string path) => new(System.IO.Path.GetFullPath(path), default);

    public static TableSegment Of(ReadOnlyMemory<byte> bytes) => new(null, bytes);
}
