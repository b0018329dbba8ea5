using System.Buffers;
using System.Runtime.InteropServices;

namespace Revdex.Tests.Corrupt;

/// <summary>
/// Bytes with an unreadable page right after them, so that reading one byte too many ends the test run instead of going unnoticed.
/// Where there is no mmap, plain memory.
/// </summary>
internal sealed unsafe partial class GuardedMemory : MemoryManager<byte>
{
    private const int ReadWrite = 3;
    private const int PrivateAnonymous = 0x22;

    private readonly int _capacity;
    private readonly nint _mapped;
    private readonly int _mappedLength;
    private int _length;

    public GuardedMemory(int capacity)
    {
        _capacity = capacity;
        if (!OperatingSystem.IsLinux())
        {
            _mapped = (nint)NativeMemory.Alloc((nuint)capacity);
            return;
        }

        var page = Environment.SystemPageSize;
        var readable = (capacity + page - 1) / page * page;
        _mappedLength = readable + page;
        _mapped = mmap(0, (nuint)_mappedLength, ReadWrite, PrivateAnonymous, -1, 0);
        Assert.NotEqual(-1, _mapped);
        Assert.Equal(0, mprotect(_mapped + readable, (nuint)page, 0));
    }

    private byte* Start => (byte*)_mapped + (_mappedLength == 0 ? 0 : _mappedLength - Environment.SystemPageSize - _length);

    /// <summary>Puts bytes, at most the capacity, right before the guard.</summary>
    public ReadOnlyMemory<byte> Put(ReadOnlySpan<byte> bytes)
    {
        Assert.True(bytes.Length <= _capacity);
        _length = bytes.Length;
        bytes.CopyTo(GetSpan());
        return Memory;
    }

    public override Span<byte> GetSpan() => new(Start, _length);

    public override MemoryHandle Pin(int elementIndex = 0) => new(Start + elementIndex);

    public override void Unpin()
    {
    }

    protected override void Dispose(bool disposing)
    {
        if (_mappedLength == 0)
        {
            NativeMemory.Free((void*)_mapped);
        }
        else
        {
            Assert.Equal(0, munmap(_mapped, (nuint)_mappedLength));
        }
    }

    [LibraryImport("libc")]
    private static partial nint mmap(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc")]
    private static partial int mprotect(nint address, nuint length, int protection);

    [LibraryImport("libc")]
    private static partial int munmap(nint address, nuint length);
}
