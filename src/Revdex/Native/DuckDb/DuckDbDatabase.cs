using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>An in-memory DuckDB instance. Loading the library (70 MB) happens at the first <see cref="Open"/> of the process.</summary>
internal sealed unsafe class DuckDbDatabase() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    /// <param name="settings">DuckDB's configuration options by name, in force before anything else happens.</param>
    /// <exception cref="RevdexException">The library is missing, or DuckDB refuses a setting.</exception>
    public static DuckDbDatabase Open(IReadOnlyDictionary<string, string> settings)
    {
        DuckDbApi.Load();
        nint config = 0;
        _ = DuckDbApi.CreateConfig(&config);
        try
        {
            foreach (var (name, value) in settings)
            {
                Set(config, name, value);
            }

            return Open(config);
        }
        finally
        {
            DuckDbApi.DestroyConfig(&config);
        }
    }

    /// <exception cref="RevdexException">DuckDB cannot make a connection.</exception>
    public DuckDbConnection Connect() => DuckDbConnection.Open(handle);

    protected override bool ReleaseHandle()
    {
        var database = handle;
        DuckDbApi.Close(&database);
        return true;
    }

    private static void Set(nint config, string name, string value)
    {
        using var nameText = new DuckDbText(name);
        using var valueText = new DuckDbText(value);
        if (DuckDbApi.SetConfig(config, nameText.Pointer, valueText.Pointer) != 0)
        {
            throw new RevdexException($"DuckDB does not take the setting {name}={value}");
        }
    }

    private static DuckDbDatabase Open(nint config)
    {
        using var path = new DuckDbText(":memory:");
        nint database = 0;
        byte* error = null;
        if (DuckDbApi.OpenExt(path.Pointer, &database, config, &error) == 0)
        {
            var opened = new DuckDbDatabase();
            opened.SetHandle(database);
            return opened;
        }

        var exception = DuckDbText.Error(error);
        DuckDbApi.Free(error);
        throw exception;
    }
}
