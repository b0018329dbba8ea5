using Revdex.Extraction;
using Revdex.Extraction.Documents;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Benchmarks;

/// <summary>Files of a folder, extracted in this process, as one segment and a state that tools answer on.</summary>
internal sealed class FolderState : IDisposable
{
    private readonly Segment _segment;

    /// <param name="others">Files of no language that resolving may read.</param>
    public FolderState(IReadOnlyList<SourceFile> files, IReadOnlyList<(byte[] Path, string FullPath)>? others = null)
    {
        others ??= [];
        using var extractor = new Extractor();
        Facts = [.. files.DistinctBy(f => (f.Oid, f.Language)).Select(f => extractor.Extract(f.Oid, f.Language, File.ReadAllBytes(f.FullPath)))];
        var languages = LanguageSet.Default.All.Where(l => Facts.Any(f => f.LanguageId == l.Id)).Select(l => new SegmentLanguage(l.Id, l.Fingerprint)).ToList();
        var bytes = SegmentWriter.ToBytes(Facts, languages);
        (_segment, SegmentBytes) = (Segment.FromMemory(bytes, "benchmark"), bytes.Length);
        var view = View.Empty(LanguageDetection.ByName(LanguageSet.Default)).With(
            [.. files.Select(f => (f.Path, f.Oid)).Concat(others.Select(o => (o.Path, Oid: Oid.OfBlob(File.ReadAllBytes(o.FullPath), ObjectFormat.Sha1)))).Select(f => new FileChange(f.Path, f.Oid, Convert.ToInt32("100644", 8)))]);
        var byPath = files.Select(f => (f.Path, f.FullPath)).Concat(others).ToDictionary(f => GitPath.Display(f.Path), f => f.FullPath);
        State = QueryState.Of(
            view, [new SegmentSource(_segment, true)], [_segment.Lease()], new ViewInfo(new string('0', 40), false, null, true, ""), null, (v, file, _) => DocumentText.Of(v.Language(file)?.Form ?? DocumentForm.None, File.ReadAllBytes(byPath[GitPath.Display(v.Path(file))])));
    }

    public IReadOnlyList<BlobFacts> Facts { get; }

    public QueryState State { get; }

    public int SegmentBytes { get; }

    public int NameCount => _segment.Table(TableKind.Definitions).KeyCount;

    public void Dispose()
    {
        State.Dispose();
        _segment.Dispose();
    }
}
