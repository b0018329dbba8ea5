using System.Globalization;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tables;

namespace Revdex.Indexing;

/// <summary>
/// The table of a commit's paths, in parts: <c>tree</c> is whole, each of <c>tree_1</c>, <c>tree_2</c>, … has the rows that differ from those
/// before it, one without an oid where a path is gone. A commit so costs what it changed, not what the repository is large.
/// </summary>
internal static class TreeTables
{
    private const string Name = "tree";

    /// <summary>More parts are written anew as one: each is a request for who reads them.</summary>
    private const int PartCountMax = 8;

    public static async Task<CommitTables> WriteAsync(GitRepository repository, CommitTablesRequest request, CancellationToken cancellationToken)
    {
        var rows = Rows(repository, request.Commit, request.Segments, cancellationToken);
        var kept = Kept(request, rows.Count);
        if (kept.Count > 0 && repository.Existing([request.Upon!.Commit]).Count > 0)
        {
            var changed = Changed(Rows(repository, request.Upon.Commit, request.UponSegments, cancellationToken), rows);
            if (changed.Count == 0)
            {
                return new(kept, new Dictionary<string, string>());
            }

            if (changed.Count <= rows.Count / 2)
            {
                return await WriteAsync(kept, string.Create(CultureInfo.InvariantCulture, $"{Name}_{kept.Count}"), changed).ConfigureAwait(false);
            }
        }

        return await WriteAsync(new Dictionary<string, ObjectRef>(), Name, rows).ConfigureAwait(false);

        async Task<CommitTables> WriteAsync(IReadOnlyDictionary<string, ObjectRef> kept, string name, List<TreeRow> rows)
        {
            var path = Path.Combine(request.Folder, name + ".parquet");
            await ParquetWriter.WriteTreeAsync(rows, path, cancellationToken).ConfigureAwait(false);
            return new(kept, new Dictionary<string, string> { [name] = path });
        }
    }

    /// <summary>What may go on: none where there is no room for one more part, or where other extractors made other facts.</summary>
    private static Dictionary<string, ObjectRef> Kept(CommitTablesRequest request, int rowCount)
    {
        var parts = (request.Upon?.Tables ?? new Dictionary<string, ObjectRef>()).Where(t => t.Key == Name || t.Key.StartsWith($"{Name}_", StringComparison.Ordinal)).ToDictionary(StringComparer.Ordinal);
        var isUsable = rowCount > 0 && parts.TryGetValue(Name, out var whole) && parts.Count < PartCountMax
            && parts.Values.Sum(p => p.SizeBytes) <= 2 * whole.SizeBytes && request.Upon!.Fingerprints.Equals(request.Fingerprints);
        return isUsable ? parts : [];
    }

    /// <summary>Ascending by path, as both sides are.</summary>
    private static List<TreeRow> Changed(List<TreeRow> before, List<TreeRow> after)
    {
        var changed = new List<TreeRow>();
        var (b, a) = (0, 0);
        while (b < before.Count || a < after.Count)
        {
            var order = b == before.Count ? 1 : a == after.Count ? -1 : before[b].Path.Span.SequenceCompareTo(after[a].Path.Span);
            if (order < 0)
            {
                changed.Add(TreeRow.Gone(before[b++].Path));
            }
            else if (order > 0)
            {
                changed.Add(after[a++]);
            }
            else if (!after[a].HasSameContentAs(before[b++]))
            {
                changed.Add(after[a++]);
            }
            else
            {
                a++;
            }
        }

        return changed;
    }

    private static List<TreeRow> Rows(GitRepository repository, Oid commit, IReadOnlyList<CoveringSegment> segments, CancellationToken cancellationToken)
    {
        var view = View.Of(repository.ListTree(commit, cancellationToken), LanguageDetection.Of(repository, cache: null));
        var rows = new List<TreeRow>(view.Count);
        for (var file = 0; file < view.Count; file++)
        {
            var (segment, blob) = Locate(view.Oid(file), view.Language(file), segments);
            rows.Add(new TreeRow(view.Path(file).ToArray(), view.Oid(file), view.Mode(file), view.Language(file)?.Id, segment, blob));
        }

        return rows;
    }

    private static (ContentHash? Segment, int Blob) Locate(Oid oid, Language? language, IReadOnlyList<CoveringSegment> segments)
    {
        for (var i = 0; language is not null && i < segments.Count; i++)
        {
            var blobs = segments[i].Blobs;
            var ordinal = blobs.Languages.IndexOf(new SegmentLanguage(language.Id, language.Fingerprint));
            if (ordinal >= 0 && blobs.TryFind(oid, ordinal, out var blob))
            {
                return (segments[i].Entry.Id, blob);
            }
        }

        return (null, 0);
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
}
