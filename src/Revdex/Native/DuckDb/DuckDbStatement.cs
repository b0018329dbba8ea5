using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>A prepared statement; lives no longer than its connection.</summary>
internal sealed unsafe class DuckDbStatement : SafeHandle
{
    internal DuckDbStatement(nint prepared)
        : base(0, ownsHandle: true) => SetHandle(prepared);

    public override bool IsInvalid => handle == 0;

    public DuckDbStatementType Type => DuckDbApi.PreparedStatementType(handle);

    /// <param name="index">From 1.</param>
    /// <param name="value">The parameter's value.</param>
    public void Bind(int index, ReadOnlySpan<byte> value)
    {
        fixed (byte* text = value)
        {
            if (DuckDbApi.BindVarcharLength(handle, (ulong)index, text, (ulong)value.Length) != 0)
            {
                throw DuckDbText.Error(DuckDbApi.PrepareError(handle));
            }
        }
    }

    /// <summary>
    /// Starts the statement; its rows are computed as they are fetched, so that stopping early costs nothing. Until all are fetched
    /// its transaction stays open, and the connection's next statement rolls it back, with what was registered meanwhile.
    /// </summary>
    /// <exception cref="RevdexException">DuckDB's error, as one line.</exception>
    public DuckDbResult Execute()
    {
        nint pending = 0;
        try
        {
            if (DuckDbApi.PendingPreparedStreaming(handle, &pending) != 0)
            {
                throw DuckDbText.Error(DuckDbApi.PendingError(pending));
            }

            var result = new DuckDbResult();
            return result.Checked(DuckDbApi.ExecutePending(pending, result.Raw));
        }
        finally
        {
            DuckDbApi.DestroyPending(&pending);
        }
    }

    internal DuckDbStatement Checked(int state)
    {
        if (state == 0)
        {
            return this;
        }

        var error = DuckDbText.Error(DuckDbApi.PrepareError(handle));
        Dispose();
        throw error;
    }

    protected override bool ReleaseHandle()
    {
        var statement = handle;
        DuckDbApi.DestroyPrepare(&statement);
        return true;
    }
}
