using Revdex.Facts;
using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>One result: what was reached, and over which edge.</summary>
internal sealed record GraphRow
{
    /// <summary>What was reached; null for what is not in the view or cannot be told, which then has a name alone.</summary>
    public SymbolRef? Node { get; init; }

    /// <summary>Of what has no node, and of imports the module as it is written; null: the node's.</summary>
    public string? Name { get; init; }

    /// <summary>Other than the node's; null: the node's.</summary>
    public string? Kind { get; init; }

    /// <summary>Of a package of several files; null: the node's.</summary>
    public string? Path { get; init; }

    /// <summary>Of a file the line to look at.</summary>
    public int Line { get; init; } = 1;

    /// <summary>Edges from the start.</summary>
    public required int Depth { get; init; }

    /// <summary>Null for the start itself, and where nothing in the view matches.</summary>
    public Known? Known { get; init; }

    /// <summary>How many definitions could be meant.</summary>
    public int Candidates { get; init; } = 1;

    public OccurrenceRole Role { get; init; } = OccurrenceRole.Call;

    /// <summary>The other end of the edge: towards the start.</summary>
    public SymbolRef? Via { get; init; }

    /// <summary>Line of the first use that makes the edge, in the file that has it; 0 for none.</summary>
    public int ViaLine { get; init; }

    /// <summary>Uses that make the edge.</summary>
    public int Uses { get; init; } = 1;
}
