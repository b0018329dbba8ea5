using System.Text.Json;

namespace Revdex.Tests.Tools;

/// <summary>On a real repository, with facts from real source.</summary>
public sealed class ChangesToolTests : IAsyncLifetime
{
    private const string Parser =
        """
        namespace App;

        /// <summary>Reads.</summary>
        public class Parser
        {
            public int Count { get; set; }

            public int Parse(string text)
            {
                var length = text.Length;
                return length * 2;
            }

            public int Parse(string text, int from)
            {
                return Parse(text.Substring(from));
            }

            private void Log(string line)
            {
                if (line.Length > 0)
                {
                    System.Console.WriteLine(line);
                }
            }
        }
        """;

    private readonly AskedRepository _asked = new();

    public async Task InitializeAsync()
    {
        _asked.Git.Write("src/Parser.cs", Parser);
        _asked.Git.Write("src/use.py", "def use():\n    return Parse('x')\n");
        _asked.Git.Commit();
        await _asked.Reader; // Before what the test changes.
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Fact]
    public async Task Layout_and_comments_are_no_change()
    {
        _asked.Git.Write("src/Parser.cs", Parser.Replace("Reads.", "Reads it all.").Replace("    ", "\t").Replace("return length", "// twice\n\t\treturn length"));
        Assert.Equal([], await AskAsync("{}"));
    }

    [Fact]
    public async Task Of_overloads_only_the_one_that_changed_is_told()
    {
        _asked.Git.Write("src/Parser.cs", Parser.Replace("text.Substring(from)", "text[from..]"));
        Assert.Equal(["body method Parse src/Parser.cs:14"], await AskAsync("{}"));
    }

    [Fact]
    public async Task A_signature_says_what_it_was()
    {
        _asked.Git.Write("src/Parser.cs", Parser.Replace("void Log(string line)", "void Log(string line, int level)"));
        var answer = await AnswerAsync("{}");
        var change = Assert.Single(answer.GetProperty("results").EnumerateArray());
        Assert.Equal("signature", change.GetProperty("change").GetString());
        Assert.Equal("private void Log(string line)", change.GetProperty("old_signature").GetString());
        Assert.False(change.GetProperty("body_changed").GetBoolean());
        Assert.StartsWith("compared with HEAD (", answer.GetProperty("notice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rename_is_known_by_the_body_that_stayed()
    {
        _asked.Git.Write("src/Parser.cs", Parser.Replace("Log(", "Trace("));
        var change = Assert.Single((await AnswerAsync("{}")).GetProperty("results").EnumerateArray());
        Assert.Equal(("renamed", "Trace", "Log"), (change.GetProperty("change").GetString(), change.GetProperty("name").GetString(), change.GetProperty("old_name").GetString()));
    }

    [Fact]
    public async Task What_comes_and_goes_takes_its_members_along_and_says_what_still_uses_it()
    {
        _asked.Git.Write("src/more.py", "class More:\n    def one(self):\n        pass\n    def two(self):\n        pass\n");
        _asked.Git.Delete("src/Parser.cs");
        var results = (await AnswerAsync("{}")).GetProperty("results").EnumerateArray().ToList();
        Assert.Equal(["removed Parser", "added More"], results.Select(r => $"{r.GetProperty("change").GetString()} {r.GetProperty("name").GetString()}"));
        Assert.Equal([4, 2], results.Select(r => r.GetProperty("members").GetInt32()));

        _asked.Git.Write("src/Parser.cs", Parser.Replace("public int Parse(string text)\n", "public int Read(string text)\n").Replace("return length", "return 3 * length"));
        var removed = (await AnswerAsync("{}")).GetProperty("results").EnumerateArray().Single(r => r.GetProperty("change").GetString() == "removed");
        Assert.Equal(("Parse", 2), (removed.GetProperty("name").GetString(), removed.GetProperty("uses").GetInt32()));
    }

    [Fact]
    public async Task A_file_that_moved_moved_what_stands_at_its_top()
    {
        _asked.Git.Run("mv src/Parser.cs lib.cs");
        Assert.Equal(["moved class Parser lib.cs:4"], await AskAsync("{}"));
        _asked.Git.Write("lib.cs", Parser.Replace("length * 2", "length * 3"));
        Assert.Equal(["moved class Parser lib.cs:4", "body method Parse lib.cs:8"], await AskAsync("{}"));
    }

    [Fact]
    public async Task A_container_is_told_only_for_what_is_its_own()
    {
        _asked.Git.Write("src/Parser.cs", Parser.Replace("class Parser", "class Parser : Base").Replace("length * 2", "length * 3"));
        Assert.Equal(["signature class Parser src/Parser.cs:4", "body method Parse src/Parser.cs:8"], await AskAsync("{}"));
    }

    [Fact]
    public async Task Revisions_are_compared_with_their_parents_and_branches_with_the_merge_base()
    {
        _asked.Git.Run("checkout -q -b side");
        _asked.Git.Write("side.py", "def side():\n    pass\n");
        _asked.Git.Commit();
        _asked.Git.Run("checkout -q main");
        _asked.Git.Write("main.py", "def main():\n    pass\n");
        _asked.Git.Commit();
        Assert.Equal(["added function main main.py:1"], await AskAsync("""{"rev": "main"}"""));
        Assert.Equal(["added function side side.py:1"], await AskAsync("""{"rev": "side", "base": "main..."}"""));
        Assert.Equal(["removed function main main.py:1", "added function side side.py:1"], await AskAsync("""{"rev": "side", "base": "main"}"""));
        Assert.Equal(["added function side side.py:1"], await AskAsync("""{"rev": "side", "base": "main", "path": "side.py"}"""));
        Assert.Equal([], await AskAsync("""{"rev": "side", "base": "main", "kind": "class"}"""));
        var error = await Assert.ThrowsAsync<RevdexException>(() => AskAsync("""{"rev": "HEAD~1"}"""));
        Assert.Contains("HEAD~1^", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_together_are_the_whole()
    {
        _asked.Git.Write("many.py", string.Concat(Enumerable.Range(0, 10).Select(i => $"def f{i}():\n    return {i}\n")));
        var first = await AnswerAsync("""{"limit": 6}""");
        var second = await AnswerAsync($$"""{"limit": 6, "cursor": "{{first.GetProperty("next_cursor").GetString()}}"}""");
        Assert.Equal(10, first.GetProperty("total").GetInt32());
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"f{i}"), first.Each("name").Concat(second.Each("name")));
    }

    private async Task<List<string>> AskAsync(string arguments) =>
    [
        .. (await AnswerAsync(arguments)).GetProperty("results").EnumerateArray().Select(r =>
            $"{r.GetProperty("change").GetString()} {r.GetProperty("kind").GetString()} {r.GetProperty("name").GetString()} {r.GetProperty("path").GetString()}:{r.GetProperty("line")}"),
    ];

    private Task<JsonElement> AnswerAsync(string arguments) => _asked.AnswerAsync("changes", arguments);
}
