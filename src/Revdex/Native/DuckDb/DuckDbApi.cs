using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>
/// The functions of DuckDB's C API that are used here, each under its own name without <c>duckdb_</c> (duckdb.h of DuckDB 1.5).
/// Handles are <c>nint</c>, <c>idx_t</c> is <c>ulong</c>, a state is 0 for success. Call <see cref="Load"/> before anything else:
/// it says in one line when the library is missing.
/// </summary>
internal static unsafe class DuckDbApi
{
    private const string LibraryName = "libduckdb";
    private const string LibraryNameOnWindows = "duckdb";

    // Databases and connections
    public static readonly delegate* unmanaged<byte*, nint*, nint, byte**, int> OpenExt =
        (delegate* unmanaged<byte*, nint*, nint, byte**, int>)Export("open_ext");
    public static readonly delegate* unmanaged<nint*, void> Close = (delegate* unmanaged<nint*, void>)Export("close");
    public static readonly delegate* unmanaged<nint, nint*, int> Connect = (delegate* unmanaged<nint, nint*, int>)Export("connect");
    public static readonly delegate* unmanaged<nint*, void> Disconnect = (delegate* unmanaged<nint*, void>)Export("disconnect");
    public static readonly delegate* unmanaged<nint, void> Interrupt = (delegate* unmanaged<nint, void>)Export("interrupt");
    public static readonly delegate* unmanaged<nint*, int> CreateConfig = (delegate* unmanaged<nint*, int>)Export("create_config");
    public static readonly delegate* unmanaged<nint, byte*, byte*, int> SetConfig =
        (delegate* unmanaged<nint, byte*, byte*, int>)Export("set_config");
    public static readonly delegate* unmanaged<nint*, void> DestroyConfig = (delegate* unmanaged<nint*, void>)Export("destroy_config");
    public static readonly delegate* unmanaged<void*, void> Free = (delegate* unmanaged<void*, void>)Export("free");
    public static readonly delegate* unmanaged<byte*> LibraryVersion = (delegate* unmanaged<byte*>)Export("library_version");

    // Statements and results
    public static readonly delegate* unmanaged<nint, byte*, DuckDbRawResult*, int> Query =
        (delegate* unmanaged<nint, byte*, DuckDbRawResult*, int>)Export("query");
    public static readonly delegate* unmanaged<nint, byte*, nint*, int> Prepare = (delegate* unmanaged<nint, byte*, nint*, int>)Export("prepare");
    public static readonly delegate* unmanaged<nint, byte*> PrepareError = (delegate* unmanaged<nint, byte*>)Export("prepare_error");
    public static readonly delegate* unmanaged<nint*, void> DestroyPrepare = (delegate* unmanaged<nint*, void>)Export("destroy_prepare");
    public static readonly delegate* unmanaged<nint, DuckDbStatementType> PreparedStatementType =
        (delegate* unmanaged<nint, DuckDbStatementType>)Export("prepared_statement_type");
    public static readonly delegate* unmanaged<nint, ulong, byte*, ulong, int> BindVarcharLength =
        (delegate* unmanaged<nint, ulong, byte*, ulong, int>)Export("bind_varchar_length");
    public static readonly delegate* unmanaged<nint, nint*, int> PendingPreparedStreaming =
        (delegate* unmanaged<nint, nint*, int>)Export("pending_prepared_streaming");
    public static readonly delegate* unmanaged<nint, byte*> PendingError = (delegate* unmanaged<nint, byte*>)Export("pending_error");
    public static readonly delegate* unmanaged<nint, DuckDbRawResult*, int> ExecutePending =
        (delegate* unmanaged<nint, DuckDbRawResult*, int>)Export("execute_pending");
    public static readonly delegate* unmanaged<nint*, void> DestroyPending = (delegate* unmanaged<nint*, void>)Export("destroy_pending");
    public static readonly delegate* unmanaged<DuckDbRawResult*, void> DestroyResult =
        (delegate* unmanaged<DuckDbRawResult*, void>)Export("destroy_result");
    public static readonly delegate* unmanaged<DuckDbRawResult*, byte*> ResultError =
        (delegate* unmanaged<DuckDbRawResult*, byte*>)Export("result_error");
    public static readonly delegate* unmanaged<DuckDbRawResult*, ulong> ColumnCount =
        (delegate* unmanaged<DuckDbRawResult*, ulong>)Export("column_count");
    public static readonly delegate* unmanaged<DuckDbRawResult*, ulong, byte*> ColumnName =
        (delegate* unmanaged<DuckDbRawResult*, ulong, byte*>)Export("column_name");
    public static readonly delegate* unmanaged<DuckDbRawResult*, ulong, nint> ColumnLogicalType =
        (delegate* unmanaged<DuckDbRawResult*, ulong, nint>)Export("column_logical_type");
    public static readonly delegate* unmanaged<DuckDbRawResult, nint> FetchChunk = (delegate* unmanaged<DuckDbRawResult, nint>)Export("fetch_chunk");

