using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Tables;

namespace Revdex.Indexing;

/// <summary>The Parquet tables that are published beside a snapshot: four for each segment, and the commit's tree.</summary>
public static class PublishedTables
{
    /// <param name="withTree">The tree is as large as the repository is, whatever was changed: it is for tags, and for who asks (DESIGN.md, "Tables").</param>
    public static PublishHooks Hooks(GitRepository repository, bool withTree) => new()
    {
        SegmentTables = static (segment, folder, cancellationToken) =>
            ParquetWriter.WriteAsync(segment.Segment, segment.Id.ToString(), FolderFor(folder, segment.Id.ToString()), cancellationToken),
        CommitTables = withTree ? (target, parts, folder, cancellationToken) => WriteTreeAsync(repository, target, parts, folder, cancellationToken) : null,
    };

    private static async Task<IReadOnlyDictionary<string, string>> WriteTreeAsync(
        GitRepository repository, SnapshotTarget target, IReadOnlyList<(ManifestSegment Entry, BlobsTable Blobs)> parts, string folder,
        CancellationToken cancellationToken)
    {
        var view = View.Of(repository.ListTree(target.Commit, cancellationToken), LanguageSet.Default);
        var segments = parts.Select(p => (p.Entry.Id.ToString(), p.Blobs.Count)).ToList();
        var path = await ParquetWriter.WriteTreeAsync(target.Commit, Files(view, parts), segments, FolderFor(folder, "tree"), cancellationToken).ConfigureAwait(false);
        return new Dictionary<string, string>(StringComparer.Ordinal) { ["tree"] = path };
    }

    private static IEnumerable<TableFile> Files(View view, IReadOnlyList<(ManifestSegment Entry, BlobsTable Blobs)> parts)
    {
        for (var file = 0; file < view.Count; file++)
        {
            var (segment, blob) = Locate(view.Oid(file), view.Language(file), parts);
            yield return new TableFile
            {
                Path = view.Path(file).ToArray(),
                Oid = view.Oid(file),
                Mode = view.Mode(file),
                LanguageId = view.Language(file)?.Id,
                Segment = segment,
                Blob = blob,
            };
        }
    }

    private static (int Segment, int Blob) Locate(Oid oid, Language? language, IReadOnlyList<(ManifestSegment Entry, BlobsTable Blobs)> parts)
    {
        for (var i = 0; language is not null && i < parts.Count; i++)
        {
            var blobs = parts[i].Blobs;
            var ordinal = blobs.Languages.IndexOf(new SegmentLanguage(language.Id, language.Fingerprint));
            if (ordinal >= 0 && blobs.TryFind(oid, ordinal, out var blob))
            {
                return (i, blob);
            }
        }

        return (-1, 0);
    }

    private static int IndexOf(this IReadOnlyList<SegmentLanguage> languages, SegmentLanguage language)
    {
        for (var i = 0; i < languages.Count; i++)
        {
            if (languages[i] == language)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Several segments' tables have the same names.</summary>
    private static string FolderFor(string folder, string name) => Directory.CreateDirectory(Path.Combine(folder, name)).FullName;
}
