using Revdex.Git;

namespace Revdex.Snapshots;

/// <summary>What else is made of published facts. Each function writes files into the folder it is given, which is deleted afterwards.</summary>
public sealed record PublishHooks
{
    /// <summary>For a new segment: its further objects, by the name that the manifest lists them under, as paths of files.</summary>
    public Func<MappedSegment, string, CancellationToken, Task<IReadOnlyDictionary<string, string>>>? SegmentTables { get; init; }

    /// <summary>The same for the commit.</summary>
    public Func<CommitTablesRequest, CancellationToken, Task<CommitTables>>? CommitTables { get; init; }

    /// <summary>Answers about the commit that were kept, as one object; null where there are none.</summary>
    public Func<LocalCache, Oid, byte[]?>? Answers { get; init; }

    /// <summary>
    /// The object of notes that goes with the snapshot, made of that of the snapshot which is built upon (null: it has none); null: none. It throws
    /// <see cref="InvalidDataException"/> where that is no object of notes. Without this hook, notes that were published are passed on as they are.
    /// </summary>
    public Func<byte[]?, byte[]?>? Notes { get; init; }
}
