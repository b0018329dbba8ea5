using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>
/// The C callbacks through which DuckDB scans a <see cref="DuckDbTable"/>. An exception must not unwind through native frames, so
/// each callback hands its own to DuckDB, which fails the statement with the message.
/// </summary>
internal static unsafe class DuckDbTableFunction
{
    /// <summary>What DuckDB names the row's own number, and asks for when it needs no column at all.</summary>
    private const ulong RowIdColumn = ulong.MaxValue;

    public static void Register(nint connection, DuckDbTable table)
    {
        if (DuckDbApi.VectorSize() != DuckDbChunk.RowsMax)
        {
            throw new RevdexException($"DuckDB has vectors of {DuckDbApi.VectorSize()} rows, not {DuckDbChunk.RowsMax}");
        }

        using var name = new DuckDbText(table.Name);
        var function = DuckDbApi.CreateTableFunction();
        DuckDbApi.TableFunctionSetName(function, name.Pointer);
        DuckDbApi.TableFunctionSetExtraInfo(function, Keep(table), &Free);
        DuckDbApi.TableFunctionSetBind(function, &Bind);
        DuckDbApi.TableFunctionSetInit(function, &Init);
        DuckDbApi.TableFunctionSetFunction(function, &Scan);
        DuckDbApi.TableFunctionSupportsProjectionPushdown(function, 1);
        var state = DuckDbApi.RegisterTableFunction(connection, function);
        DuckDbApi.DestroyTableFunction(&function);
        if (state != 0)
        {
            throw new RevdexException($"DuckDB does not take the table function {table.Name}");
        }
    }

    private static void* Keep(object value) => (void*)GCHandle.ToIntPtr(GCHandle.Alloc(value));

    private static T Kept<T>(void* pointer)
        where T : class => (T)GCHandle.FromIntPtr((nint)pointer).Target!; // only Keep makes these pointers

    [UnmanagedCallersOnly]
    private static void Free(void* pointer) => GCHandle.FromIntPtr((nint)pointer).Free();

    [UnmanagedCallersOnly]
    private static void Bind(nint info)
    {
        try
        {
            var table = Kept<DuckDbTable>(DuckDbApi.BindGetExtraInfo(info));
            foreach (var column in table.Columns)
            {
                using var name = new DuckDbText(column.Name);
                using var type = DuckDbLogicalType.Of(column.Type);
                DuckDbApi.BindAddResultColumn(info, name.Pointer, type.Handle);
            }

            DuckDbApi.BindSetCardinality(info, (ulong)table.RowCountEstimate, 0);
        }
        catch (Exception e)
        {
            using var message = new DuckDbText(e.Message);
            DuckDbApi.BindSetError(info, message.Pointer);
        }
    }

    [UnmanagedCallersOnly]
    private static void Init(nint info)
    {
        try
        {
            var table = Kept<DuckDbTable>(DuckDbApi.InitGetExtraInfo(info));
            var columns = new List<int>();
            for (ulong i = 0; i < DuckDbApi.InitGetColumnCount(info); i++)
            {
                var column = DuckDbApi.InitGetColumnIndex(info, i);
                columns.Add(column == RowIdColumn ? -1 : (int)column);
            }

            DuckDbApi.InitSetInitData(info, Keep(new Pass(table, [.. columns])), &Free);
        }
        catch (Exception e)
        {
            using var message = new DuckDbText(e.Message);
            DuckDbApi.InitSetError(info, message.Pointer);
        }
    }

    [UnmanagedCallersOnly]
    private static void Scan(nint info, nint chunk)
    {
        try
        {
            var pass = Kept<Pass>(DuckDbApi.FunctionGetInitData(info));
            DuckDbApi.DataChunkSetSize(chunk, (ulong)pass.Fill(chunk));
        }
        catch (Exception e)
        {
            using var message = new DuckDbText(e.Message);
            DuckDbApi.FunctionSetError(info, message.Pointer);
        }
    }

    /// <summary>A scan with the writers of its columns, which are made anew for every chunk: DuckDB moves the memory.</summary>
    private sealed class Pass(DuckDbTable table, int[] columns)
    {
        private readonly int[] _slots = [.. Enumerable.Range(0, columns.Length).Where(i => columns[i] >= 0)];
        private readonly DuckDbScan _scan = table.Scan([.. columns.Where(c => c >= 0)]);
        private readonly DuckDbColumnWriter[] _writers = new DuckDbColumnWriter[columns.Length];

        public int Fill(nint chunk)
        {
            for (var i = 0; i < _slots.Length; i++)
            {
                _writers[i] = new DuckDbColumnWriter(DuckDbApi.DataChunkGetVector(chunk, (ulong)_slots[i]));
            }

            return _scan.Fill(_writers.AsSpan(0, _slots.Length));
        }
    }
}
