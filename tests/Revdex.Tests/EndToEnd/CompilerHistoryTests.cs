using System.Text;
using Revdex.Scip;
using Revdex.Snapshots;
using Revdex.Storage;
using Revdex.Tests.Scip;
using Revdex.Tests.Storage;
using Revdex.Tests.Tools;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.EndToEnd;

/// <summary>A snapshot with a part, and what becomes of answers while the repository moves on.</summary>
public sealed class CompilerHistoryTests : IDisposable
{
    private const string Callees = """{"name": "use", "relation": "callees"}""";

    private const string OfHead = """{"name": "use", "relation": "callees", "rev": "HEAD"}""";

    private static readonly string[] Names = ["a.ts", "b.ts", "c.ts"];

    private static readonly string[] Contents =
    [
        ScipSamples.Definitions, ScipSamples.Uses, "// new\n" + ScipSamples.Definitions, "// new\n" + ScipSamples.Uses, ScipSamples.Definitions.Replace("Door", "Gate", StringComparison.Ordinal),
        ScipSamples.Definitions + ScipSamples.Definitions.Replace("Box", "Lid", StringComparison.Ordinal), ScipSamples.Uses.Replace("y.open", "x.open", StringComparison.Ordinal),
    ];

    private readonly TemporaryFolder _folder = new();
    private readonly TestRepository _git = TestRepository.Init();

    public CompilerHistoryTests()
    {
        foreach (var (path, content) in ScipSamples.Files)
        {
            _git.Write(path, content);
        }

        _git.Commit();
    }

    public void Dispose()
    {
        _git.Dispose();
        _folder.Dispose();
    }

    /// <summary>Whatever is edited, committed and indexed: answers are those of all files extracted anew, with the part.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Answers_are_those_of_a_full_index_with_the_part(int seed)
    {
        using var part = ScipPart.FromMemory(ScipSamples.Index().ToPart(), "part");
        Assert.Equal(ContentHash.Of(ScipSamples.Index().ToPart()), Assert.Single((await IndexAsync(isWithPart: true)).Parts).Id);
        await using var asked = Asked(_git.Clone());
        var (random, exact) = (new Random(seed), 0);
        for (var step = 0; step < 25; step++)
        {
            await StepAsync(asked.Git, random);
            using var full = SourceState.Of(Files(asked.Git), part);
            var actual = await asked.AnswerAsync("references", """{"name": "open"}""");
            Assert.Equal(full.Uses("open"), ToldUses.Of(actual));
            Assert.Equal(full.Ask("references", """{"name": "open"}""").Each("exact"), actual.Each("exact"));
            Assert.Equal(full.Graph(Callees), SourceState.Told(await asked.AnswerAsync("graph", Callees)));
            exact += actual.Each("exact").Count(e => e == "True");
        }

        Assert.True(exact > 0, "nothing was exact");
    }

    /// <summary>What was answered without the compiler is not given again once there is a part, in no process; and the other way round.</summary>
    [Fact]
    public async Task A_kept_answer_holds_while_the_parts_are_the_same()
    {
        await IndexAsync(isWithPart: false);
        Assert.Equal([("1 Box.open ambiguous 2", false), ("1 Box.open ambiguous 2", true)], await AskTwiceAsync());
        await IndexAsync(isWithPart: true);
        Assert.Equal([("1 Box.open exact", false), ("1 Box.open exact", true)], await AskTwiceAsync());
        Directory.Delete(_folder["cache/v1/commits"], recursive: true);
        await IndexAsync(isWithPart: false);
        Assert.Equal([("1 Box.open ambiguous 2", false), ("1 Box.open ambiguous 2", true)], await AskTwiceAsync());
    }

    private async Task<List<(string First, bool IsCached)>> AskTwiceAsync()
    {
        var answers = new List<(string, bool)>();
        await using var asked = Asked(TestRepository.CloneOf(_git.Root));
        for (var i = 0; i < 2; i++)
        {
            var answer = await asked.AnswerAsync("graph", OfHead);
            answers.Add((SourceState.Told(answer)[0], answer.TryGetProperty("cached", out _)));
        }

        return answers;
    }

    private AskedRepository Asked(TestRepository clone) =>
        new(clone, options => options with { Cache = new CacheOptions { Folder = _folder["cache"] }, KeepsAnswersFrom = TimeSpan.Zero });

    private async Task<Manifest> IndexAsync(bool isWithPart, TestRepository? git = null)
    {
        var repository = (git ?? _git).Open();
        File.WriteAllBytes(_folder["index.scip"], ScipSamples.Index().ToBytes());
        using var cache = LocalCache.Open(new CacheOptions { Folder = _folder["cache"] });
        return (await new Indexer(repository, cache, workers: 1).IndexAsync(repository.Head()!.Value, scip: isWithPart ? [_folder["index.scip"]] : null)).Manifest; // There is a commit.
    }

    private async Task StepAsync(TestRepository git, Random random)
    {
        var name = Names[random.Next(Names.Length)];
        switch (random.Next(10))
        {
            case < 6:
                git.Write(name, Contents[random.Next(Contents.Length)]);
                break;
            case < 7 when File.Exists(git.FullPath(name)):
                git.Delete(name);
                break;
            case < 8:
                git.Run("checkout", "-q", "-f", "HEAD");
                break;
            case < 9:
                git.Commit();
                break;
            default:
                git.Commit();
                Assert.Single((await IndexAsync(isWithPart: false, git)).Parts);
                break;
        }
    }

    private static List<(string Path, string Content)> Files(TestRepository git) =>
        [.. Names.Where(n => File.Exists(git.FullPath(n))).Select(n => (n, File.ReadAllText(git.FullPath(n), Encoding.UTF8)))];
}