    // Chunks and vectors
    public static readonly delegate* unmanaged<nint*, void> DestroyDataChunk = (delegate* unmanaged<nint*, void>)Export("destroy_data_chunk");
    public static readonly delegate* unmanaged<nint, ulong> DataChunkGetSize = (delegate* unmanaged<nint, ulong>)Export("data_chunk_get_size");
    public static readonly delegate* unmanaged<nint, ulong, void> DataChunkSetSize =
        (delegate* unmanaged<nint, ulong, void>)Export("data_chunk_set_size");
    public static readonly delegate* unmanaged<nint, ulong, nint> DataChunkGetVector =
        (delegate* unmanaged<nint, ulong, nint>)Export("data_chunk_get_vector");
    public static readonly delegate* unmanaged<ulong> VectorSize = (delegate* unmanaged<ulong>)Export("vector_size");
    public static readonly delegate* unmanaged<nint, void*> VectorGetData = (delegate* unmanaged<nint, void*>)Export("vector_get_data");
    public static readonly delegate* unmanaged<nint, ulong*> VectorGetValidity = (delegate* unmanaged<nint, ulong*>)Export("vector_get_validity");
    public static readonly delegate* unmanaged<nint, void> VectorEnsureValidityWritable =
        (delegate* unmanaged<nint, void>)Export("vector_ensure_validity_writable");
    public static readonly delegate* unmanaged<nint, ulong, byte*, ulong, void> VectorAssignStringElementLen =
        (delegate* unmanaged<nint, ulong, byte*, ulong, void>)Export("vector_assign_string_element_len");
    public static readonly delegate* unmanaged<nint, nint> ListVectorGetChild = (delegate* unmanaged<nint, nint>)Export("list_vector_get_child");
    public static readonly delegate* unmanaged<nint, nint> ArrayVectorGetChild = (delegate* unmanaged<nint, nint>)Export("array_vector_get_child");
    public static readonly delegate* unmanaged<nint, ulong, nint> StructVectorGetChild =
        (delegate* unmanaged<nint, ulong, nint>)Export("struct_vector_get_child");

    // Types
    public static readonly delegate* unmanaged<DuckDbType, nint> CreateLogicalType =
        (delegate* unmanaged<DuckDbType, nint>)Export("create_logical_type");
    public static readonly delegate* unmanaged<nint*, void> DestroyLogicalType = (delegate* unmanaged<nint*, void>)Export("destroy_logical_type");
    public static readonly delegate* unmanaged<nint, DuckDbType> GetTypeId = (delegate* unmanaged<nint, DuckDbType>)Export("get_type_id");
    public static readonly delegate* unmanaged<nint, byte> DecimalScale = (delegate* unmanaged<nint, byte>)Export("decimal_scale");
    public static readonly delegate* unmanaged<nint, DuckDbType> DecimalInternalType =
        (delegate* unmanaged<nint, DuckDbType>)Export("decimal_internal_type");
    public static readonly delegate* unmanaged<nint, DuckDbType> EnumInternalType =
        (delegate* unmanaged<nint, DuckDbType>)Export("enum_internal_type");
    public static readonly delegate* unmanaged<nint, ulong, byte*> EnumDictionaryValue =
        (delegate* unmanaged<nint, ulong, byte*>)Export("enum_dictionary_value");
    public static readonly delegate* unmanaged<nint, nint> ListTypeChildType = (delegate* unmanaged<nint, nint>)Export("list_type_child_type");
    public static readonly delegate* unmanaged<nint, nint> ArrayTypeChildType = (delegate* unmanaged<nint, nint>)Export("array_type_child_type");
    public static readonly delegate* unmanaged<nint, ulong> ArrayTypeArraySize = (delegate* unmanaged<nint, ulong>)Export("array_type_array_size");
    public static readonly delegate* unmanaged<nint, nint> MapTypeKeyType = (delegate* unmanaged<nint, nint>)Export("map_type_key_type");
    public static readonly delegate* unmanaged<nint, nint> MapTypeValueType = (delegate* unmanaged<nint, nint>)Export("map_type_value_type");
    public static readonly delegate* unmanaged<nint, ulong> StructTypeChildCount =
        (delegate* unmanaged<nint, ulong>)Export("struct_type_child_count");
    public static readonly delegate* unmanaged<nint, ulong, byte*> StructTypeChildName =
        (delegate* unmanaged<nint, ulong, byte*>)Export("struct_type_child_name");
    public static readonly delegate* unmanaged<nint, ulong, nint> StructTypeChildType =
        (delegate* unmanaged<nint, ulong, nint>)Export("struct_type_child_type");

