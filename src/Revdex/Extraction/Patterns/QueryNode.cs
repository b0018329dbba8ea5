namespace Revdex.Extraction.Patterns;

/// <summary>One node of a pattern as written in a queries/*.scm file.</summary>
internal sealed class QueryNode
{
    /// <summary>Node type; null for the wildcards <c>_</c> and <c>(_)</c>.</summary>
    public string? Type { get; init; }

    /// <summary>Written in parentheses (a rule) rather than in quotes (a token).</summary>
    public bool IsNamed { get; init; } = true;

    /// <summary>The choices of <c>[ … ]</c>; empty for a plain node.</summary>
    public List<QueryNode> Choices { get; init; } = [];

    public List<QueryNode> Children { get; init; } = [];

    /// <summary>Fields that must be absent, <c>!name</c>.</summary>
    public List<string> AbsentFields { get; init; } = [];

    public List<string> Captures { get; init; } = [];

    /// <summary>The field this node must stand in, or null.</summary>
    public string? Field { get; set; }

    /// <summary>May be missing: <c>?</c>.</summary>
    public bool IsOptional { get; set; }

    /// <summary>Must be the first named child of its parent: a leading <c>.</c>.</summary>
    public bool IsFirst { get; set; }

    public int Line { get; init; }

    public QueryNode With(List<QueryNode> children) => new()
    {
        Type = Type,
        IsNamed = IsNamed,
        Children = children,
        AbsentFields = AbsentFields,
        Captures = Captures,
        Field = Field,
        IsOptional = IsOptional,
        IsFirst = IsFirst,
        Line = Line,
    };
}
