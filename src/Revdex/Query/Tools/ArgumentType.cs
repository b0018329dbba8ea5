namespace Revdex.Query.Tools;

/// <summary>What a tool's argument holds; each maps to one JSON Schema type and one form of option on the command line.</summary>
public enum ArgumentType
{
    Text,
    Integer,
    Flag,
}
