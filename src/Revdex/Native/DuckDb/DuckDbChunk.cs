namespace Revdex.Native.DuckDb;

/// <summary>Some rows by columns. What its vectors show is gone with it.</summary>
internal readonly unsafe ref struct DuckDbChunk
{
    /// <summary>DuckDB's vector size; <see cref="DuckDbTableFunction"/> holds it against the library's.</summary>
    public const int RowsMax = 2048;

    private readonly nint _handle;

    internal DuckDbChunk(nint handle) => _handle = handle;

    public int RowCount => (int)DuckDbApi.DataChunkGetSize(_handle);

    internal bool IsNone => _handle == 0;

    public DuckDbVector Column(int column) => new(DuckDbApi.DataChunkGetVector(_handle, (ulong)column));

    public void Dispose()
    {
        var chunk = _handle;
        if (chunk != 0)
        {
            DuckDbApi.DestroyDataChunk(&chunk);
        }
    }
}
