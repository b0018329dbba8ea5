using Revdex.Query.Tools.Resolving;

namespace Revdex.Query.Tools.Graph;

/// <summary>How an edge is known, as it is written outside.</summary>
internal static class KnownNames
{
    public static IReadOnlyList<string> Words { get; } = ["exact", "resolved", "by_name", "ambiguous"];

    public static string Of(Known known) => Words[(int)known];

    /// <summary>Of no word: everything.</summary>
    public static Known Parse(string? word) => word is null ? Known.Ambiguous : (Known)Words.ToList().IndexOf(word);
}
