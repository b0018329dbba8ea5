using System.Text;
using Revdex.Git;

namespace Revdex.Tests.Git;

/// <summary>Our listings as text that can be compared with what git prints; a byte is a character, so that any path shows.</summary>
internal static class GitText
{
    public static string[] Lines(TreeListing listing) =>
        [.. Enumerable.Range(0, listing.Count).Select(i => $"{Octal(listing.Mode(i))} {listing.Oid(i)} {Encoding.Latin1.GetString(listing.Path(i))}")];

    /// <summary><c>git ls-tree -r -z --full-tree</c>, parsed the plain way.</summary>
    public static string[] ListTree(TestRepository test, string rev) =>
        [.. Records(test.RunBytes("ls-tree", "-r", "-z", "--full-tree", rev)).Select(r => string.Join(' ', Split(r, 4, '\t').Where((_, i) => i != 1)))];

    /// <summary><c>git ls-files -s -z</c>, stage 0 only.</summary>
    public static string[] ListStaged(TestRepository test) =>
        [.. Records(test.RunBytes("ls-files", "-s", "-z")).Select(r => Split(r, 4, '\t')).Where(f => f[2] == "0").Select(f => $"{f[0]} {f[1]} {f[3]}")];

    public static string[] Records(byte[] output) => Encoding.Latin1.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries);

    public static string Octal(int mode) => Convert.ToString(mode, 8).PadLeft(6, '0');

    public static string Latin1(byte[] path) => Encoding.Latin1.GetString(path);

    private static string[] Split(string record, int count, char tab)
    {
        var at = record.IndexOf(tab, StringComparison.Ordinal);
        return [.. record[..at].Split(' ', count - 1), record[(at + 1)..]];
    }
}
