using Revdex.Extraction;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Query;
using Revdex.Snapshots;

namespace Revdex.Benchmarks.Languages;

/// <summary>One of the blobs that an index extracts, with its content.</summary>
internal sealed record IndexedBlob(BlobKey Key, byte[] Content)
{
    /// <summary>Those of HEAD that extraction does not skip at a glance.</summary>
    public static async Task<List<IndexedBlob>> OfAsync(string repository)
    {
        var git = GitRepository.Open(repository);
        var keys = BlobKeys.Of(View.Of(git.ListTree(git.Head()!.Value), LanguageDetection.Of(git, cache: null))); // A benchmark's repository has a commit.
        var blobs = new List<IndexedBlob>(keys.Count);
        using var catFile = git.OpenCatFile();
        await foreach (var (_, content) in catFile.ReadAllAsync([.. keys.Select(k => k.Oid)], Facts.Limits.BlobSizeMaxBytes, CancellationToken.None))
        {
            var key = keys[blobs.Count];
            blobs.Add(new IndexedBlob(key, content is { IsLeftOut: false } blob ? blob.Bytes.ToArray() : []));
        }

        return [.. blobs.Where(b => b.Content.Length > 0 && BlobScreening.Screen(b.Content, b.Key.Language.Form) == Facts.SkipReason.None)];
    }
}
