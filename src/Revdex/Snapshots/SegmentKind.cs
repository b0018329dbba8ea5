namespace Revdex.Snapshots;

/// <summary>What a segment is to the snapshot that lists it.</summary>
public enum SegmentKind : byte
{
    /// <summary>The large one, first in the list; a snapshot has one.</summary>
    Base = 0,

    /// <summary>What came after.</summary>
    Increment = 1,
}
