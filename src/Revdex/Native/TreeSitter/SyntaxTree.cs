using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>A parsed file; nodes are valid until it is disposed.</summary>
internal sealed unsafe class SyntaxTree : SafeHandle
{
    public SyntaxTree(nint tree)
        : base(0, ownsHandle: true) => SetHandle(tree);

    public override bool IsInvalid => handle == 0;

    public TSNode Root => TreeSitterApi.TreeRootNode(handle);

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.TreeDelete(handle);
        return true;
    }
}
