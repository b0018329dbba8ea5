using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Tests.Tools;

/// <summary>A state made by hand: files with their content, and the facts a test wants them to have.</summary>
internal sealed class StateSketch
{
    private static readonly SegmentLanguage[] Languages = [.. LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))];

    private readonly List<FileSketch> _files = [];

    /// <summary>Facts of these files lie in segments of their own, one for each number.</summary>
    public StateSketch Add(params FileSketch[] files)
    {
        _files.AddRange(files);
        return this;
    }

    public QueryState Build(string? notice = null)
    {
        var contents = _files.DistinctBy(f => f.Oid).ToDictionary(f => f.Oid, f => f.Content);
        var detection = new LanguageDetection(LanguageSet.Default, oids => oids.Select(oid => (oid, (BlobContent?)new BlobContent(contents[oid].Length, contents[oid]))).ToAsyncEnumerable(), cache: null);
        var view = View.Empty(detection).With([.. _files.Select(f => new FileChange(f.Path, f.Oid, Convert.ToInt32("100644", 8)))]);
        var info = new ViewInfo(new string('a', 40), true, new SnapshotInfo(new string('b', 40), 2, "cache", false), false, "");
        SegmentSource[] segments = [.. _files.Where(f => f.Facts is not null).GroupBy(f => f.Segment).Select(g => new SegmentSource(Segment(g), true))];
        return QueryState.Of(view, segments, [.. segments.Select(s => s.Segment.Lease())], info, notice, (v, file, _) => contents.TryGetValue(v.Oid(file), out var content) ? content : null);
    }

    private static Segment Segment(IGrouping<int, FileSketch> files)
    {
        BlobFacts[] facts = [.. files.Select(f => f.Facts!).DistinctBy(f => (f.Oid, f.LanguageId))];
        SegmentLanguage[] used = [.. Languages.Where(l => facts.Any(f => f.LanguageId == l.Id))];
        return Revdex.Segments.Segment.FromMemory(SegmentWriter.ToBytes(facts, used), $"sketch-{files.Key}");
    }
}
