using System.Globalization;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;

namespace Revdex.Benchmarks;

/// <summary>What a folder of a store holds: bytes by kind, and how much of it any store would have to hold for the same snapshots.</summary>
internal sealed class StoreInventory
{
    private readonly string _store;
    private readonly List<Manifest> _manifests;

    public StoreInventory(string store)
    {
        _store = store;
        _manifests =
        [
            .. Directory.EnumerateFiles(Path.Combine(store, SnapshotKeys.Commits), "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
                .Select(path => ManifestReader.Read(File.ReadAllBytes(path), path)),
        ];
    }

    public int SnapshotCount => _manifests.Count;

    /// <summary>Everything, as the disk has it.</summary>
    public long SizeBytes => new DirectoryInfo(_store).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length);

    /// <summary>Megabytes and objects of each kind; what no manifest names is <c>other</c>.</summary>
    public string Kinds()
    {
        var kinds = new Dictionary<ObjectRef, string>();
        foreach (var manifest in _manifests)
        {
            foreach (var segment in manifest.Segments)
            {
                var kind = segment.Kind == SegmentKind.Base ? "bases" : "increments";
                Note([segment.Bundle, segment.Blobs], kind);
                Note(segment.Tables?.Values.Select(t => (ObjectRef?)t) ?? [], kind + " (Parquet)");
            }

            Note(manifest.Tables?.Values.Select(t => (ObjectRef?)t) ?? [], "trees (Parquet)");
        }

        var named = kinds.GroupBy(k => k.Value, k => k.Key.SizeBytes).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => (g.Key, Count: g.Count(), Bytes: g.Sum()));
        var other = SizeBytes - kinds.Keys.Sum(k => k.SizeBytes);
        return string.Join(", ", named.Append(("manifests and other", _manifests.Count, other)).Select(k => string.Create(CultureInfo.InvariantCulture, $"{k.Item1} {k.Item3 / 1e6:0.0} ({k.Item2})")));

        void Note(IEnumerable<ObjectRef?> objects, string kind)
        {
            foreach (var named in objects.OfType<ObjectRef>())
            {
                kinds.TryAdd(named, kind);
            }
        }
    }

    /// <summary>
    /// The facts of all snapshots, each blob's once, against those of one commit, by the bytes of their messages: with each fact stored once and nothing
    /// else, so many times one snapshot is what the store would take.
    /// </summary>
    public double DistinctFacts(GitRepository repository, Oid commit)
    {
        var sizes = FactsSizes();
        var all = _manifests.SelectMany(m => OidsOf(repository, m.Commit)).ToHashSet();
        return (double)all.Sum(Size) / OidsOf(repository, commit).Sum(Size);

        long Size(Oid oid) => sizes.GetValueOrDefault(oid);
    }

    private static HashSet<Oid> OidsOf(GitRepository repository, Oid commit) => [.. View.Of(repository.ListTree(commit), LanguageDetection.Of(repository, cache: null)).Keys().Select(k => k.Oid)];

    private Dictionary<Oid, long> FactsSizes()
    {
        var sizes = new Dictionary<Oid, long>();
        foreach (var blobs in _manifests.SelectMany(m => m.Segments).Select(s => s.Blobs).OfType<ObjectRef>().Distinct())
        {
            var path = Path.Combine(_store, SnapshotKeys.Object(blobs.Sha256));
            var table = BlobsTable.Read(File.ReadAllBytes(path), path);
            for (var i = 0; i < table.Count; i++)
            {
                sizes[table[i].Oid] = table[i].FactsLength;
            }
        }

        return sizes;
    }
}
