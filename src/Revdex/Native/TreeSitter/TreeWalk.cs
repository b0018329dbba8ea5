using System.Runtime.InteropServices;

namespace Revdex.Native.TreeSitter;

/// <summary>
/// Goes over the nodes of one tree after the other, parents before their children, in the order of the source: as a cursor does that goes to first children and next siblings, with one call for many nodes. For one thread.
/// </summary>
internal sealed unsafe class TreeWalk : SafeHandle
{
    /// <summary>What the first cache holds, with room for what is done with them.</summary>
    private const int NodesAtOnce = 256;

    private readonly WalkNode[] _nodes = GC.AllocateUninitializedArray<WalkNode>(NodesAtOnce, pinned: true);
    private uint _count;
    private int _current;

    public TreeWalk()
        : base(0, ownsHandle: true) => SetHandle(TreeSitterApi.WalkNew());

    public override bool IsInvalid => handle == 0;

    /// <summary>Valid until the next step.</summary>
    public ref readonly WalkNode Current => ref _nodes[_current];

    /// <summary>Stands before the root. The tree must live while the walk goes on.</summary>
    /// <param name="marks">One for each node type, pinned.</param>
    /// <param name="fieldMark">What the mark of a type has whose field is asked for.</param>
    /// <param name="depthMax">Nodes so deep count as leaves.</param>
    public void Begin(in TSNode root, ReadOnlySpan<ushort> marks, ushort fieldMark, int depthMax)
    {
        ObjectDisposedException.ThrowIf(IsInvalid || IsClosed, this);
        (_count, _current) = (0, 0);
        TreeSitterApi.WalkBegin(handle, root, (ushort*)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetReference(marks)), (uint)marks.Length, fieldMark, (uint)depthMax);
    }

    public bool MoveNext() => ++_current < _count || Fill();

    protected override bool ReleaseHandle()
    {
        TreeSitterApi.WalkDelete(handle);
        return true;
    }

    private bool Fill()
    {
        fixed (WalkNode* nodes = _nodes)
        {
            _count = TreeSitterApi.WalkNext(handle, nodes, NodesAtOnce);
        }

        _current = 0;
        return _count == uint.MaxValue ? throw new OutOfMemoryException() : _count > 0;
    }
}
