using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A part of a text, as tree-sitter's C API takes it: lines, byte columns and byte offsets, from 0.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct TSRange(uint StartRow, uint StartColumn, uint EndRow, uint EndColumn, uint StartByte, uint EndByte);
