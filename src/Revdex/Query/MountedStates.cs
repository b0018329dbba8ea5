using Revdex.Query.Freshness;

namespace Revdex.Query;

/// <summary>The states of one view, as the shelf is at the moment: with the segments that arrive, and without. For one thread at a time.</summary>
/// <param name="owner">Whose snapshot the states are said to be from.</param>
/// <param name="partsOwner">Whose snapshot's parts they have.</param>
/// <param name="readContent">The text of a file of the view, perhaps in the room that is given; null: none is to be had.</param>
internal sealed class MountedStates(SegmentShelf shelf, object owner, object partsOwner, Func<View, int, ReadBuffer?, ReadOnlyMemory<byte>?> readContent) : IDisposable
{
    private readonly Slot _whole = new();
    private readonly Slot _arriving = new();

    /// <summary>Stays this class's: share it.</summary>
    /// <param name="withArriving">Also with what is not whole yet, where there is such.</param>
    public QueryState Of(View view, ViewInfo info, string? notice, bool withArriving)
    {
        if (!shelf.HasArriving)
        {
            _arriving.Drop();
            withArriving = false;
        }

        var slot = withArriving ? _arriving : _whole;
        if (slot.State is null || slot.Version != shelf.Version)
        {
            // A mount that is edited leaves files with the segment that they have; facts that were made here meanwhile are to be preferred to what is on its way.
            var before = withArriving ? null : slot.Mount;
            var state = shelf.Mount(view, partsOwner, before, info with { Snapshot = shelf.InfoOf(owner, withArriving) }, notice, readContent, withArriving, out slot.Version);
            slot.Drop();
            (slot.State, slot.Mount) = (state, state.Mount);
        }

        return slot.State;
    }

    /// <summary>What is asked about changed.</summary>
    public void Drop()
    {
        _whole.Drop();
        _arriving.Drop();
    }

    public void Dispose() => Drop();

    private sealed class Slot
    {
        public QueryState? State;
        public Mount? Mount;
        public int Version;

        public void Drop()
        {
            State?.Dispose();
            State = null;
        }
    }
}
