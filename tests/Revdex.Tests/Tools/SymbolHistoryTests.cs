namespace Revdex.Tests.Tools;

/// <summary>Of symbols: each commit that changed one, and no other.</summary>
public sealed class SymbolHistoryTests
{
    private const string Parser =
        """
        namespace App;

        public class Parser
        {
            public int Parse(string text)
            {
                var length = text.Length;
                return length * 2;
            }

            private void Log(string line)
            {
                System.Console.WriteLine(line);
            }
        }
        """;

    [Fact]
    public async Task Each_commit_that_changed_the_body_or_declaration_is_told_and_no_other()
    {
        await using var test = Start();
        var text = Parser.Replace("WriteLine(line)", "Write(line)");
        Edit(test, text, "elsewhere");
        Edit(test, text.Replace("    ", "\t").Replace("var length", "// how long\n\t\tvar length"), "layout");
        Edit(test, text.Replace("length * 2", "length * 3"), "body");
        Edit(test, text.Replace("length * 2", "length * 3").Replace("Parse(string text)", "Parse(string text, int from)"), "signature");

        Assert.Equal(
            ["signature 5 9 signature", "body 5 9 body", "added 5 9 added"],
            await test.AskAsync("""{"name": "Parser.Parse"}""", "change", "line", "end_line", "subject"));
        Assert.Equal(["elsewhere", "added"], await test.AskAsync("""{"name": "Parser.Log"}""", "subject"));
        Assert.Equal(["body signature", "body body", "body elsewhere", "added added"], await test.AskAsync("""{"name": "Parser"}""", "change", "subject"));
        var signature = (await test.AnswerAsync("""{"name": "src/Parser.cs:6", "limit": 1}""")).GetProperty("results")[0];
        Assert.Equal(("public int Parse(string text)", false), (signature.GetProperty("old_signature").GetString(), signature.GetProperty("body_changed").GetBoolean()));
        Assert.Equal(12, signature.GetProperty("commit").GetString()!.Length);
        Assert.Matches("^2023-11-14T22:[0-9]{2}:20Z$", signature.GetProperty("date").GetString());
    }

    [Fact]
    public async Task It_is_followed_through_renames_of_itself_of_its_file_and_of_its_container_and_into_other_files()
    {
        await using var test = Start();
        Edit(test, Parser.Replace("Log(", "Trace("), "renamed");
        test.Repository.Run("mv src/Parser.cs src/Reader.cs");
        test.Repository.Write("src/Reader.cs", Parser.Replace("Log(", "Trace(").Replace("class Parser", "class Reader"));
        test.Repository.Commit("file and class");
        test.Repository.Write("src/Reader.cs", Parser.Replace("Log(", "Trace(").Replace("class Parser", "class Reader").Replace("    private void Trace(string line)\n    {\n        System.Console.WriteLine(line);\n    }\n", ""));
        test.Repository.Write("src/Output.cs", "class Output\n{\n    private void Trace(string line)\n    {\n        System.Console.WriteLine(line);\n    }\n}\n");
        test.Repository.Commit("extracted");

        Assert.Equal(
            ["moved Output src/Output.cs src/Reader.cs - extracted", "moved Reader src/Reader.cs src/Parser.cs - file and class", "renamed Parser src/Parser.cs - Log renamed", "added Parser src/Parser.cs - - added"],
            await test.AskAsync("""{"name": "Trace"}""", "change", "container", "path", "old_path", "old_name", "subject"));
    }

