namespace Revdex.Query.Tools;

/// <summary>One flat argument of a tool: the JSON Schema property and the command-line option are both made from it.</summary>
public sealed record ToolArgument(string Name, ArgumentType Type, string Description)
{
    /// <summary>Longest text taken from a client; longer ones are refused before anything looks at them.</summary>
    public const int TextMaxChars = 16 * 1024;

    public bool Required { get; init; }

    /// <summary>Given without its name on the command line; at most one for each tool.</summary>
    public bool Positional { get; init; }

    /// <summary>Of a text: several may be given, as words on the command line, as an array over MCP; they arrive as the lines of one text.</summary>
    public bool Several { get; init; }

    /// <summary>Of an integer that was not given.</summary>
    public int Default { get; init; }

    public int Min { get; init; }

    public int Max { get; init; } = int.MaxValue;

    /// <summary>The only texts allowed; empty where any text is.</summary>
    public IReadOnlyList<string> Words { get; init; } = [];

    /// <summary>Several <see cref="Words"/> may be given, separated by commas.</summary>
    public bool Many { get; init; }

    /// <summary>The option on the command line: <c>--max-tokens</c> for <c>max_tokens</c>.</summary>
    public string Option => "--" + Name.Replace('_', '-');
}
