using System.Text;
using Revdex.Git;
using Revdex.Scip;

namespace Revdex.Indexing.Compilers;

/// <summary>
/// Finds the documents of an index in a tree. Their paths are relative to the root of the project, which may be a folder of the repository, checked out
/// anywhere: of the last folders of the root's path those are taken under which the tree has most of the documents.
/// </summary>
internal static class TreeDocuments
{
    /// <summary>More folders of a path are not looked at.</summary>
    private const int FoldersMax = 32;

    /// <summary>Number of the document and entry of the tree, for those that are files there.</summary>
    /// <exception cref="InvalidDataException">A document is none.</exception>
    public static List<(int Document, int Entry)> Of(TreeListing tree, ScipIndex index)
    {
        var best = new List<(int Document, int Entry)>();
        foreach (var prefix in Prefixes(index.ProjectRoot))
        {
            var found = Under(prefix, tree, index);
            best = found.Count > best.Count ? found : best;
        }

        return best;
    }

    /// <summary>None first: of equals the first is taken.</summary>
    private static IEnumerable<string> Prefixes(string root)
    {
        yield return "";
        var path = Uri.TryCreate(root, UriKind.Absolute, out var url) ? Uri.UnescapeDataString(url.AbsolutePath) : root;
        var (folders, prefix) = (path.Split('/', StringSplitOptions.RemoveEmptyEntries), "");
        foreach (var folder in folders.Reverse().Take(FoldersMax))
        {
            yield return prefix = $"{folder}/{prefix}";
        }
    }

    private static List<(int Document, int Entry)> Under(string prefix, TreeListing tree, ScipIndex index)
    {
        var found = new List<(int, int)>();
        byte[] start = Encoding.UTF8.GetBytes(prefix);
        for (var i = 0; i < index.Count; i++)
        {
            var entry = tree.Find([.. start, .. ScipDocument.Read(index[i]).Path]);
            if (entry >= 0 && GitMode.IsFile(tree.Mode(entry)))
            {
                found.Add((i, entry));
            }
        }

        return found;
    }
}
