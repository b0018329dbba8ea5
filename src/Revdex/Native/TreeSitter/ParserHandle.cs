using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>
/// A parser with the memory of its one tree, for one thread at a time. It gives up at bounds that are counted, not timed, so that
/// what is given up is the same everywhere.
/// </summary>
internal sealed unsafe class ParserHandle : SafeHandle
{
    private readonly long _workMax;

    /// <param name="workMax">Units of some 10 to 50 ns that runtime.c counts.</param>
    /// <param name="memoryMaxBytes">Of one parse and its tree.</param>
    public ParserHandle(long workMax, long memoryMaxBytes)
        : base(0, ownsHandle: true)
    {
        SetHandle(TreeSitterApi.ParserNew((ulong)memoryMaxBytes));
        _workMax = workMax;
    }

    public override bool IsInvalid => handle == 0;

    /// <summary>Units of work of the last parse.</summary>
    public long WorkDone { get; private set; }

    /// <summary>
    /// Parses UTF-8; no tree where a bound was met, and <paramref name="outcome"/> says which. The tree keeps no pointer to the
    /// content; it is to be disposed before the next parse.
    /// </summary>
    public SyntaxTree? Parse(Grammar grammar, ReadOnlySpan<byte> content, out ParseOutcome outcome)
    {
        ObjectDisposedException.ThrowIf(IsInvalid || IsClosed, this);
        var work = _workMax;
        int result;
        nint tree;
        fixed (byte* bytes = content)
        {
            tree = TreeSitterApi.Parse(handle, grammar.Handle, bytes, (uint)content.Length, &work, &result);
        }

        WorkDone = _workMax - work;
        outcome = (ParseOutcome)result;
        return tree == 0 ? null : new SyntaxTree(this, tree);
    }

    /// <summary>Called by the tree.</summary>
    internal void Empty() => TreeSitterApi.ParserEmpty(handle);

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.ParserDelete(handle);
        return true;
    }
}
