using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>One column of a <see cref="DuckDbChunk"/>, or a part of a nested one, for reading.</summary>
internal readonly unsafe ref struct DuckDbVector
{
    private const int InlineLengthMax = 12;

    private readonly nint _vector;
    private readonly byte* _data;
    private readonly ulong* _validity;

    internal DuckDbVector(nint vector)
    {
        _vector = vector;
        _data = (byte*)DuckDbApi.VectorGetData(vector);
        _validity = DuckDbApi.VectorGetValidity(vector);
    }

    public bool IsNull(int row) => _validity != null && (_validity[row >> 6] >> (row & 63) & 1) == 0;

    /// <summary>The fixed-size value at a row that is not null.</summary>
    public T Value<T>(int row)
        where T : unmanaged => ((T*)_data)[row];

    /// <summary>The bytes of a VARCHAR or BLOB: <c>duckdb_string_t</c>, 16 bytes, inline up to 12, else a pointer at 8.</summary>
    public ReadOnlySpan<byte> Bytes(int row)
    {
        var text = _data + (16 * (long)row);
        var length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= InlineLengthMax ? text + 4 : *(byte**)(text + 8), length);
    }

    /// <summary>Where a LIST's or MAP's elements lie in <see cref="ListChild"/>.</summary>
    public (int Offset, int Length) ListEntry(int row)
    {
        var entry = Value<ListRange>(row);
        return ((int)entry.Offset, (int)entry.Length);
    }

    /// <summary>The elements of all rows; a MAP's are structs of key and value.</summary>
    public DuckDbVector ListChild() => new(DuckDbApi.ListVectorGetChild(_vector));

    public DuckDbVector ArrayChild() => new(DuckDbApi.ArrayVectorGetChild(_vector));

    public DuckDbVector StructChild(int index) => new(DuckDbApi.StructVectorGetChild(_vector, (ulong)index));

    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct ListRange(ulong Offset, ulong Length);
}
