using Revdex.Embedding;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Indexing.Embeddings;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Tests.Embedding;

namespace Revdex.Tests.Indexing;

/// <summary><see cref="Indexer.IndexAsync"/> with vectors.</summary>
public sealed class SnapshotEmbeddingTests : IDisposable
{
    private readonly EmbeddedRepository _made = new();

    public void Dispose() => _made.Dispose();

    /// <summary>Also blobs without chunks are there, so that nobody reads them again.</summary>
    [Fact]
    public async Task Every_chunk_of_every_file_has_the_vector_that_the_model_gives()
    {
        _made.WriteSome(2);
        _made.Git.Write("src/same.cs", _made.Code("Same", 3));
        _made.Git.Write("other/same.cs", File.ReadAllText(_made.Git.FullPath("src/same.cs")));
        _made.Git.Write("README.md", $"# {_made.Text(3)}\n\n{_made.Text(60)}\n\n## {_made.Text(2)}\n\n{_made.Text(90)}\n");
        _made.Git.Write("strange.unheard", "qqqq wwww\n");
        _made.Git.Write("image.unheard", [1, 0, 2]);
        _made.Git.Write("empty.unheard", "");
        _made.Git.Commit();
        var result = await _made.IndexAsync("a");
        using var embedder = EmbeddingModel.Open(_made.ModelFolder);
        var expected = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(_made.Git.Root, "*", SearchOption.AllDirectories).Where(p => !p.Contains($"{Path.DirectorySeparatorChar}.git{Path.DirectorySeparatorChar}")))
        {
            var content = File.ReadAllBytes(path);
            var language = LanguageSet.Default.Detect(GitPath.Parse(Path.GetFileName(path)));
            expected.UnionWith(EmbeddedRepository.Expected(
                Oid.OfBlob(content, ObjectFormat.Sha1), language is null ? ChunkRules.Text : new SegmentLanguage(language.Id, language.Fingerprint),
                content.Contains((byte)0) ? BlobChunks.None : new ChunkedSample(Path.GetFileName(path), content).Blob, embedder));
        }

