using Revdex.Embedding;
using Revdex.Embedding.Learning;
using Revdex.Git;
using Revdex.Indexing;
using Revdex.Indexing.Embeddings;
using Revdex.Query;
using Revdex.Segments;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.EndToEnd;
using Revdex.Tests.Storage;
using Revdex.Trust;
using Revdex.Vectors;
using Oid = Revdex.Git.Oid;

namespace Revdex.Tests.Indexing;

/// <summary>A repository of made-up words, a static model that knows most of them, and caches by name.</summary>
internal sealed class EmbeddedRepository : IDisposable
{
    private const int Dimensions = 24;

    private static readonly string[] Words = [.. Enumerable.Range(0, 200).Select(i => $"{"bdfgklmnprstvz"[i % 14]}{"aeiou"[i % 5]}{"lnrstx"[i % 6]}{"aeiou"[(i / 5) % 5]}{"bcdfghklmp"[i % 10]}")];

    private readonly TemporaryFolder _folder = new();
    private readonly Random _random = new(11);

    public EmbeddedRepository() => ModelFolder = WriteModel("model", 1);

    public TestRepository Git { get; } = TestRepository.Init();

    public string ModelFolder { get; }

    public string CacheFolder(string cache) => _folder[$"cache-{cache}"];

    public string WriteModel(string name, ulong seed)
    {
        var terms = Words.Concat(RandomHistory.Names).Distinct().Order(StringComparer.Ordinal).ToArray();
        var folder = Directory.CreateDirectory(_folder[name]).FullName;
        LearntModel.Write(new TermVectors(terms, DenseRows.Random(terms.Length, Dimensions, seed), [.. terms.Select((_, i) => 1f + i % 7)]), folder);
        return folder;
    }

    public string Text(int words) => string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)]));

    /// <summary>Of members that stand for themselves.</summary>
    public string Code(string name, int members) =>
        $"namespace Made;\n\npublic class {name}\n{{\n{string.Concat(Enumerable.Range(0, members).Select(i => $"    public void {Word()}{i}()\n    {{\n        // {Text(12)}\n        // {Text(12)}\n        // {Text(12)}\n        {Word()}();\n    }}\n\n"))}}}\n";

    public void WriteSome(int files)
    {
        for (var i = 0; i < files; i++)
        {
            Git.Write($"src/f{i}.cs", Code($"Made{i}", 6));
            Git.Write($"notes/n{i}.unheard", string.Concat(Enumerable.Range(0, 60).Select(_ => Text(10) + "\n")));
        }
    }

    public async Task<IndexResult> IndexAsync(
        string cache, EmbedOptions? options = null, int workers = 2, bool embeds = true, IProgress<WorkProgress>? progress = null, SnapshotStore? store = null, CancellationToken cancellationToken = default)
    {
        var repository = Git.Open();
        using var opened = Open(cache);
        return await new Indexer(repository, opened, workers, progress)
            .IndexAsync(repository.Head()!.Value, store, embed: embeds ? options ?? new EmbedOptions { ModelFolder = ModelFolder } : null, cancellationToken: cancellationToken); // There is a commit.
    }

    public async Task PublishAsync(string cache)
    {
        var repository = Git.Open();
        using var opened = Open(cache);
        await new Indexer(repository, opened, workers: 1).PublishAsync(repository.Head()!.Value, Store()); // There is a commit.
    }

    /// <summary>What is found of the vectors of HEAD's snapshot in a cache.</summary>
    /// <param name="model">Its folder; null: none is set.</param>
    public Task<VerifiedVectors?> VerifyAsync(string cache, string? model, int? sampleCount = null, string? onnxRuntime = null) =>
        VerifyAsync(cache, new EmbedOptions { ModelFolder = model, OnnxRuntime = onnxRuntime }, sampleCount);

    public async Task<VerifiedVectors?> VerifyAsync(string cache, EmbedOptions options, int? sampleCount = null)
    {
        var repository = Git.Open();
        using var opened = Open(cache);
        var result = await new Indexer(repository, opened, workers: 2).VerifyAsync(repository.Head()!.Value, null, TrustPolicy.Of(TrustedKeys.None), sampleCount, options); // There is a commit.
        Assert.Equal(result!.Vectors is null or { Differences.Count: 0 }, result.IsRight); // It is of a snapshot that is there.
        return result.Vectors;
    }

    /// <summary>One for all caches.</summary>
    public SnapshotStore Store() => new(ObjectStores.Open(new Uri(_folder["store"]).AbsoluteUri));

    public LocalCache Open(string cache) => LocalCache.Open(new CacheOptions { Folder = CacheFolder(cache) });

    /// <summary>All vectors of a snapshot: <c>OID LANGUAGE PLACE ROW</c> for each chunk and <c>OID LANGUAGE</c> for each blob, sorted; those of files that the commit does not have left out.</summary>
    public List<string> Dump(string cache, Manifest manifest)
    {
        using var opened = Open(cache);
        var repository = Git.Open();
        var live = EmbedTarget.Of(View.Of(repository.ListTree(manifest.Commit), LanguageDetection.Of(repository, cache: null))).Select(t => (t.Oid, t.Language)).ToHashSet();
        var told = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var part in manifest.Parts)
        {
            using var file = MappedVectors.TryOpen(opened, part);
            for (var blob = 0; blob < (file?.Vectors.BlobCount ?? 0); blob++)
            {
                if (live.Contains((file!.Vectors.Oid(blob), file.Vectors.Language(blob))))
                {
                    told.UnionWith(Told(file.Vectors, blob));
                }
            }
        }

        return [.. told];
    }

    /// <summary>How many texts a dump's chunks are of.</summary>
    public static int TextCount(IEnumerable<string> dump) => dump.Where(line => line.Contains("Key = ", StringComparison.Ordinal)).Select(line => line.Split("Key = ")[1].Split(',')[0]).Distinct().Count();

    /// <summary>The same, of what really extracting and embedding a file gives.</summary>
    public static IEnumerable<string> Expected(Oid oid, SegmentLanguage language, BlobChunks chunks, IEmbedder embedder)
    {
        yield return $"{oid} {language.Id}";
        for (var i = 0; i < chunks.Chunks.Length; i++)
        {
            var (vector, row) = (new float[embedder.Dimensions], new sbyte[64]);
            embedder.Embed([chunks.Texts[i]], EmbedRole.Passage, vector, default);
            if (RowQuantizer.TryQuantize(vector, row, out var scale))
            {
                var chunk = chunks.Chunks[i];
                yield return Told(oid, language, new ChunkPlace(new ChunkKey(chunk.Key), chunk.Line, chunk.EndLine, chunk.Start, chunk.End, chunk.Symbol), row, scale);
            }
        }
    }

    public void Dispose()
    {
        Git.Dispose();
        _folder.Dispose();
    }

    private string Word() => Words[_random.Next(Words.Length)];

    private static IEnumerable<string> Told(VectorFile file, int blob)
    {
        var row = new sbyte[file.Model.StrideBytes];
        yield return $"{file.Oid(blob)} {file.Language(blob).Id}";
        var (start, end) = file.PlacesOf(blob);
        for (var place = start; place < end; place++)
        {
            ((IRowSource)file).ReadRow(file.RowOfPlace(place), row, out var scale);
            yield return Told(file.Oid(blob), file.Language(blob), file.Place(place), row, scale);
        }
    }

    private static string Told(Oid oid, SegmentLanguage language, ChunkPlace place, sbyte[] row, float scale) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{oid} {language.Id} {place} {scale:R} {string.Join(',', row.Take(Dimensions))}");
}
