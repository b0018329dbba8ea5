using System.Text;
using Revdex.Extraction;
using Revdex.Git;
using Revdex.Query;
using Revdex.Snapshots;
using Revdex.Storage;

namespace Revdex.Tests.EndToEnd;

/// <summary>
/// The promise: whatever happened to a repository since, and whichever snapshot a reader started from, its answers equal those of a
/// full index of that state, and git agrees with its view.
/// </summary>
public sealed class IncrementalEqualsFullTests : IDisposable
{
    private const int StepsPerHistory = 60;

    private readonly TestRepository _repository = TestRepository.Init();
    private readonly AttributesOracle _oracle = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("revdex-history-").FullName;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_live_reader_answers_as_a_full_index_does_after_each_random_step(int seed)
    {
        var history = new RandomHistory(_repository, seed);
        for (var i = 0; i < 8; i++)
        {
            history.Step();
        }

        await using var pool = new ExtractorPool(1);
        await using var reader = await OpenAsync(pool, "cache", store: null);
        for (var i = 0; i < StepsPerHistory; i++)
        {
            history.Step();
            await AssertAnswersAreThoseOfAFullIndexAsync(reader, history);
        }
    }

    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    public async Task Languages_follow_contents_and_attributes_at_each_step(int seed)
    {
        var history = new RandomHistory(_repository, seed, hasDetection: true);
        history.Fill(30);
        await using var pool = new ExtractorPool(1);
        await using var reader = await OpenAsync(pool, "cache", store: null);
        var told = new HashSet<string>();
        for (var i = 0; i < StepsPerHistory; i++)
        {
            history.Step();
            await AssertAnswersAreThoseOfAFullIndexAsync(reader, history);
            using var state = await reader.StateAsync(null, null, default);
            told.UnionWith(Enumerable.Range(0, state.View.Count).Select(file => $"{state.View.Marks(file)} {state.View.Language(file)?.Id}"));
        }

        Assert.True(
            told.IsSupersetOf(["None python", "None bash", "Language bash", "Generated csharp"]),
            $"only {string.Join(", ", told)} after\n{string.Join('\n', history.Steps)}");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task A_reader_that_starts_from_a_store_answers_as_a_full_index_does(int seed)
    {
        var history = new RandomHistory(_repository, seed);
        var store = new Uri(Path.Combine(_folder, "store")).AbsoluteUri;
        await using var pool = new ExtractorPool(1);
        for (var round = 0; round < 5; round++)
        {
            for (var i = 0; i < 8; i++)
            {
                history.Step();
            }

            await PublishAsync(store, $"publisher-{round % 2}");
            history.Step();
            await using var reader = await OpenAsync(pool, $"cache-{round}", store);
            await AssertAnswersAreThoseOfAFullIndexAsync(reader, history);
        }
    }

    public void Dispose()
    {
        _oracle.Dispose();
        _repository.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<Reader> OpenAsync(ExtractorPool pool, string cache, string? store) => Reader.OpenAsync(
        _repository.Open(),
        new ReaderOptions { Cache = new CacheOptions { Folder = Path.Combine(_folder, cache) }, Store = store, WaitForComplete = true, Extract = pool.ExtractAsync },
        default);

    private async Task PublishAsync(string store, string cacheFolder)
    {
        var repository = _repository.Open();
        if (repository.Head() is { } head)
        {
            using var cache = LocalCache.Open(new CacheOptions { Folder = Path.Combine(_folder, cacheFolder) });
            await new Indexer(repository, cache, workers: 1).PublishAsync(head, new SnapshotStore(ObjectStores.Open(store)));
        }
    }

    private async Task AssertAnswersAreThoseOfAFullIndexAsync(Reader reader, RandomHistory history)
    {
        using var state = await reader.StateAsync(null, null, default);
        Assert.True(state.Info.Complete);
        var actual = StateDump.Of(state);
        var expected = StateDump.Of(WorkTreeFiles(state.View), ObjectFormat.Sha1);
        var wrong = expected.Except(actual).Select(l => "- " + l).Concat(actual.Except(expected).Select(l => "+ " + l)).Take(20).ToList();
        Assert.True(wrong.Count == 0 && expected.Count == actual.Count, $"after\n{string.Join('\n', history.Steps)}\n{string.Join('\n', wrong)}");
    }

    /// <summary>What git says is there: tracked files that exist, and untracked ones that are not ignored.</summary>
    private IEnumerable<(byte[] Path, byte[] Content, Language? Language)> WorkTreeFiles(View view)
    {
        var names = _repository.Run("ls-files", "-z", "--cached", "--others", "--exclude-standard").Split('\0', StringSplitOptions.RemoveEmptyEntries);
        var there = names.Distinct().Where(n => File.Exists(_repository.FullPath(n))).Order(StringComparer.Ordinal).ToList();
        _oracle.Write(there.Where(n => Path.GetFileName(n) == ".gitattributes").ToDictionary(n => n, n => File.ReadAllText(_repository.FullPath(n))));
        var attributes = _oracle.Ask(there, "linguist-language", "linguist-generated");
        foreach (var name in there)
        {
            var (path, content) = (Encoding.UTF8.GetBytes(name), File.ReadAllBytes(_repository.FullPath(name)));
            var isGenerated = attributes[(name, "linguist-generated")] is not ("unspecified" or "unset" or "false");
            Assert.Equal(isGenerated, (view.Marks(view.Find(path)) & FileMarks.Generated) != 0);
            yield return (path, content, attributes[(name, "linguist-language")] switch
            {
                "unspecified" or "unset" or "set" => view.Languages.Detect(path) ?? LanguageOf(view, name, content),
                var named => view.Languages.All.SingleOrDefault(l => l.Name == named),
            });
        }
    }

    private static Language? LanguageOf(View view, string name, byte[] content) =>
        !Path.HasExtension(name) && RandomHistory.LanguageOf(Encoding.UTF8.GetString(content)) is { } id ? view.Languages.ById(id) : null;
}
