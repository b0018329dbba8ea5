using Revdex.Query.Answers;

namespace Revdex.Query.Tools;

/// <summary>
/// One tool, defined once: the MCP schema and the command are generated from <see cref="Arguments"/>, and both run
/// <see cref="Body"/>. The body writes the elements of <c>results</c>; the rest of the answer is the same for all tools.
/// </summary>
public sealed record ToolDefinition(string Name, string Description, IReadOnlyList<ToolArgument> Arguments)
{
    /// <summary>Whether it changes nothing; said to clients as <c>readOnlyHint</c>.</summary>
    public bool ReadOnly { get; init; } = true;

    public required Func<ToolCall, ValueTask<ToolPage>> Body { get; init; }

    /// <summary>Paths whose facts the answer cannot do without, so that they are extracted first; null where none is named.</summary>
    public Func<ToolArguments, IReadOnlyList<byte[]>?> NeedPaths { get; init; } = static _ => null;

    /// <summary>
    /// A text that every file which the answer is made from holds, whatever the case of its letters; of several, each on a line of its own, at least
    /// one. Null where there is none.
    /// </summary>
    public Func<ToolArguments, string?> NeedText { get; init; } = static _ => null;

    /// <summary>
    /// Whether the answer is made from facts of files that nobody can name beforehand, so that it is worth to wait for a complete view; otherwise
    /// those of <see cref="NeedPaths"/> do.
    /// </summary>
    public Func<ToolArguments, bool> NeedsView { get; init; } = static _ => true;

    /// <summary>
    /// Whether it reads so little of the facts that it may do so while they arrive, a range at a time (<see cref="Segments.Segment.IsArriving"/>); what reads most of them is
    /// better answered from what is here.
    /// </summary>
    public bool ReadsLittle { get; init; }

    public AnswerKeeping Keeping { get; init; } = AnswerKeeping.OfColdCommits;

    /// <summary>The answer has the revision's text in it, and not its commit alone.</summary>
    public bool TellsRevision { get; init; }

    public ToolArgument? Argument(string name) => Arguments.FirstOrDefault(a => a.Name == name);
}
