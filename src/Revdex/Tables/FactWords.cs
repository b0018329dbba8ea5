using System.Text;
using Revdex.Facts;

namespace Revdex.Tables;

/// <summary>Kinds, roles and reasons as the tables write them: <c>enum_member</c>, <c>call</c>, <c>too_large</c>. Pinned for the process's life.</summary>
internal static class FactWords
{
    private static readonly byte[][] Kinds = Of<SymbolKind>();
    private static readonly byte[][] Roles = Of<OccurrenceRole>();
    private static readonly byte[][] Skips = Of<SkipReason>();

    public static FixedText Of(SymbolKind kind) => Word(Kinds, (int)kind, (int)SymbolKind.Unknown);

    /// <summary>A role that this build does not know yet counts as text.</summary>
    public static FixedText Of(OccurrenceRole role) => Word(Roles, (int)role, (int)OccurrenceRole.Text);

    public static FixedText Of(SkipReason reason) => Word(Skips, (int)reason, (int)SkipReason.None);

    private static FixedText Word(byte[][] words, int value, int otherwise) => new(words[(uint)value < (uint)words.Length ? value : otherwise]);

    private static byte[][] Of<T>()
        where T : struct, Enum => [.. Enum.GetNames<T>().Select(name => Pinned(SnakeCase(name)))];

    private static byte[] Pinned(string word)
    {
        var bytes = GC.AllocateArray<byte>(Encoding.UTF8.GetByteCount(word), pinned: true);
        Encoding.UTF8.GetBytes(word, bytes);
        return bytes;
    }

    private static string SnakeCase(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "_" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
