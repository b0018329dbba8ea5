using System.Text;
using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Query.Tools;
using Revdex.Tests.Tools;

namespace Revdex.Tests.Cli;

public sealed class TokenBudgetTests : IAsyncLifetime
{
    private readonly AskedRepository _asked = new();

    public Task InitializeAsync()
    {
        _asked.Git.Write("many.py", string.Concat(Enumerable.Range(0, 200).Select(i => $"def compute_value_{i}(first, second):\n    return first + second * {i}\n\n\n")));
        _asked.Git.Write("long.py", "def long():\n" + string.Concat(Enumerable.Range(0, 400).Select(i => $"    value_{i} = call({i})\n")));
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Theory]
    [InlineData("find", """{"name": "compute", "limit": 150, "max_tokens": """)]
    [InlineData("outline", """{"path": "many.py", "limit": 150, "max_tokens": """)]
    [InlineData("search", """{"query": "compute", "limit": 150, "max_tokens": """)]
    public async Task Whole_results_fill_the_budget_and_the_cursor_goes_on_behind_them(string tool, string head)
    {
        foreach (var max in new[] { 200, 1000, 2000 })
        {
            var (arguments, answer) = await FitAsync(tool, $"{head}{max}}}");
            var tokens = Tokens(tool, answer);
            Assert.InRange(tokens, (int)(max * 0.8), max);
            Assert.Equal(("max_tokens", true), (answer.GetProperty("truncated_reason").GetString(), answer.GetProperty("truncated").GetBoolean()));
            var shown = answer.GetProperty("results").GetArrayLength();
            var all = await _asked.AnswerAsync(tool, $"{head}100000}}");
            var next = await _asked.AnswerAsync(tool, $"{head}{max}, \"cursor\": \"{answer.GetProperty("next_cursor").GetString()}\"}}");
            Assert.Equal(all.GetProperty("results")[shown].GetRawText(), next.GetProperty("results")[0].GetRawText());
            Assert.Equal(all.GetProperty("results")[shown - 1].GetRawText(), answer.GetProperty("results")[shown - 1].GetRawText());
            Assert.Equal(max, arguments.Integer("max_tokens"));
        }
    }

    [Fact]
    public async Task Of_one_result_that_is_too_long_the_lines_are_cut()
    {
        var (_, answer) = await FitAsync("source", """{"name": "long", "max_tokens": 500}""");
        Assert.InRange(Tokens("source", answer), 475, 500);
        var text = Assert.Single(answer.GetProperty("results").EnumerateArray()).GetProperty("text").GetString()!;
        Assert.StartsWith("def long():\n    value_0 = call(0)\n", text, StringComparison.Ordinal);
        Assert.EndsWith(")", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folders_files_share_the_budget()
    {
        for (var file = 0; file < 30; file++)
        {
            _asked.Git.Write($"src/part_{file:00}.py", string.Concat(Enumerable.Range(0, 1 + (file % 9)).Select(i => $"def value_{file}_{i}():\n    return {i}\n\n\n")));
        }

        var whole = (await _asked.AnswerAsync("outline", """{"path": "src"}""")).GetProperty("results").EnumerateArray().Select(TopOf).ToList();
        foreach (var max in new[] { 700, 900, 1100 })
        {
            var (_, answer) = await FitAsync("outline", $"{{\"path\": \"src\", \"max_tokens\": {max}}}");
            Assert.InRange(Tokens("outline", answer), (int)(max * 0.95), max);
            var shown = answer.GetProperty("results").EnumerateArray().Select(TopOf).ToList();
            Assert.Equal(30, shown.Count);
            Assert.All(shown.Zip(whole), pair => Assert.Equal(pair.Second.Take(pair.First.Count), pair.First));
            var most = shown.Max(t => t.Count);
            Assert.All(shown.Zip(whole), pair => Assert.InRange(pair.First.Count, Math.Min(pair.Second.Count, most - 1), most));
            Assert.False(answer.TryGetProperty("next_cursor", out _));
            Assert.Equal("cut as max_tokens asks", AnswerText.Footer(answer));
        }

        var (_, few) = await FitAsync("outline", """{"path": "src", "max_tokens": 150}""");
        Assert.InRange(few.GetProperty("results").GetArrayLength(), 4, 20);
        Assert.All(few.GetProperty("results").EnumerateArray(), file => Assert.Single(TopOf(file)));
        var next = await _asked.AnswerAsync("outline", $"{{\"path\": \"src\", \"max_tokens\": 150, \"cursor\": \"{few.GetProperty("next_cursor").GetString()}\"}}");
        Assert.Equal($"src/part_{few.GetProperty("results").GetArrayLength():00}.py", next.Each("path")[0]);
    }

    [Fact]
    public async Task What_fits_is_left_as_it_is()
    {
        var whole = await _asked.AnswerAsync("find", """{"name": "long"}""");
        var bytes = Encoding.UTF8.GetBytes(whole.GetRawText());
        Assert.True(TokenBudget.Fit(ToolArgumentsTests.Parse(ToolSet.Named("find"), """{"name": "long", "max_tokens": 500}"""), bytes).Span.SequenceEqual(bytes));
        Assert.True(TokenBudget.Fit(ToolArgumentsTests.Parse(ToolSet.Named("status"), "{}"), bytes).Span.SequenceEqual(bytes));
        var error = await Assert.ThrowsAsync<RevdexException>(() => _asked.AnswerAsync("find", """{"name": "long", "max_tokens": 5}"""));
        Assert.Contains("'max_tokens' must be from 50", error.Message, StringComparison.Ordinal);
    }

    /// <summary>What gpt-tokenizer 3 (o200k) says of these.</summary>
    [Theory]
    [InlineData("public static int Parse(string text) => text.Length;", 11)]
    [InlineData("src/EFCore.Design/Migrations/Design/CSharpMigrationsGenerator.cs:56-128 method CSharpMigrationsGenerator.GenerateMigration", 27)]
    [InlineData("for (var i = 0; i < 100; i++)\n{\n    sum += values[i] * 1234567;\n}\nreturn sum;", 32)]
    [InlineData("This sentence is about how the words of people are counted, more or less.", 16)]
    public void Tokens_are_counted_about_as_a_model_does(string text, int tokens) => Assert.InRange(TokenCount.Of(text), tokens * 0.75, tokens * 1.35);

    private async Task<(ToolArguments Arguments, JsonElement Answer)> FitAsync(string tool, string json)
    {
        var arguments = ToolArgumentsTests.Parse(ToolSet.Named(tool), json);
        var answer = await _asked.AnswerAsync(tool, json);
        return (arguments, JsonElement.Parse(TokenBudget.Fit(arguments, Encoding.UTF8.GetBytes(answer.GetRawText())).Span));
    }

    private static List<string> TopOf(JsonElement file) => [.. file.GetProperty("top").EnumerateArray().Select(t => t.GetProperty("name").GetString()!)];

    private static int Tokens(string tool, JsonElement answer) => TokenCount.Of(AnswerText.Of(tool, answer, Ink.Plain));
}
