using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>What a statement answers, read chunk by chunk, once.</summary>
internal sealed unsafe class DuckDbResult : SafeHandle
{
    internal DuckDbResult()
        : base(0, ownsHandle: true) => SetHandle((nint)NativeMemory.AllocZeroed((nuint)sizeof(DuckDbRawResult)));

    public override bool IsInvalid => handle == 0;

    public int ColumnCount => (int)DuckDbApi.ColumnCount(Raw);

    internal DuckDbRawResult* Raw => (DuckDbRawResult*)handle;

    public string ColumnName(int column) => DuckDbText.Read(DuckDbApi.ColumnName(Raw, (ulong)column));

    public DuckDbLogicalType ColumnType(int column) => new(DuckDbApi.ColumnLogicalType(Raw, (ulong)column));

    /// <summary>The next rows, at most <see cref="DuckDbChunk.RowsMax"/>; false at the end.</summary>
    /// <exception cref="RevdexException">The statement failed while computing them, or was interrupted.</exception>
    public bool TryFetch(out DuckDbChunk chunk)
    {
        chunk = new DuckDbChunk(DuckDbApi.FetchChunk(*Raw));
        if (chunk.IsNone && DuckDbApi.ResultError(Raw) is var error && error != null)
        {
            throw DuckDbText.Error(error);
        }

        return !chunk.IsNone;
    }

    internal DuckDbResult Checked(int state)
    {
        if (state == 0)
        {
            return this;
        }

        var error = DuckDbText.Error(DuckDbApi.ResultError(Raw));
        Dispose();
        throw error;
    }

    protected override bool ReleaseHandle()
    {
        DuckDbApi.DestroyResult(Raw);
        NativeMemory.Free(Raw);
        return true;
    }
}
