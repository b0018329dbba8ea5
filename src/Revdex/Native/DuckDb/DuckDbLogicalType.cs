using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>A column's type with its parts: a decimal's scale, an enum's words, a list's element.</summary>
internal sealed unsafe class DuckDbLogicalType : SafeHandle
{
    internal DuckDbLogicalType(nint type)
        : base(0, ownsHandle: true) => SetHandle(type);

    public override bool IsInvalid => handle == 0;

    public DuckDbType Id => DuckDbApi.GetTypeId(handle);

    public int DecimalScale => DuckDbApi.DecimalScale(handle);

    /// <summary>The integer type that a DECIMAL or an ENUM is stored in.</summary>
    public DuckDbType StorageType => Id == DuckDbType.Decimal ? DuckDbApi.DecimalInternalType(handle) : DuckDbApi.EnumInternalType(handle);

    public int ArrayLength => (int)DuckDbApi.ArrayTypeArraySize(handle);

    public int StructFieldCount => (int)DuckDbApi.StructTypeChildCount(handle);

    public static DuckDbLogicalType Of(DuckDbType id) => new(DuckDbApi.CreateLogicalType(id));

    public string EnumWord(uint index) => Owned(DuckDbApi.EnumDictionaryValue(handle, index));

    public string StructFieldName(int index) => Owned(DuckDbApi.StructTypeChildName(handle, (ulong)index));

    /// <summary>The parts in order: a list's or array's element, a map's key and value, a struct's fields; empty for plain types.</summary>
    public DuckDbLogicalType[] Parts() => Id switch
    {
        DuckDbType.List => [new(DuckDbApi.ListTypeChildType(handle))],
        DuckDbType.Array => [new(DuckDbApi.ArrayTypeChildType(handle))],
        DuckDbType.Map => [new(DuckDbApi.MapTypeKeyType(handle)), new(DuckDbApi.MapTypeValueType(handle))],
        DuckDbType.Struct => [.. Enumerable.Range(0, StructFieldCount).Select(StructField)],
        _ => [],
    };

    internal nint Handle => handle;

    protected override bool ReleaseHandle()
    {
        var type = handle;
        DuckDbApi.DestroyLogicalType(&type);
        return true;
    }

    private DuckDbLogicalType StructField(int index) => new(DuckDbApi.StructTypeChildType(handle, (ulong)index));

    private static string Owned(byte* text)
    {
        var copy = DuckDbText.Read(text);
        DuckDbApi.Free(text);
        return copy;
    }
}