    // Table functions
    public static readonly delegate* unmanaged<nint> CreateTableFunction = (delegate* unmanaged<nint>)Export("create_table_function");
    public static readonly delegate* unmanaged<nint*, void> DestroyTableFunction = (delegate* unmanaged<nint*, void>)Export("destroy_table_function");
    public static readonly delegate* unmanaged<nint, byte*, void> TableFunctionSetName =
        (delegate* unmanaged<nint, byte*, void>)Export("table_function_set_name");
    public static readonly delegate* unmanaged<nint, void*, delegate* unmanaged<void*, void>, void> TableFunctionSetExtraInfo =
        (delegate* unmanaged<nint, void*, delegate* unmanaged<void*, void>, void>)Export("table_function_set_extra_info");
    public static readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, void> TableFunctionSetBind =
        (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, void>)Export("table_function_set_bind");
    public static readonly delegate* unmanaged<nint, delegate* unmanaged<nint, void>, void> TableFunctionSetInit =
        (delegate* unmanaged<nint, delegate* unmanaged<nint, void>, void>)Export("table_function_set_init");
    public static readonly delegate* unmanaged<nint, delegate* unmanaged<nint, nint, void>, void> TableFunctionSetFunction =
        (delegate* unmanaged<nint, delegate* unmanaged<nint, nint, void>, void>)Export("table_function_set_function");
    public static readonly delegate* unmanaged<nint, byte, void> TableFunctionSupportsProjectionPushdown =
        (delegate* unmanaged<nint, byte, void>)Export("table_function_supports_projection_pushdown");
    public static readonly delegate* unmanaged<nint, nint, int> RegisterTableFunction =
        (delegate* unmanaged<nint, nint, int>)Export("register_table_function");
    public static readonly delegate* unmanaged<nint, void*> BindGetExtraInfo = (delegate* unmanaged<nint, void*>)Export("bind_get_extra_info");
    public static readonly delegate* unmanaged<nint, byte*, nint, void> BindAddResultColumn =
        (delegate* unmanaged<nint, byte*, nint, void>)Export("bind_add_result_column");
    public static readonly delegate* unmanaged<nint, ulong, byte, void> BindSetCardinality =
        (delegate* unmanaged<nint, ulong, byte, void>)Export("bind_set_cardinality");
    public static readonly delegate* unmanaged<nint, byte*, void> BindSetError = (delegate* unmanaged<nint, byte*, void>)Export("bind_set_error");
    public static readonly delegate* unmanaged<nint, void*> InitGetExtraInfo = (delegate* unmanaged<nint, void*>)Export("init_get_extra_info");
    public static readonly delegate* unmanaged<nint, ulong> InitGetColumnCount = (delegate* unmanaged<nint, ulong>)Export("init_get_column_count");
    public static readonly delegate* unmanaged<nint, ulong, ulong> InitGetColumnIndex =
        (delegate* unmanaged<nint, ulong, ulong>)Export("init_get_column_index");
    public static readonly delegate* unmanaged<nint, void*, delegate* unmanaged<void*, void>, void> InitSetInitData =
        (delegate* unmanaged<nint, void*, delegate* unmanaged<void*, void>, void>)Export("init_set_init_data");
    public static readonly delegate* unmanaged<nint, byte*, void> InitSetError = (delegate* unmanaged<nint, byte*, void>)Export("init_set_error");
    public static readonly delegate* unmanaged<nint, void*> FunctionGetInitData = (delegate* unmanaged<nint, void*>)Export("function_get_init_data");
    public static readonly delegate* unmanaged<nint, byte*, void> FunctionSetError =
        (delegate* unmanaged<nint, byte*, void>)Export("function_set_error");

    /// <exception cref="RevdexException">The library is absent or does not load.</exception>
    public static void Load() => Library();

    private static nint Library() => NativeLibraries.Load(OperatingSystem.IsWindows() ? LibraryNameOnWindows : LibraryName);

    private static nint Export(string name) => NativeLibrary.GetExport(Library(), "duckdb_" + name);
}
