using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revdex.Native.DuckDb;

/// <summary>Fills one column of a chunk that goes to DuckDB. Rows may be written in any order; each row once.</summary>
internal unsafe struct DuckDbColumnWriter
{
    private const int InlineLengthMax = 12;

    private readonly nint _vector;
    private readonly byte* _data;
    private ulong* _validity;

    internal DuckDbColumnWriter(nint vector)
    {
        _vector = vector;
        _data = (byte*)DuckDbApi.VectorGetData(vector);
        _validity = null;
    }

    public readonly void Set<T>(int row, T value)
        where T : unmanaged => ((T*)_data)[row] = value;

    /// <summary>
    /// Text or bytes that stay where they are until the database is closed (mapped or pinned memory): longer ones are pointed to,
    /// not copied. Text must be valid UTF-8: DuckDB does not look.
    /// </summary>
    public readonly void SetFixed(int row, ReadOnlySpan<byte> bytes)
    {
        var slot = _data + (16 * (long)row);
        if (bytes.Length <= InlineLengthMax)
        {
            var inline = new Span<byte>(slot + 4, InlineLengthMax);
            inline.Clear();
            bytes.CopyTo(inline);
        }
        else
        {
            bytes[..4].CopyTo(new Span<byte>(slot + 4, 4));
            *(byte**)(slot + 8) = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(bytes));
        }

        *(int*)slot = bytes.Length;
    }

    /// <summary>Text (valid UTF-8) or bytes, copied.</summary>
    public readonly void SetCopy(int row, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= InlineLengthMax)
        {
            SetFixed(row, bytes);
            return;
        }

        fixed (byte* text = bytes)
        {
            DuckDbApi.VectorAssignStringElementLen(_vector, (ulong)row, text, (ulong)bytes.Length);
        }
    }

    public void SetNull(int row)
    {
        if (_validity == null)
        {
            DuckDbApi.VectorEnsureValidityWritable(_vector);
            _validity = DuckDbApi.VectorGetValidity(_vector);
        }

        _validity[row >> 6] &= ~(1UL << (row & 63));
    }
}
