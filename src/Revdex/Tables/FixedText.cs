using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Revdex.Tables;

/// <summary>Valid UTF-8 that does not move: in mapped, pinned or native memory, or in the program itself. Its owner outlives it.</summary>
internal readonly unsafe struct FixedText
{
    private readonly byte* _pointer;
    private readonly int _length;

    /// <param name="text">Memory that stays where it is; a u8 literal is such memory.</param>
    public FixedText(ReadOnlySpan<byte> text)
    {
        _pointer = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(text));
        _length = text.Length;
    }

    /// <summary>True for the default value, which is no text at all; an empty text is one.</summary>
    public bool IsNone => _pointer == null;

    public ReadOnlySpan<byte> Span => new(_pointer, _length);
}
