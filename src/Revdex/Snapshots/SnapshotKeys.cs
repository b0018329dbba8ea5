using System.Globalization;
using System.Text;
using Revdex.Git;
using Revdex.Storage;

namespace Revdex.Snapshots;

/// <summary>
/// Where things are in a store (FORMAT.md, "Keys"). The first manifest of a commit has the commit's name alone, so that one request tells
/// whether a commit was published; one made by another extractor is put beside it under a name with that extractor's digest.
/// </summary>
public static class SnapshotKeys
{
    public const string Commits = "v1/commits/";

    public const string Objects = "v1/objects/";

    public const string Branches = "v1/branches/";

    public const string PullRequests = "pr/";

    public static string Manifest(Oid commit) => $"v1/commits/{commit.ToString()[..2]}/{commit}.json";

    public static string Manifest(Oid commit, string digest) => $"v1/commits/{commit.ToString()[..2]}/{commit}-{digest}.json";

    public static string Object(ContentHash hash) => $"v1/objects/{hash.ToString()[..2]}/{hash}";

    /// <summary>Of whose snapshot the key is, if it is a manifest's.</summary>
    internal static Oid? CommitOf(string key)
    {
        var name = key.AsSpan(key.LastIndexOf('/') + 1);
        var end = name.IndexOfAny('-', '.');
        return name.EndsWith(".json", StringComparison.Ordinal) && end > 0 && Oid.TryParse(name[..end], out var commit) ? commit : null;
    }

    /// <summary>The hash that the key of an object ends with.</summary>
    internal static ContentHash? HashOf(string key) =>
        ContentHash.TryParse(key.AsSpan(key.LastIndexOf('/') + 1), out var hash) && key.EndsWith(Object(hash), StringComparison.Ordinal) ? hash : null;

    /// <summary>What stands before the keys of what a pull request's job publishes: anyone who can propose a change decides what is there.</summary>
    public static string PullRequest(int number) => string.Create(CultureInfo.InvariantCulture, $"{PullRequests}{number}/");

    /// <summary>Any branch name fits: bytes of its UTF-8 that a key does not take, and <c>_</c>, become <c>_XX</c>; a long part is cut and gets its hash.</summary>
    public static string Branch(string name) => $"{Branches}{string.Join('/', name.Split('/').Select(EscapePart))}.json";

    private static string EscapePart(string part)
    {
        var escaped = new StringBuilder();
        foreach (var b in Encoding.UTF8.GetBytes(part))
        {
            var isPlain = char.IsAsciiLetterOrDigit((char)b) || b == '-' || (b == '.' && escaped.Length > 0);
            escaped.Append(isPlain ? $"{(char)b}" : string.Create(CultureInfo.InvariantCulture, $"_{b:X2}"));
        }

        const int kept = 120;
        return escaped.Length is > 0 and <= kept
            ? escaped.ToString()
            : $"{escaped.ToString(0, Math.Min(kept, escaped.Length))}_-{ContentHash.Of(Encoding.UTF8.GetBytes(part)).ToString()[..16]}";
    }
}
