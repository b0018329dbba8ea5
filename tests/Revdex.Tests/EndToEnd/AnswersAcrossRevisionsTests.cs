using System.Buffers;
using System.Text;
using System.Text.Json;
using Revdex.Extraction;
using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Snapshots;
using Revdex.Tests.Query;
using Revdex.Tests.Tools;

namespace Revdex.Tests.EndToEnd;

/// <summary>
/// The promise, for what a dump of one state does not show: after random edits, commits and staging a reader that lived through them answers <c>changes</c> between
/// any two states, <c>graph</c> in every direction, and <c>find</c>, <c>references</c> and <c>outline</c> at any revision as one does that was just opened.
/// </summary>
public sealed class AnswersAcrossRevisionsTests : IDisposable
{
    private const int Rounds = 10;
    private const int StepsPerRound = 2;

    private static readonly string[] Relations = ["callers", "callees", "implementations", "overrides", "imports", "importers", "path"];

    private readonly TestRepository _repository = TestRepository.Init();
    private readonly string _folder = Directory.CreateTempSubdirectory("revdex-answers-").FullName;

    [Theory]
    [InlineData(21)]
    [InlineData(22)]
    public async Task A_live_reader_answers_at_any_revision_as_a_fresh_one_does(int seed)
    {
        var (history, random) = (new RandomHistory(_repository, seed), new Random(seed));
        for (var i = 0; i < 20; i++)
        {
            history.Step();
        }

        var results = new Dictionary<string, int>();
        await using var pool = new ExtractorPool(1);
        await using var live = await OpenAsync(pool, new CacheOptions { Folder = _folder });
        for (var round = 0; round < Rounds; round++)
        {
            for (var i = 0; i < StepsPerRound; i++)
            {
                history.Step();
            }

            await using var fresh = await OpenAsync(pool, null);
            foreach (var (tool, arguments) in Questions(random))
            {
                var (expected, count) = await AnswerAsync(fresh, tool, arguments);
                var (actual, _) = await AnswerAsync(live, tool, arguments);
                Assert.True(expected == actual, $"{tool} {arguments} after\n{string.Join('\n', history.Steps)}\n- {expected}\n+ {actual}");
                results[tool] = results.GetValueOrDefault(tool) + count;
            }
        }

        // Two empty answers are equal as well.
        Assert.All(results, r => Assert.True(r.Value > 0, $"no results of {r.Key}"));
    }

    public void Dispose()
    {
        _repository.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private Task<Reader> OpenAsync(ExtractorPool pool, CacheOptions? cache) =>
        Reader.OpenAsync(_repository.Open(), new ReaderOptions { Cache = cache, WaitForComplete = true, Extract = pool.ExtractAsync }, default);

    /// <summary>What an answer says of the repository, or the error.</summary>
    private static async Task<(string Text, int Count)> AnswerAsync(Reader reader, string tool, string arguments)
    {
        var answer = new ArrayBufferWriter<byte>();
        try
        {
            using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
            await new ToolRunner(Task.FromResult(reader)).RunAsync(ToolArgumentsTests.Parse(ToolSet.Named(tool), arguments), answer, null, timeout.Token);
        }
        catch (RevdexException wrong)
        {
            return (wrong.Message, 0);
        }

        var json = JsonElement.Parse(answer.WrittenSpan);
        Assert.True(json.GetProperty("view").GetProperty("complete").GetBoolean());
        var said = json.EnumerateObject().Where(p => p.Name is not ("elapsed_us" or "cached" or "view")).Select(p => $"{p.Name} {p.Value.GetRawText()}");
        var view = json.GetProperty("view");
        return ($"{view.GetProperty("commit")} {view.GetProperty("dirty")} {string.Join('\n', said)}", json.GetProperty("results").GetArrayLength());
    }

    private List<(string Tool, string Arguments)> Questions(Random random)
    {
        string?[] revs = [null, null, ":staged", "HEAD", "HEAD~1", "HEAD~3", .. Lines("rev-list", "--all", "-8"), .. Lines("branch", "--format=%(refname:short)").Where(b => !b.StartsWith('('))];
        var paths = Lines("ls-files").ToList();
        T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];
        string Name() => Pick(RandomHistory.Names);
        var relation = Pick(Relations);
        var asked = relation is "imports" or "importers" && paths.Count > 0 ? Pick(paths) : Name();
        var to = relation == "path" ? $", \"to\": \"{Name()}\"" : "";
        var (tip, related) = (Pick(revs), Pick(Relations[..2]));
        return
        [
            ("changes", With(Pick(revs), Pick(revs) is { } from and not ":staged" ? $"\"base\": \"{from}\", \"limit\": 1000" : "\"limit\": 1000")),
            ("changes", With(null, Pick(revs) is { } other and not ":staged" ? $"\"base\": \"{other}\", \"limit\": 1000" : "\"limit\": 1000")),
            ("graph", With(Pick(revs), $"\"name\": \"{asked}\", \"relation\": \"{relation}\", \"depth\": {random.Next(1, 4)}{to}")),
            ("graph", With(tip, $"\"name\": \"{Name()}\", \"relation\": \"{related}\", \"depth\": 2")),
            ("find", With(Pick(revs), $"\"name\": \"{Name()}\", \"limit\": 1000")),
            ("references", With(Pick(revs), $"\"name\": \"{Name()}\", \"limit\": 1000")),
            ("outline", With(Pick(revs), paths.Count > 0 && random.Next(2) == 0 ? $"\"path\": \"{Pick(paths)}\"" : "\"limit\": 1000")),
        ];
    }

    /// <summary>None where git fails, as it does before the first commit.</summary>
    private string[] Lines(params string[] arguments) => Encoding.UTF8.GetString(_repository.TryRun(arguments).Output).Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string With(string? rev, string arguments) => $"{{{arguments}{(rev is null ? "" : $", \"rev\": \"{rev}\"")}}}";
}
