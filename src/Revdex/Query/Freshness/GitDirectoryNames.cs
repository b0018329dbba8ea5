using System.Text;

namespace Revdex.Query.Freshness;

/// <summary>What a name in a git directory means for a view, and where the branch that is checked out is kept.</summary>
internal static class GitDirectoryNames
{
    /// <summary>The longest HEAD read: a ref's name is bounded by the system's path length.</summary>
    private const int HeadMaxBytes = 8192;

    /// <param name="path">From the git directory (a worktree's own or the common one), '/' between parts.</param>
    public static RepositoryParts PartOf(ReadOnlySpan<byte> path)
    {
        if (path.EndsWith(".lock"u8))
        {
            return RepositoryParts.None;
        }

        if (path.StartsWith("refs/"u8) || path.StartsWith("reftable/"u8) || path.SequenceEqual("packed-refs"u8) || path.SequenceEqual("refs"u8))
        {
            return RepositoryParts.Refs;
        }

        return path switch
        {
            _ when path.SequenceEqual("HEAD"u8) => RepositoryParts.Head,
            _ when path.SequenceEqual("index"u8) => RepositoryParts.Index,
            _ when path.SequenceEqual("info/exclude"u8) => RepositoryParts.Ignores,
            _ when path.SequenceEqual("info"u8) => RepositoryParts.Ignores | RepositoryParts.Settings | RepositoryParts.Refs,
            _ when path.SequenceEqual("config"u8) || path.SequenceEqual("config.worktree"u8) => RepositoryParts.Settings,
            _ when path.SequenceEqual("info/attributes"u8) || path.SequenceEqual("info/sparse-checkout"u8) => RepositoryParts.Settings,
            _ => RepositoryParts.None,
        };
    }

    /// <summary>
    /// The folders on the way to the file of the branch that is checked out, from the common directory, whether they exist or not:
    /// <c>refs, refs/heads, refs/heads/feature</c>. With reftables the branch is in none of them, but theirs.
    /// </summary>
    public static List<string> FoldersOfHead(string gitDirectory)
    {
        List<string> folders = ["refs", "refs/heads", "reftable"];
        var head = ReadHead(Path.Combine(gitDirectory, "HEAD"));
        const string Prefix = "ref: ";
        if (head.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var name = head[Prefix.Length..].TrimEnd('\n');
            for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
            {
                folders.Add(name[..slash]);
            }
        }

        return [.. folders.Where(IsInside).Distinct(StringComparer.Ordinal)];
    }

    private static bool IsInside(string folder) => !folder.Split('/').Contains("..");

    private static string ReadHead(string path)
    {
        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[HeadMaxBytes];
            return Encoding.UTF8.GetString(bytes, 0, RandomAccess.Read(file, bytes, 0));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
