using System.Text;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Scip;
using Revdex.Segments;
using Revdex.Snapshots;
using SegmentSource = Revdex.Query.SegmentSource;

namespace Revdex.Tests.Tools.Graph;

/// <summary>States of real source, extracted in this process; their facts lie in two segments.</summary>
internal static class SourceState
{
    private static readonly SegmentLanguage[] Languages = [.. LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))];

    public static QueryState Of(params IReadOnlyList<(string Path, string Content)> files) => Of(files, null);

    /// <param name="part">What compilers say; null: nothing.</param>
    public static QueryState Of(IReadOnlyList<(string Path, string Content)> files, ScipPart? part)
    {
        using var extractor = new Extractor();
        var blobs = files.Select(f => (Path: GitPath.Parse(f.Path), Bytes: Encoding.UTF8.GetBytes(f.Content))).Select(f => (f.Path, f.Bytes, Oid: Oid.OfBlob(f.Bytes, ObjectFormat.Sha1))).ToList();
        var view = View.Empty(LanguageDetection.ByName(LanguageSet.Default)).With([.. blobs.Select(b => new FileChange(b.Path, b.Oid, Convert.ToInt32("100644", 8)))]);
        var contents = blobs.DistinctBy(b => b.Oid).ToDictionary(b => b.Oid, b => b.Bytes);
        var facts = blobs.Where(b => LanguageSet.Default.Detect(b.Path) is not null)
            .Select(b => extractor.Extract(b.Oid, LanguageSet.Default.Detect(b.Path)!, b.Bytes)).DistinctBy(f => (f.Oid, f.LanguageId)).ToList(); // Detected just before.
        SegmentSource[] segments = [.. facts.Chunk(Math.Max(1, (facts.Count + 1) / 2)).Select((part, i) => new SegmentSource(Segment(part, i), true))];
        var info = new ViewInfo(new string('a', 40), false, null, true, "");
        PartSource[] parts = part is null ? [] : [new PartSource(part, Provenance.Here)];
        SegmentLease[] leases = [.. segments.Select(s => s.Segment.Lease()), .. parts.Select(p => p.Part.Lease())];
        return QueryState.Of(view, segments, leases, info, null, (v, file, _) => contents.TryGetValue(v.Oid(file), out var content) ? content : null, parts: parts);
    }

    /// <summary>Each row of an answer as <c>depth Container.Name known</c>, or with the path where there is no container.</summary>
    public static string[] Graph(this QueryState state, string arguments) => Told(state.Ask("graph", arguments));

    public static string[] Told(JsonElement answer) => [.. answer.GetProperty("results").EnumerateArray().Select(Row)];

    private static string Row(JsonElement row)
    {
        var container = row.TryGetProperty("container", out var c) && c.ValueKind == JsonValueKind.String ? c.GetString() + "." : "";
        var name = row.TryGetProperty("kind", out var kind) && kind.GetString() is "file" ? row.GetProperty("path").GetString() : container + row.GetProperty("name").GetString();
        var known = row.TryGetProperty("known", out var k) ? $" {k.GetString()}" : "";
        var candidates = row.TryGetProperty("candidates", out var n) ? $" {n}" : "";
        return $"{row.GetProperty("depth")} {name}{known}{candidates}";
    }

    private static Segment Segment(BlobFacts[] facts, int number) =>
        Revdex.Segments.Segment.FromMemory(SegmentWriter.ToBytes(facts, [.. Languages.Where(l => facts.Any(f => f.LanguageId == l.Id))]), $"sources-{number}");
}
