using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>Line and byte column, both from 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct TSPoint
{
    public readonly uint Row;
    public readonly uint Column;
}
