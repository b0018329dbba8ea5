using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Revdex.Query;
using Revdex.Query.Answers;
using Revdex.Snapshots;
using Revdex.Tests.Storage;
using Revdex.Tests.Tools;
using Revdex.Trust;

namespace Revdex.Tests.Answers;

/// <summary>A repository with two readers: one that keeps every answer, whatever it cost, and one that keeps none. What both say must be the same.</summary>
internal sealed partial class KeptRepository : IAsyncDisposable
{
    private readonly TemporaryFolder _cache = new();
    private readonly AskedRepository _fresh;
    private readonly AskedRepository _kept;

    public KeptRepository(TestRepository git)
    {
        _fresh = new AskedRepository(git);
        _kept = new AskedRepository(git, Keeping);
        Outcomes(); // Opens it.
    }

    public TestRepository Git => _kept.Git;

    /// <summary>Of the kept answers, wherever they are.</summary>
    public string Folder => _cache["v1/answers"];

    public CacheOptions Cache => new() { Folder = _cache.Path };

    public Reader Reader => _kept.Reader.GetAwaiter().GetResult();

    public ReaderOptions Keeping(ReaderOptions options) => options with { Cache = Cache, KeepsAnswersFrom = TimeSpan.Zero };

    /// <summary>Asks both; gives the outcome for the one that keeps.</summary>
    public async Task<AnswerOutcome> AskAsync(string tool, string arguments, string? context = null)
    {
        var before = Outcomes();
        var (expected, actual) = (await ToldAsync(_fresh, tool, arguments), await ToldAsync(_kept, tool, arguments));
        Assert.True(expected.Text == actual.Text, $"{context} {tool} {arguments}\nanew {expected.Text}\nkept {actual.Text}");
        var after = Outcomes();
        var outcomes = Enum.GetValues<AnswerOutcome>().Where(o => o < AnswerOutcome.Damaged && after[(int)o] > before[(int)o]).ToList();
        Assert.False(expected.IsCached);
        Assert.Equal(actual.IsCached, outcomes is [AnswerOutcome.Hit]);
        return outcomes.Count == 0 ? AnswerOutcome.Declined : Assert.Single(outcomes);
    }

    public Task<JsonElement> AnswerAsync(string tool, string arguments) => _kept.AnswerAsync(tool, arguments);

    public long[] Outcomes() => Reader.Answers!.Counts.Read();

    public long Count(AnswerOutcome outcome) => Outcomes()[(int)outcome];

    public string[] Files() => Directory.Exists(Folder) ? Directory.GetFiles(Folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray() : [];

    public async ValueTask DisposeAsync()
    {
        await _kept.DisposeAsync();
        await _fresh.DisposeAsync();
        _cache.Dispose();
    }

    /// <summary>Where the answer needs no other files' facts, these may be there or not.</summary>
    [GeneratedRegex("(,\"notice\":\"[0-9]+ files have no facts yet: results may lack theirs\"|[0-9]+ files have no facts yet: results may lack theirs; )")]
    private static partial Regex Unfinished();

    /// <summary>All that an answer says but for when it was made and from what; or the error.</summary>
    private static async Task<(string Text, bool IsCached)> ToldAsync(AskedRepository asked, string tool, string arguments)
    {
        try
        {
            var answer = JsonNode.Parse((await asked.AnswerAsync(tool, arguments)).GetRawText())!.AsObject();
            var isCached = answer.Remove("cached");
            Assert.True(answer.Remove("elapsed_us"));
            answer["view"]!.AsObject().Remove("snapshot");
            answer["view"]!.AsObject().Remove("complete");
            return (Unfinished().Replace(answer.ToJsonString(), ""), isCached);
        }
        catch (RevdexException e)
        {
            return (e.Message, false);
        }
    }
}
