namespace Revdex.Query.Tools;

/// <summary>Arguments that several tools take, with one meaning and one wording.</summary>
internal static class CommonArguments
{
    public const int LimitDefault = 100;

    /// <summary>A page for a program; a reader of prose is lost long before.</summary>
    public const int LimitMax = 1000;

    public static ToolArgument Kind { get; } = new(
        "kind", ArgumentType.Text, "class,method,type,callable,…")
    {
        Words = SymbolKindNames.Words,
        Many = true,
    };

    public static ToolArgument Language { get; } = new("language", ArgumentType.Text, "csharp,python,…") { Many = true };

    public static ToolArgument Path { get; } = new("path", ArgumentType.Text, "File, folder or glob");

    public static ToolArgument Rev { get; } = new("rev", ArgumentType.Text, "Revision or :staged");

    public static ToolArgument Limit { get; } = new("limit", ArgumentType.Integer, "Page size")
    {
        Default = LimitDefault,
        Min = 1,
        Max = LimitMax,
    };

    public static ToolArgument Cursor { get; } = new("cursor", ArgumentType.Text, "next_cursor");

    /// <summary>Held by whoever renders the answer's text.</summary>
    public static ToolArgument MaxTokens { get; } = new("max_tokens", ArgumentType.Integer, "Token budget") { Min = 50 };
}