    [Fact]
    public async Task One_that_was_taken_out_and_put_back_has_both_and_one_that_is_gone_is_found_by_its_file()
    {
        await using var test = Start();
        var without = Parser.Replace("WriteLine", "Write")[..Parser.IndexOf("    private void Log", StringComparison.Ordinal)] + "}\n";
        Edit(test, without, "out");
        Edit(test, Parser, "back");
        Assert.Equal(["added back", "removed out", "added added"], await test.AskAsync("""{"name": "Log"}""", "change", "subject"));

        Edit(test, without, "out again");
        Assert.Empty(await test.AskAsync("""{"name": "Log"}""", "change"));
        Assert.Contains("'Log'", (await test.AnswerAsync("""{"name": "Log"}""")).Notice(), StringComparison.Ordinal);
        string[] expected = ["removed out again", "added back", "removed out", "added added"];
        Assert.Equal(expected, await test.AskAsync("""{"name": "Log", "path": "src/Parser.cs"}""", "change", "subject"));
        test.Repository.Run("rm -q src/Parser.cs");
        test.Repository.Commit("file gone");
        Assert.Equal(expected, await test.AskAsync("""{"name": "Parser.Log", "path": "src/Parser.cs"}""", "change", "subject"));
        Assert.Equal(["removed file gone", "added added"], (await test.AskAsync("""{"name": "Parser.Parse", "path": "src/Parser.cs"}""", "change", "subject")));
        Assert.Contains("'Nothing'", await test.ErrorAsync("""{"name": "Nothing", "path": "src/Parser.cs"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_not_committed_comes_first()
    {
        await using var test = Start();
        test.Repository.Write("src/Parser.cs", Parser.Replace("length * 2", "length * 3"));
        Assert.Equal(["null null body", "Ada added added"], await test.AskAsync("""{"name": "Parser.Parse"}""", "author", "subject", "change"));
        Assert.Equal(["added"], await test.AskAsync("""{"name": "Parser.Parse", "rev": "HEAD"}""", "change"));
        Assert.Equal(["added"], await test.AskAsync("""{"name": "Parser.Parse", "rev": ":staged"}""", "change"));
        Assert.Equal(["added"], await test.AskAsync("""{"name": "Parser.Parse", "author": "ada"}""", "change"));
        test.Repository.Run("add --all");
        Assert.Equal(["body", "added"], await test.AskAsync("""{"name": "Parser.Parse", "rev": ":staged"}""", "change"));
        test.Repository.Run("mv src/Parser.cs src/Other.cs");
        test.Repository.Write("src/Other.cs", Parser);
        Assert.Equal(["null moved src/Other.cs src/Parser.cs", "Ada added src/Parser.cs -"], await test.AskAsync("""{"name": "Parser.Parse"}""", "author", "change", "path", "old_path"));
        test.Repository.Write("new.py", "def fresh():\n    pass\n");
        Assert.Equal(["null added new.py"], await test.AskAsync("""{"name": "fresh"}""", "commit", "change", "path"));
    }

    [Fact]
    public async Task A_move_within_the_file_that_left_its_text_alone_is_told()
    {
        await using var test = HistoryFixture.Open(TestRepository.Init());
        const string Method = "    public int Run(string text)\n    {\n        return text.Length * 2;\n    }\n";
        Save("class A\n{\n" + Method + "}\n\nclass B\n{\n}\n", "added");
        Save("class A\n{\n" + Method + "    int _a;\n}\n\nclass B\n{\n}\n", "field");
        Save("class A\n{\n    int _a;\n}\n\nclass B\n{\n" + Method + "}\n", "moved");
        Save("class A\n{\n    int _a;\n}\n\nclass B\n{\n" + Method + "    int _b;\n}\n", "another field");
        Assert.Equal(["moved B A moved", "added A - added"], await test.AskAsync("""{"name": "Run"}""", "change", "container", "old_container", "subject"));
        Assert.Equal(["moved B A moved"], await test.AskAsync("""{"name": "Run", "since": "2023-11-14T22:15:20Z"}""", "change", "container", "old_container", "subject"));

        void Save(string text, string subject)
        {
            test.Repository.Write("a.cs", text);
            test.Repository.Commit(subject);
        }
    }

    [Fact]
    public async Task One_that_became_another_kind_is_followed()
    {
        await using var test = Start();
        Edit(test, Parser.Replace("public class Parser", "public sealed record Parser"), "record");
        Assert.Equal(["signature record", "added added"], await test.AskAsync("""{"name": "Parser"}""", "change", "subject"));
        Assert.Equal(["added"], await test.AskAsync("""{"name": "Parser.Parse"}""", "change"));
    }

    [Fact]
    public async Task A_merge_counts_only_where_it_made_something_of_its_own()
    {
        await using var test = Start();
        test.Repository.Run("checkout -q -b side");
        Edit(test, Parser.Replace("WriteLine(line)", "WriteLine(line + line)"), "side log");
        Edit(test, Parser.Replace("WriteLine(line)", "WriteLine(line + line)").Replace("Length;", "Length + 1;"), "side parse");
        test.Repository.Run("checkout -q main");
        Edit(test, Parser.Replace("Length;", "Length + 2;"), "main parse");
        test.Repository.TryRun("merge", "-q", "--no-commit", "side");
        Edit(test, Parser.Replace("WriteLine(line)", "WriteLine(line + line)").Replace("Length;", "Length + 3;"), "merge");

        Assert.Equal(["side log", "added"], await test.AskAsync("""{"name": "Parser.Log"}""", "subject"));
        var parse = await test.AskAsync("""{"name": "Parser.Parse"}""", "subject");
        Assert.Equal(("merge", "added"), (parse[0], parse[^1]));
        Assert.Equal(["main parse", "side parse"], parse[1..^1].Order());
    }

    [Fact]
    public async Task Merges_that_left_its_text_alone_are_not_read()
    {
        await using var test = Start();
        for (var i = 1; i <= 8; i++)
        {
            test.Repository.Run($"checkout -q -b side{i}");
            Edit(test, Edited(i, i - 1), "side");
            test.Repository.Run("checkout -q main");
            Edit(test, Edited(i - 1, i), "main");
            test.Repository.TryRun("merge", "-q", "--no-commit", $"side{i}");
            Edit(test, Edited(i, i), "merge");
        }

        await test.AnswerAsync("""{"name": "src/Parser.cs"}""");
        var before = test.ExtractedCount;
        Assert.Equal(["added"], await test.AskAsync("""{"name": "Parser.Log", "limit": 50}""", "subject"));
        Assert.InRange(test.ExtractedCount - before, 0, 4);

        static string Edited(int side, int main) => Parser.Replace("Length;", $"Length + {side};").Replace("length * 2", $"length * {main + 3}");
    }

    [Fact]
    public async Task A_branch_that_did_not_rename_the_file_is_followed_too()
    {
        await using var test = Start();
        test.Repository.Run("checkout -q -b side");
        Edit(test, Parser.Replace("WriteLine(line)", "WriteLine(line + line)"), "side");
        test.Repository.Run("checkout -q main");
        test.Repository.Run("mv src/Parser.cs src/Reader.cs");
        test.Repository.Write("src/Reader.cs", Parser.Replace("length * 2", "length * 3"));
        test.Repository.Commit("main");
        test.Repository.Run("merge -q --no-edit side");

        Assert.Equal(["main", "side", "added"], await test.AskAsync("""{"name": "Parser.Log"}""", "subject"));
        Assert.Equal(["main", "added"], await test.AskAsync("""{"name": "Parser.Parse"}""", "subject"));
    }

    [Fact]
    public async Task An_overload_that_came_is_no_other_one_that_went()
    {
        await using var test = Start();
        var more = Parser.Replace("    private void Log", "    public int Parse(string text, int from)\n    {\n        return Parse(text[from..]);\n    }\n\n    private void Log");
        Edit(test, more, "overload");
        Edit(test, more.Replace("length * 2", "length * 3"), "first");
        Assert.Equal(["first", "added"], await test.AskAsync("""{"name": "src/Parser.cs:5"}""", "subject"));
        Assert.Equal(["added overload"], await test.AskAsync("""{"name": "src/Parser.cs:11"}""", "change", "subject"));
        Assert.Contains("2 definitions", (await test.AnswerAsync("""{"name": "Parser.Parse"}""")).Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_went_away_and_came_back_through_renames_is_walked_once()
    {
        await using var test = Start();
        for (var round = 0; round < 3; round++)
        {
            test.Repository.Run("mv src/Parser.cs src/Away.cs");
            test.Repository.Commit($"away {round}");
            test.Repository.Run("mv src/Away.cs src/Parser.cs");
            test.Repository.Commit($"back {round}");
        }

        string[] expected = ["back 2", "away 2", "back 1", "away 1", "back 0", "away 0", "added"];
        Assert.Equal(expected, await test.AskAsync("""{"name": "Parser.Parse"}""", "subject"));
        Assert.Equal(expected, await test.AskAsync("""{"name": "src/Parser.cs"}""", "subject"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Random_edits_are_told_commit_by_commit(int seed)
    {
        var random = new Random(seed);
        var repository = TestRepository.Init();
        var bodies = Enumerable.Range(0, 6).Select(i => $"return {i}").ToArray();
        var (order, path, comments, expected) = (Enumerable.Range(0, 6).ToArray(), "lib/a.py", 0, Enumerable.Range(0, 6).Select(_ => new List<string>()).ToArray());
        for (var step = 0; step < 40; step++)
        {
            var what = step == 0 ? "added" : random.Next(5) switch { 0 => "comment", 1 => "order", 2 => "file", _ => "body" };
            var which = random.Next(6);
            comments += what == "comment" ? 1 : 0;
            if (what == "order")
            {
                random.Shuffle(order);
            }
            else if (what == "file")
            {
                var next = $"lib/{step % 7}/b{step}.py";
                Directory.CreateDirectory(repository.FullPath($"lib/{step % 7}"));
                repository.Run($"mv {path} {next}");
                path = next;
            }
            else if (what == "body")
            {
                bodies[which] = $"return [{step}, {step}]";
            }

            repository.Write(path, string.Concat(order.Select(i => $"def function_{i}(argument):\n    value = argument + {i}\n    # {comments}\n    {bodies[i]}\n\n")));
            repository.Commit($"step {step}");
            for (var i = 0; i < 6; i++)
            {
                expected[i].AddRange(what switch { "added" => [$"added step {step}"], "file" => [$"moved step {step}"], "body" when i == which => [$"body step {step}"], _ => [] });
            }
        }

        await using var test = HistoryFixture.Open(repository);
        for (var i = 0; i < 6; i++)
        {
            Assert.Equal(expected[i].AsEnumerable().Reverse(), await test.AskAsync($$"""{"name": "function_{{i}}"}""", "change", "subject"));
        }

        var paged = new List<string>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = await test.AnswerAsync($$"""{"name": "function_0", "limit": 2, "cursor": "{{cursor}}"}""");
            paged.AddRange(page.Each("subject"));
            cursor = page.TryGetProperty("next_cursor", out var next) ? next.GetString() : null;
            Assert.Equal(cursor is null ? "total" : "total_at_least", page.TryGetProperty("total", out _) ? "total" : "total_at_least");
        }

        Assert.Equal(await test.AskAsync("""{"name": "function_0"}""", "subject"), paged);
    }

    private static HistoryFixture Start()
    {
        var repository = TestRepository.Init();
        repository.Write("src/Parser.cs", Parser);
        repository.Commit("added");
        return HistoryFixture.Open(repository);
    }

    private static void Edit(HistoryFixture test, string text, string subject)
    {
        test.Repository.Write("src/Parser.cs", text);
        test.Repository.Commit(subject);
    }
}
