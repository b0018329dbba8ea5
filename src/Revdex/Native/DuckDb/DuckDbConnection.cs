using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>One connection; for one thread at a time, except <see cref="Interrupt"/>.</summary>
internal sealed unsafe class DuckDbConnection() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    internal static DuckDbConnection Open(nint database)
    {
        nint opened = 0;
        if (DuckDbApi.Connect(database, &opened) != 0)
        {
            throw new RevdexException("DuckDB cannot make a connection");
        }

        var connection = new DuckDbConnection();
        connection.SetHandle(opened);
        return connection;
    }

    /// <summary>Runs one or more statements and drops what they answer.</summary>
    /// <exception cref="RevdexException">DuckDB's error, as one line.</exception>
    public void Execute(string sql) => Query(sql).Dispose();

    /// <summary>Runs statements and gives the last one's rows, all of them held in DuckDB's memory.</summary>
    /// <exception cref="RevdexException">DuckDB's error, as one line.</exception>
    public DuckDbResult Query(string sql)
    {
        using var text = new DuckDbText(sql);
        var result = new DuckDbResult();
        return result.Checked(DuckDbApi.Query(handle, text.Pointer, result.Raw));
    }

    /// <summary>Prepares exactly one statement.</summary>
    /// <exception cref="RevdexException">DuckDB's error, as one line; several statements are one.</exception>
    public DuckDbStatement Prepare(string sql)
    {
        using var text = new DuckDbText(sql);
        nint prepared = 0;
        var state = DuckDbApi.Prepare(handle, text.Pointer, &prepared);
        var statement = new DuckDbStatement(prepared);
        return statement.Checked(state);
    }

    /// <summary>
    /// Lets SQL on this database scan <paramref name="table"/> as a table function of its name. The table, and all memory its
    /// cells point to, must outlive the database.
    /// </summary>
    /// <exception cref="RevdexException">The name is taken.</exception>
    public void Register(DuckDbTable table) => DuckDbTableFunction.Register(handle, table);

    /// <summary>Ends what is running on the connection with an error; from any thread, harmless when nothing runs.</summary>
    public void Interrupt()
    {
        var counted = false;
        try
        {
            DangerousAddRef(ref counted);
            DuckDbApi.Interrupt(handle);
        }
        finally
        {
            if (counted)
            {
                DangerousRelease();
            }
        }
    }

    protected override bool ReleaseHandle()
    {
        var connection = handle;
        DuckDbApi.Disconnect(&connection);
        return true;
    }
}
