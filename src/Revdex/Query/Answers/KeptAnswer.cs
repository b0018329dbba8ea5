using Revdex.Query.Tools;
using Revdex.Storage;

namespace Revdex.Query.Answers;

/// <summary>An answer as it is kept: what it said, and why that was right. Immutable.</summary>
internal sealed record KeptAnswer
{
    public required AnswerKey Key { get; init; }

    /// <summary>Of a tool, or of a part that tools have in common (<c>history.blame</c>).</summary>
    public required string Tool { get; init; }

    /// <summary>Canonical.</summary>
    public required string Arguments { get; init; }

    /// <summary>The JSON array.</summary>
    public required ReadOnlyMemory<byte> Results { get; init; }

    public required AnswerPage Page { get; init; }

    /// <summary>Of the state that it was computed on.</summary>
    public SnapshotInfo? Snapshot { get; init; }

    /// <summary>Whose facts it is made from besides those extracted here (<see cref="Snapshots.Provenance.Signers"/>).</summary>
    public IReadOnlyCollection<string> Signers { get; init; } = [];

    public IReadOnlyList<Dependency> Dependencies { get; init; } = [];

    public IReadOnlyList<AnswerLink> BuiltFrom { get; init; } = [];

    /// <summary>Hash of the results and the page: equal where two answers say the same.</summary>
    public ContentHash Content => KeptAnswerFormat.ContentOf(this);
}
