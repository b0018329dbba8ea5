using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Git;
using Revdex.Query;
using Revdex.Segments;

namespace Revdex.Tests.Query;

public sealed class MountTests
{
    private static readonly SegmentLanguage[] Languages = [.. LanguageSet.Default.All.Select(l => new SegmentLanguage(l.Id, l.Fingerprint))];

    [Fact]
    public void Each_key_has_one_owner_and_all_its_files()
    {
        using var first = SegmentOf(Languages, 1, 2);
        using var second = SegmentOf(Languages, 2, 3);
        var view = ViewOf(("a.py", 1), ("b.py", 2), ("c.py", 2), ("d.py", 3), ("e.py", 4), ("f.txt", 1));
        var mount = Mount.Of(view, [new SegmentSource(first, false), new SegmentSource(second, true)]);
        Assert.Equal(["0: a.py", "0: b.py c.py", "1: d.py"], Listing(mount));
        Assert.Equal(1, mount.MissingCount);
        Assert.Equal("e.py", Encoding.UTF8.GetString(view.Path(mount.MissingFiles().Single())));
    }

    [Fact]
    public void One_content_in_two_languages_is_two_keys()
    {
        using var segment = Segment.FromMemory(SegmentWriter.ToBytes([Facts(1, "c"), Facts(1, "python")], Languages), "two");
        var mount = Mount.Of(ViewOf(("a.c", 1), ("a.go", 1), ("a.py", 1)), [new SegmentSource(segment, false)]);
        Assert.Equal(["0: a.c", "0: a.py"], Listing(mount));
        Assert.Equal(1, mount.MissingCount);
    }

    [Fact]
    public void Facts_of_another_extractor_are_not_used()
    {
        using var segment = SegmentOf([.. Languages.Select(l => l with { Fingerprint = "0" })], 1, 2);
        var mount = Mount.Of(ViewOf(("a.py", 1)), [new SegmentSource(segment, false)]);
        Assert.Equal(1, mount.MissingCount);
    }

    [Fact]
    public void What_a_publisher_lacked_is_looked_for_here()
    {
        using var segment = Segment.FromMemory(SegmentWriter.ToBytes([BlobFacts.Skipped(OidOf(1), "python", SkipReason.Missing, 0)], Languages), "lacking");
        var view = ViewOf(("a.py", 1));
        Assert.Equal(1, Mount.Of(view, [new SegmentSource(segment, false)]).MissingCount);
        Assert.Equal(0, Mount.Of(view, [new SegmentSource(segment, true)]).MissingCount);
    }

    [Fact]
    public void Remounting_gives_what_mounting_gives()
    {
        var random = new Random(20261121);
        for (var round = 0; round < 30; round++)
        {
            var segments = new List<Segment>();
            var sources = new List<SegmentSource>();
            var view = ViewOf([.. Enumerable.Range(0, 200).Select(i => ($"p{i:D3}.py", random.Next(60)))]);
            Mount? before = null;
            for (var step = 0; step < 40; step++)
            {
                view = random.Next(3) == 0 ? view : view.With([.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => RandomChange(random))]);
                if (random.Next(3) == 0)
                {
                    ChangeSources(random, segments, sources);
                }

                var mount = Mount.Of(view, [.. sources], before);
                AssertSame(Mount.Of(view, [.. sources]), mount);
                before = random.Next(20) == 0 ? null : mount;
            }

            segments.ForEach(segment => segment.Dispose());
        }
    }

    private static void ChangeSources(Random random, List<Segment> segments, List<SegmentSource> sources)
    {
        if (sources.Count > 2 && random.Next(2) == 0)
        {
            sources.RemoveAt(random.Next(sources.Count));
            return;
        }

        segments.Add(SegmentOf(Languages, [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => random.Next(80)).Distinct()]));
        sources.Insert(random.Next(sources.Count + 1), new SegmentSource(segments[^1], true));
    }

    private static FileChange RandomChange(Random random)
    {
        var path = Encoding.UTF8.GetBytes($"p{random.Next(220):D3}{(random.Next(10) == 0 ? "x" : "")}.py");
        return new FileChange(path, random.Next(4) == 0 ? null : OidOf(random.Next(80)), random.Next(10) == 0 ? GitMode.Symlink : GitMode.Regular);
    }

    /// <summary>Which segment owns a key may differ where several have it; that one does, and with which files, may not.</summary>
    private static void AssertSame(Mount expected, Mount actual)
    {
        Assert.Equal(expected.MissingFiles(), actual.MissingFiles());
        Assert.Equal(expected.Unowned, actual.Unowned);
        Assert.Equal(Listing(expected).Select(line => line[3..]).Order(StringComparer.Ordinal), Listing(actual).Select(line => line[3..]).Order(StringComparer.Ordinal));
        for (var file = 0; file < actual.View.Count; file++)
        {
            if (actual.TryLocate(file, out var segment, out var blob))
            {
                Assert.Equal(actual.View.Oid(file), actual.Sources[segment].Segment.Blob(blob).Oid);
                Assert.True(actual.Segments[segment].FilesOf(blob).Contains(file));
            }
        }

        Assert.Equal(actual.Segments.Sum(s => s.LiveFileCount), Enumerable.Range(0, actual.View.Count).Count(file => actual.TryLocate(file, out _, out _)));
    }

    private static List<string> Listing(Mount mount)
    {
        var result = new List<string>();
        for (var i = 0; i < mount.Segments.Count; i++)
        {
            for (var blob = 0; blob < mount.Segments[i].Segment.BlobCount; blob++)
            {
                var files = mount.Segments[i].FilesOf(blob).ToArray();
                if (files.Length > 0)
                {
                    result.Add($"{i}: {string.Join(' ', files.Select(file => Encoding.UTF8.GetString(mount.View.Path(file))))}");
                }
            }
        }

        result.Sort(StringComparer.Ordinal);
        return result;
    }

    private static Segment SegmentOf(SegmentLanguage[] languages, params int[] contents) =>
        Segment.FromMemory(SegmentWriter.ToBytes([.. contents.Select(content => Facts(content, "python"))], languages), $"of {string.Join(' ', contents)}");

    private static BlobFacts Facts(int content, string languageId) => LineFacts.Of(OidOf(content), languageId, Encoding.UTF8.GetBytes($"def f{content}"));

    private static Oid OidOf(int content) => Oid.OfBlob([(byte)content], ObjectFormat.Sha1);

    private static View ViewOf(params (string Path, int Content)[] files) =>
        View.Empty(LanguageDetection.ByName(LanguageSet.Default)).With([.. files.Select(f => new FileChange(Encoding.UTF8.GetBytes(f.Path), OidOf(f.Content), GitMode.Regular))]);
}
