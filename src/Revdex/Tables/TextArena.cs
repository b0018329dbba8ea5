using System.Runtime.InteropServices;
using System.Text.Unicode;
using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>Native memory for texts that DuckDB may point to; all of it goes at once. For one thread.</summary>
internal sealed unsafe class TextArena : IDisposable
{
    /// <summary>Some thousand paths.</summary>
    private const int BlockSizeBytes = 256 * 1024;

    private readonly List<nint> _blocks = [];
    private byte* _next;
    private int _left;

    /// <summary>A copy that stays until <see cref="Dispose"/>; <paramref name="text"/> must be valid UTF-8.</summary>
    public FixedText Add(ReadOnlySpan<byte> text)
    {
        if (text.Length > _left || _next == null)
        {
            var size = Math.Max(text.Length, BlockSizeBytes);
            _next = (byte*)NativeMemory.Alloc((nuint)size);
            _left = size;
            _blocks.Add((nint)_next);
        }

        var copy = new Span<byte>(_next, text.Length);
        text.CopyTo(copy);
        _next += text.Length;
        _left -= text.Length;
        return new FixedText(copy);
    }

    /// <summary>Text that is fixed already, as it is where it is valid UTF-8; else a repaired copy.</summary>
    public FixedText Valid(ReadOnlySpan<byte> fixedText) =>
        Utf8.IsValid(fixedText) ? new FixedText(fixedText) : Add(Utf8Repair.Repaired(fixedText));

    public void Dispose()
    {
        foreach (var block in _blocks)
        {
            NativeMemory.Free((void*)block);
        }

        _blocks.Clear();
        _next = null;
        _left = 0;
    }
}
