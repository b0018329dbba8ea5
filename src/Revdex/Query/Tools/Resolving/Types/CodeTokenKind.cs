namespace Revdex.Query.Tools.Resolving.Types;

internal enum CodeTokenKind : byte
{
    /// <summary>Also a keyword.</summary>
    Name,

    Number,

    /// <summary>In quotes.</summary>
    Text,

    /// <summary>An operator, a bracket, or what separates.</summary>
    Mark,
}
