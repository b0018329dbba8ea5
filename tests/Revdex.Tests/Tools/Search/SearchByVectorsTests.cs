using System.Text.Json;
using Revdex.Tests.Embedding;
using Revdex.Tests.Query;

namespace Revdex.Tests.Tools.Search;

/// <summary>Search of snapshots with vectors: what shares no word with the question is found by them alone.</summary>
/// <param name="sample">Indexed with a static model; what commits or indexes anew takes a repository of its own.</param>
public sealed class SearchByVectorsTests(EmbeddedSample sample) : IClassFixture<EmbeddedSample>, IAsyncLifetime
{
    private EmbeddedRepository? _own;

    /// <summary>Made for those that ask for it.</summary>
    private EmbeddedRepository Own => _own ??= EmbeddedRepository.OfSample();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync();
        }
    }

    /// <summary>With the model in a folder, whatever kind it is.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_means_the_same_is_found_in_code_and_documents(bool isOnnx)
    {
        var asked = isOnnx ? await Own.EmbeddedByOnnxAsync() : sample.Reader();
        var zebra = await SearchAsync(asked, "zebra");
        Assert.Equal("src/feed.py feed vectors", EmbeddedRepository.Told(zebra)[0]);
        Assert.Equal(["name", "text", "vectors"], EmbeddedRepository.Lanes(zebra));
        Assert.Null(EmbeddedRepository.Degraded(zebra));
        Assert.Equal("src/tune.py tune vectors", EmbeddedRepository.Told(await SearchAsync(asked, "violin"))[0]);
        Assert.Equal(["NOTES - vectors", "guide/cold.md Cold vectors"], EmbeddedRepository.Told(await SearchAsync(asked, "glacier"))[..2].Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_model_search_is_as_it_was_and_says_so()
    {
        await Own.IndexAsync(null);
        var answer = await SearchAsync(Own.Reader(null), "zebra");
        Assert.Equal((0, null), (answer.Total(), EmbeddedRepository.Degraded(answer)));
        Assert.Equal(["text"], EmbeddedRepository.Lanes(answer));
        var found = await SearchAsync(Own.Reader(null), "giraffe");
        Assert.Equal(["src/feed.py feed -"], EmbeddedRepository.Told(found));
        Assert.True(found.GetProperty("results")[0].GetProperty("score").GetDouble() > 0.1);
    }

    [Fact]
    public async Task A_lane_that_cannot_run_says_what_to_do()
    {
        var (model, other) = (TinyModel.WriteStatic(Own["model"]), TinyModel.WriteStatic(Own["other"], scale: 2));
        await Own.IndexAsync(null);
        Assert.Equal("vectors: the snapshot has no vectors: run revdex index --embed", EmbeddedRepository.Degraded(await SearchAsync(Own.Reader(model), "giraffe")));
        await Own.IndexAsync(model);
        var unset = await SearchAsync(Own.Reader(null), "giraffe");
        Assert.Equal("vectors: the snapshot's vectors cannot be asked: their model is not here: name its folder in revdex.embedmodel", EmbeddedRepository.Degraded(unset));
        Assert.Equal(["text"], EmbeddedRepository.Lanes(unset));
        Assert.Equal(["src/feed.py feed -"], EmbeddedRepository.Told(unset));
        var wrong = EmbeddedRepository.Degraded(await SearchAsync(Own.Reader(other), "zebra"))!;
        Assert.Matches("they are of the model [0-9a-f]{16}, not of revdex.embedmodel's [0-9a-f]{16}: name that model's folder there, or run revdex index --embed$", wrong);
        Assert.Contains("is not there", EmbeddedRepository.Degraded(await SearchAsync(Own.Reader(Own["none"]), "zebra")), StringComparison.Ordinal);
        Assert.Contains("knows none of the question's words", EmbeddedRepository.Degraded(await SearchAsync(Own.Reader(model), "hay")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Vectors_that_are_gone_or_damaged_are_said()
    {
        var asked = await Own.EmbeddedAsync();
        var file = Assert.Single(Directory.GetFiles(Own["cache"], $"{Own.VectorsId}*", SearchOption.AllDirectories), path => path.Contains("segments", StringComparison.Ordinal));
        var bytes = File.ReadAllBytes(file);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(file, bytes);
        var answer = await SearchAsync(asked, "giraffe");
        Assert.Equal("vectors: the snapshot's vectors are damaged or gone: run revdex pull, or revdex index --embed", EmbeddedRepository.Degraded(answer));
        Assert.Equal(["src/feed.py feed -"], EmbeddedRepository.Told(answer));
    }

    [Fact]
    public async Task What_words_and_vectors_find_is_one_result()
    {
        var asked = sample.Reader();
        var answer = await SearchAsync(asked, "share for the giraffe");
        Assert.Equal("src/feed.py feed text+vectors", EmbeddedRepository.Told(answer)[0]);
        Assert.Single(answer.Each("path"), path => path == "src/feed.py");
        var cold = await SearchAsync(asked, "iceberg");
        Assert.Equal("guide/cold.md Cold text+vectors", EmbeddedRepository.Told(cold)[0]);
    }

    [Fact]
    public async Task An_exact_name_stays_first()
    {
        Own.Git.Write("src/zebra.py", "def zebra():\n    return 1\n");
        Own.Git.Write("src/herd.py", "def herd():\n    # zebra zebra zebra giraffe antelope zebra\n    return 'zebra'\n");
        Own.Git.Commit();
        var answer = await SearchAsync(await Own.EmbeddedAsync(), "zebra");
        Assert.Equal("src/zebra.py zebra name+text+vectors", EmbeddedRepository.Told(answer)[0]);
    }

    [Fact]
    public async Task An_edited_file_is_found_by_what_it_says_now()
    {
        var asked = sample.Reader();
        await SearchAsync(asked, "zebra");
        asked.Git.Write("src/feed.py", EmbeddedRepository.Feed.Replace("giraffe", "iceberg", StringComparison.Ordinal));
        asked.Git.Write("src/new.py", "def fresh():\n    # An orchestra.\n    return 1\n");
        asked.Git.Delete("guide/cold.md");
        var glacier = await SearchAsync(asked, "glacier");
        Assert.Contains("src/feed.py feed vectors", EmbeddedRepository.Told(glacier));
        Assert.DoesNotContain("guide/cold.md", glacier.Each("path"));
        Assert.Null(EmbeddedRepository.Degraded(glacier));
        Assert.Contains("src/new.py fresh vectors", EmbeddedRepository.Told(await SearchAsync(asked, "violin")));
        var zebra = await SearchAsync(asked, "zebra");
        Assert.DoesNotContain("src/feed.py", zebra.Each("path"));
        Assert.Equal("src/feed.py feed vectors", EmbeddedRepository.Told(await AnswerAsync(asked, """{"query": "zebra", "rev": "HEAD"}"""))[0]);
    }

    [Fact]
    public async Task Copies_and_what_was_generated_come_after()
    {
        Own.Git.Write("copy/feed.py", EmbeddedRepository.Feed);
        Own.Git.Write("gen/graze.py", "def graze(grass):\n    # Each giraffe.\n    return grass\n");
        Own.Git.Write(".gitattributes", "gen/* linguist-generated\n");
        Own.Git.Commit();
        var answer = EmbeddedRepository.Told(await SearchAsync(await Own.EmbeddedAsync(), "zebra"));
        Assert.Equal(["copy/feed.py feed vectors", "gen/graze.py graze vectors", "src/feed.py feed vectors"], answer);
    }

    [Fact]
    public async Task Path_language_and_kind_of_file_narrow_vectors_too()
    {
        var asked = sample.Reader();
        Assert.Equal(["guide/cold.md"], (await AnswerAsync(asked, """{"query": "zebra glacier", "path": "guide"}""")).Each("path").Distinct());
        Assert.All((await AnswerAsync(asked, """{"query": "zebra glacier", "language": "python"}""")).Each("path"), path => Assert.EndsWith(".py", path));
        Assert.All((await AnswerAsync(asked, """{"query": "zebra glacier", "in": "code"}""")).Each("path"), path => Assert.EndsWith(".py", path));
        Assert.Equal(["NOTES", "guide/cold.md"], (await AnswerAsync(asked, """{"query": "zebra glacier", "in": "docs"}""")).Each("path").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["guide/cold.md"], (await AnswerAsync(asked, """{"query": "iceberg", "in": "docs", "mode": "regex"}""")).Each("path"));
        Assert.Equal(0, (await AnswerAsync(asked, """{"query": "iceberg", "in": "code", "mode": "regex"}""")).Total());
    }

    [Fact]
    public async Task Pages_together_are_the_whole()
    {
        for (var i = 0; i < 150; i++)
        {
            Own.Git.Write($"many/f{i}.py", $"def f{i}():\n    # {(i % 3 == 0 ? "giraffe" : "zebra")} {i}\n    return {i}\n");
        }

        Own.Git.Commit();
        var asked = await Own.EmbeddedAsync();
        var (all, cursor) = (new List<string>(), "");
        while (cursor is not null)
        {
            var page = await AnswerAsync(asked, $$"""{"query": "zebra", "limit": 17, "cursor": "{{cursor}}"}""");
            all.AddRange(page.Each("path"));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
        }

        Assert.Equal(all.Count, all.Distinct().Count());
        Assert.All(Enumerable.Range(0, 150).Where(i => i % 3 != 0), i => Assert.Contains($"many/f{i}.py", all));
        Assert.Equal(all[..50], (await AnswerAsync(asked, """{"query": "zebra", "limit": 50}""")).Each("path"));
    }

    [Fact]
    public async Task A_kept_answer_holds_while_the_vectors_are_the_same()
    {
        var model = TinyModel.WriteStatic(Own["model"]);
        await Own.IndexAsync(null);
        Assert.Equal((0, false), await AskKeptAsync(null));
        Assert.Equal((0, true), await AskKeptAsync(null));
        await Own.IndexAsync(model);
        var (found, isCached) = await AskKeptAsync(model);
        Assert.True(found > 0 && !isCached);
        Assert.Equal((found, true), await AskKeptAsync(model));
        Assert.Equal(["name", "text", "vectors"], EmbeddedRepository.Lanes(await SearchAsync(Own.Reader(model, keepsAnswers: true), "zebra")));
    }

    /// <summary>What a reader with another model, or with none, would say of its lanes is another answer.</summary>
    [Fact]
    public async Task A_kept_answer_holds_for_readers_of_the_same_model_alone()
    {
        var (model, other) = (TinyModel.WriteStatic(Own["model"]), TinyModel.WriteStatic(Own["other"], scale: 2));
        await Own.IndexAsync(null);
        Assert.Equal((0, false), await AskKeptAsync(null));
        Assert.Equal((0, false), await AskKeptAsync(model)); // It says that there are no vectors.
        await Own.IndexAsync(model);
        foreach (var asks in new[] { null, other, Own["none"] })
        {
            var (found, isCached) = await AskKeptAsync(model);
            Assert.True(found > 0 && !isCached);
            Assert.Equal((found, true), await AskKeptAsync(model));
            Assert.Equal((0, false), await AskKeptAsync(asks));
        }
    }

    [Fact]
    public async Task Questions_at_once_while_the_tree_changes_are_all_answered()
    {
        var asked = sample.Reader();
        await SearchAsync(asked, "zebra");
        for (var round = 0; round < 5; round++)
        {
            var word = round % 2 == 0 ? "antelope" : "iceberg";
            var questions = Enumerable.Range(0, 4).Select(_ => SearchAsync(asked, "zebra")).ToList();
            asked.Git.Write("src/edited.py", $"def edited():\n    # {word} {round}\n    return {round}\n");
            questions.AddRange(Enumerable.Range(0, 4).Select(_ => SearchAsync(asked, word == "antelope" ? "zebra" : "glacier")));
            var answers = await Task.WhenAll(questions);
            Assert.All(answers[4..], answer => Assert.Contains("src/edited.py edited vectors", EmbeddedRepository.Told(answer)));
        }
    }

    /// <summary>The learnt model goes along with the snapshot: nobody has to name it. The texts are of two subjects in turn.</summary>
    [Fact]
    public async Task A_model_that_was_learnt_here_needs_no_setting()
    {
        var texts = LearntModelTests.Texts()[..200];
        for (var i = 0; i < texts.Count; i++)
        {
            Own.Git.Write($"texts/{i:d3}.txt", texts[i] + "\n");
        }

        Own.Git.Commit();
        await Own.IndexLearningAsync();
        var asked = Own.Reader(null);
        var answer = await AnswerAsync(asked, """{"query": "socket", "limit": 1000}""");
        var byVectors = answer.GetProperty("results").EnumerateArray().Where(result => result.GetProperty("lanes")[0].GetString() == "vectors").Select(result => result.GetProperty("path").GetString()!).ToList();
        Assert.NotEmpty(byVectors);
        Assert.All(byVectors, path => Assert.Equal(1, path[^5] % 2));
        asked.Git.Write("new.txt", "listen for packets of a peer\n");
        Assert.Contains("new.txt - vectors", EmbeddedRepository.Told(await AnswerAsync(asked, """{"query": "socket", "limit": 1000, "path": "new.txt"}""")));
    }

    /// <summary>A transformer takes long: what is more than a few chunks is embedded beside the answering, and until then found by words.</summary>
    [Fact]
    public async Task What_is_not_embedded_yet_is_said_and_comes()
    {
        var asked = await Own.EmbeddedByOnnxAsync();
        for (var i = 0; i < 60; i++)
        {
            asked.Git.Write($"new/n{i}.py", $"def n{i}():\n    # giraffe {i}\n    return {i}\n");
        }

        var first = await AnswerAsync(asked, """{"query": "giraffe", "limit": 100}""");
        Assert.Equal("vectors: 44 files are not embedded yet, found by text only: ask again, or run revdex index --embed", EmbeddedRepository.Degraded(first));
        Assert.Equal(61, first.Each("path").Distinct().Count());
        using var timeout = new CancellationTokenSource(ReaderFixture.Timeout);
        var last = first;
        while (EmbeddedRepository.Degraded(last) is not null)
        {
            timeout.Token.ThrowIfCancellationRequested();
            last = await AnswerAsync(asked, """{"query": "zebra", "limit": 100}""");
        }

        Assert.Equal(60, last.Each("path").Distinct().Count(path => path.StartsWith("new/", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Status_tells_what_there_is_of_vectors()
    {
        var asked = sample.Reader();
        var whole = await VectorsAsync(asked);
        Assert.Equal((4, 5, 0), (whole.GetProperty("chunks").GetInt32(), whole.GetProperty("files").GetInt32(), whole.GetProperty("missing").GetInt32()));
        asked.Git.Write("src/feed.py", "def feed():\n    # cello\n    return 1\n");
        var edited = await VectorsAsync(asked);
        Assert.Equal((3, 4, 1), (edited.GetProperty("chunks").GetInt32(), edited.GetProperty("files").GetInt32(), edited.GetProperty("missing").GetInt32()));
        await SearchAsync(asked, "cello");
        Assert.Equal(0, (await VectorsAsync(asked)).GetProperty("missing").GetInt32());
        Assert.Contains("revdex.embedmodel", (await VectorsAsync(sample.ReaderWithout())).GetProperty("lack").GetString(), StringComparison.Ordinal);

        static async Task<JsonElement> VectorsAsync(AskedRepository asked) => (await asked.AnswerAsync("status", "{}")).GetProperty("results")[0].GetProperty("vectors");
    }

    private static Task<JsonElement> SearchAsync(AskedRepository asked, string query) => AnswerAsync(asked, JsonSerializer.Serialize(new { query }));

    private static Task<JsonElement> AnswerAsync(AskedRepository asked, string arguments) => asked.AnswerAsync("search", arguments);

    private async Task<(int Total, bool IsCached)> AskKeptAsync(string? model)
    {
        var answer = await SearchAsync(Own.Reader(model, keepsAnswers: true), "zebra");
        return (answer.Total(), answer.TryGetProperty("cached", out _));
    }
}
