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

    /// <inheritdoc cref="Parse(Grammar, ReadOnlySpan{byte}, ReadOnlySpan{TSRange}, long, out ParseOutcome)"/>
    public SyntaxTree? Parse(Grammar grammar, ReadOnlySpan<byte> content, out ParseOutcome outcome) =>
        Parse(grammar, content, [], _workMax, out outcome);

    /// <summary>
    /// Parses UTF-8; no tree where a bound was met, and <paramref name="outcome"/> says which. The tree keeps no pointer to the
    /// content; it is to be disposed before the next parse.
    /// </summary>
    /// <param name="ranges">What is read of the content, in order; positions stay those of all of it. None for all.</param>
    /// <param name="workMax">For this parse.</param>
    public SyntaxTree? Parse(Grammar grammar, ReadOnlySpan<byte> content, ReadOnlySpan<TSRange> ranges, long workMax, out ParseOutcome outcome)
    {
        ObjectDisposedException.ThrowIf(IsInvalid || IsClosed, this);
        var work = workMax;
        int result;
        nint tree;
        fixed (byte* bytes = content)
        fixed (TSRange* parts = ranges)
        {
            tree = TreeSitterApi.Parse(handle, grammar.Handle, bytes, (uint)content.Length, parts, (uint)ranges.Length, &work, &result);
        }

        WorkDone = workMax - work;
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
