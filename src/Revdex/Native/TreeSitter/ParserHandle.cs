using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A parser, for one thread at a time. It gives up after a time limit.</summary>
internal sealed unsafe class ParserHandle : SafeHandle
{
    private nint _language;

    public ParserHandle(int timeoutMs)
        : base(0, ownsHandle: true)
    {
        SetHandle(TreeSitterApi.ParserNew());
        TreeSitterApi.ParserSetTimeoutMicros(handle, (ulong)timeoutMs * 1_000);
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Parses UTF-8; null when the time limit was reached. The tree keeps no pointer to the content.</summary>
    public SyntaxTree? Parse(Grammar grammar, ReadOnlySpan<byte> content)
    {
        if (_language != grammar.Handle)
        {
            TreeSitterApi.ParserSetLanguage(handle, grammar.Handle);
            _language = grammar.Handle;
        }

        fixed (byte* bytes = content)
        {
            var tree = TreeSitterApi.ParserParseString(handle, 0, bytes, (uint)content.Length);
            if (tree != 0)
            {
                return new SyntaxTree(tree);
            }
        }

        TreeSitterApi.ParserReset(handle);
        return null;
    }

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ParserDelete(handle);
        return true;
    }
}
