namespace Revdex.Tables;

/// <summary>A segment for the SQL worker: a file it can map, or bytes that are handed over, as they also are where the file is gone.</summary>
public readonly record struct TableSegment
{
    private readonly Func<ReadOnlyMemory<byte>>? _copy;

    private TableSegment(string? path, ReadOnlyMemory<byte> bytes, Func<ReadOnlyMemory<byte>>? copy) => (Path, Bytes, _copy) = (path, bytes, copy);

    /// <summary>Null for a segment in memory.</summary>
    public string? Path { get; }

    /// <summary>Empty for a file.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <param name="copy">Gives the bytes of the file, from where it is mapped; null: nobody has them.</param>
    public static TableSegment Of(string path, Func<ReadOnlyMemory<byte>>? copy = null) => new(System.IO.Path.GetFullPath(path), default, copy);

    public static TableSegment Of(ReadOnlyMemory<byte> bytes) => new(null, bytes, null);

    /// <summary>The same without its file, where that can be.</summary>
    public TableSegment InMemory() => _copy is null ? this : Of(_copy());
}
