using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>One entry of a posting list, for one of its blob's files. What the kind of table does not have is 0.</summary>
internal readonly record struct PostingHit
{
    public required int Segment { get; init; }

    public required int Blob { get; init; }

    public required int File { get; init; }

    /// <summary>In the facts message: the symbol, the import, or of an occurrence the symbol around it (-1: none).</summary>
    public required int Index { get; init; }

    /// <summary>From 1.</summary>
    public required int Line { get; init; }

    /// <summary>In bytes, from 0.</summary>
    public int Column { get; init; }

    public OccurrenceRole Role { get; init; }

    public bool HasReceiver { get; init; }
}