        Assert.Equal(expected, _made.Dump("a", result.Manifest));
        Assert.Equal((embedder.ModelId.ToString(), false, 1), (result.Embed!.ModelId, result.Embed.IsLearnt, result.Embed.SetAside));
        Assert.Equal(expected.Count(line => line.Contains("ChunkPlace", StringComparison.Ordinal)), result.Embed.Chunks);
        Assert.All(result.Manifest.Parts, p => Assert.Equal((ManifestPart.VectorsKind, $"1-{embedder.ModelId.ToString()[..16]}", true), (p.Kind, p.Version, p.IsKnown)));
    }

    [Fact]
    public async Task Only_texts_that_nobody_embedded_are_embedded()
    {
        _made.WriteSome(3);
        _made.Git.Commit();
        var first = await _made.IndexAsync("a");
        Assert.Equal((0, 0), ((await _made.IndexAsync("a")).Embed!.Embedded, (await _made.IndexAsync("a")).Embed!.Reused));

        var code = File.ReadAllText(_made.Git.FullPath("src/f1.cs"));
        _made.Git.Write("src/f1.cs", code[..^2] + $"    public void Added()\n    {{\n        // {_made.Text(40)}\n    }}\n}}\n");
        _made.Git.Write("moved.cs", File.ReadAllText(_made.Git.FullPath("src/f2.cs")));
        _made.Git.Delete("src/f2.cs");
        _made.Git.Commit();
        var plain = await _made.IndexAsync("a", embeds: false);
        Assert.Equal(first.Manifest.Parts, plain.Manifest.Parts);
        var second = await _made.IndexAsync("a");
        Assert.Equal(1, second.Embed!.Embedded);
        Assert.InRange(second.Embed.Reused, 6, 8); // The members of the file that was edited, and its head.
        Assert.Equal(_made.Dump("b", (await _made.IndexAsync("b")).Manifest), _made.Dump("a", second.Manifest));
    }

    [Fact]
    public async Task A_blob_read_as_another_language_keeps_its_rows()
    {
        _made.WriteSome(1);
        _made.Git.Commit();
        await _made.IndexAsync("a");
        _made.Git.Write(".gitattributes", "*.unheard linguist-language=Markdown\n");
        _made.Git.Commit();
        var result = await _made.IndexAsync("a");
        Assert.Equal(_made.Dump("b", (await _made.IndexAsync("b")).Manifest), _made.Dump("a", result.Manifest));
    }

    [Fact]
    public async Task Vectors_of_another_model_are_replaced()
    {
        _made.WriteSome(2);
        _made.Git.Commit();
        var before = await _made.IndexAsync("a");
        Assert.Null(before.Embed!.Replaced);
        var other = new EmbedOptions { ModelFolder = _made.WriteModel("other", 2) };
        var result = await _made.IndexAsync("a", other);
        Assert.True(result.Embed!.Embedded > 0);
        Assert.Contains($"; vectors of model {before.Embed.ModelId![..16]} are dropped", result.Embed.ToString(), StringComparison.Ordinal);
        Assert.Null((await _made.IndexAsync("a", other)).Embed!.Replaced);
        Assert.Equal(_made.Dump("b", (await _made.IndexAsync("b", other)).Manifest), _made.Dump("a", result.Manifest));
    }

    [Fact]
    public async Task Any_number_of_workers_makes_the_same_parts()
    {
        _made.WriteSome(12);
        _made.Git.Commit();
        var (one, many) = (await _made.IndexAsync("a", workers: 1), await _made.IndexAsync("b", workers: 5));
        Assert.Equal(one.Manifest.ToBytes(), many.Manifest.ToBytes());
    }

    /// <summary>It goes along, and is not learnt again before somebody asks for it.</summary>
    [Fact]
    public async Task A_model_is_learnt_where_none_is_set()
    {
        _made.WriteSome(8);
        _made.Git.Commit();
        var learnt = await _made.IndexAsync("a", new EmbedOptions());
        Assert.Equal([ManifestPart.ModelKind, ManifestPart.VectorsKind], learnt.Manifest.Parts.Select(p => p.Kind));
        Assert.Equal((true, 0), (learnt.Embed!.IsLearnt, learnt.Embed.SetAside));
        using (var cache = _made.Open("a"))
        using (var model = CachedModel.TryOpen(cache, learnt.Manifest.Parts[0])!)
        {
            Assert.Equal(learnt.Embed.ModelId, model.ModelId.ToString());
            using var file = MappedVectors.TryOpen(cache, learnt.Manifest.Parts[1])!;
            Assert.Equal(new(model.ModelId.ToString(), model.Dimensions), file.Vectors.Model);
        }

        _made.WriteSome(9);
        _made.Git.Commit();
        var second = await _made.IndexAsync("a", new EmbedOptions());
        Assert.Equal((learnt.Embed.ModelId, false, learnt.Manifest.Parts[0]), (second.Embed!.ModelId, second.Embed.IsLearnt, second.Manifest.Parts[0]));
        var anew = await _made.IndexAsync("a", new EmbedOptions { LearnsAnew = true });
        Assert.True(anew.Embed!.IsLearnt);
        Assert.NotEqual(learnt.Embed.ModelId, anew.Embed.ModelId);
        Assert.Equal(_made.Dump("b", (await _made.IndexAsync("b", new EmbedOptions())).Manifest), _made.Dump("a", anew.Manifest));

        var set = await _made.IndexAsync("a");
        Assert.All(set.Manifest.Parts, p => Assert.Equal(ManifestPart.VectorsKind, p.Kind));
    }

    [Fact]
    public async Task Too_little_text_to_learn_from_is_said()
    {
        _made.Git.Write("a.cs", "class A { }\n");
        _made.Git.Commit();
        var result = await _made.IndexAsync("a", new EmbedOptions());
        Assert.Empty(result.Manifest.Parts);
        Assert.Null(result.Embed!.ModelId);
        Assert.Contains("too little text to learn a model from", result.Embed.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_model_part_that_is_none_is_not_opened()
    {
        _made.WriteSome(8);
        _made.Git.Commit();
        var part = (await _made.IndexAsync("a", new EmbedOptions())).Manifest.Parts[0];
        using var cache = _made.Open("a");
        using var file = cache.TryOpenSegment(part.Id)!;
        var bytes = File.ReadAllBytes(file.Path);
        foreach (var (at, to) in new[] { (0, (byte)'X'), (8, (byte)2), (16, (byte)9), (200, (byte)0), (bytes.Length - 1, (byte)77) })
        {
            var damaged = bytes.ToArray();
            damaged[at] = damaged[at] == to ? (byte)(to + 1) : to;
            var path = Path.Combine(_made.CacheFolder("a"), "damaged");
            File.WriteAllBytes(path, damaged);
            Assert.Throws<InvalidDataException>(() => ModelPart.Open(path));
        }
    }
}
