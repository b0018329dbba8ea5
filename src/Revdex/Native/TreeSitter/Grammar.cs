using System.Runtime.InteropServices;
using System.Text;

namespace Revdex.Native.TreeSitter;

/// <summary>A loaded grammar: names ↔ numbers of its node types and fields. Immutable, any thread; never unloaded.</summary>
internal sealed unsafe class Grammar
{
    private Grammar(nint handle)
    {
        Handle = handle;
        SymbolCount = (int)TreeSitterApi.LanguageSymbolCount(handle);
    }

    public nint Handle { get; }

    public int SymbolCount { get; }

    /// <param name="library">Name of the library beside the executable, <c>tree-sitter-csharp</c>.</param>
    /// <param name="entryPoint">Its exported function, <c>tree_sitter_c_sharp</c>.</param>
    /// <exception cref="RevdexException">The library is not there, or is for another runtime.</exception>
    public static Grammar Load(string library, string entryPoint)
    {
        var function = (delegate* unmanaged[Cdecl]<nint>)NativeLibrary.GetExport(NativeLibraries.Load(library), entryPoint);
        var handle = function();
        var abi = TreeSitterApi.LanguageAbiVersion(handle);
        return abi is >= TreeSitterApi.AbiVersionMin and <= TreeSitterApi.AbiVersionMax
            ? new Grammar(handle)
            : throw new RevdexException(
                $"the grammar {library} has ABI {abi}, this build reads {TreeSitterApi.AbiVersionMin} to {TreeSitterApi.AbiVersionMax}: reinstall revdex");
    }

    /// <summary>The number of a node type, or 0 where the grammar has none of that name.</summary>
    public ushort Symbol(string name, bool isNamed)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        fixed (byte* pointer = bytes)
        {
            return TreeSitterApi.LanguageSymbolForName(Handle, pointer, (uint)bytes.Length, isNamed ? (byte)1 : (byte)0);
        }
    }

    /// <summary>The number of a field, or 0 where the grammar has none of that name.</summary>
    public ushort Field(string name)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        fixed (byte* pointer = bytes)
        {
            return TreeSitterApi.LanguageFieldIdForName(Handle, pointer, (uint)bytes.Length);
        }
    }

    /// <summary>A rule (tree-sitter symbol type 0) rather than a token.</summary>
    public bool IsNamed(ushort symbol) => TreeSitterApi.LanguageSymbolType(Handle, symbol) == 0;

    public string SymbolName(ushort symbol) => Marshal.PtrToStringUTF8((nint)TreeSitterApi.LanguageSymbolName(Handle, symbol)) ?? "";
}
