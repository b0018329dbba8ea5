using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Roles of occurrences as they are written outside.</summary>
public static class RoleNames
{
    private static readonly string[] Names = [.. Enum.GetNames<OccurrenceRole>().Select(n => n.ToLowerInvariant())];

    private static readonly byte[][] Utf8 = [.. Names.Select(System.Text.Encoding.UTF8.GetBytes)];

    public static IReadOnlyList<string> Words => Names;

    public static ReadOnlySpan<byte> Of(OccurrenceRole role) => Utf8[(int)role < Utf8.Length ? (int)role : (int)OccurrenceRole.Text];

    /// <summary>One bit for each role among the words; every use, but no definitions, where there are no words.</summary>
    public static uint MaskOf(IReadOnlyList<string> words)
    {
        var mask = words.Count == 0 ? ~(1u << (int)OccurrenceRole.Definition) : 0;
        foreach (var word in words)
        {
            mask |= 1u << Array.IndexOf(Names, word);
        }

        return mask;
    }
}
