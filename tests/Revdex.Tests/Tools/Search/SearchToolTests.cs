using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Revdex.Tests.Extraction;

namespace Revdex.Tests.Tools.Search;

public sealed class SearchToolTests : IAsyncLifetime
{
    private readonly AskedRepository _asked = new();

    public Task InitializeAsync()
    {
        _asked.Git.Write(
            "src/Requests.cs",
            """
            namespace App;

            /// <summary>Sends requests over the wire.</summary>
            public class RequestSender
            {
                private int _count;

                /// <summary>Retries with growing pauses until the server answers.</summary>
                public void Send(string body)
                {
                    var backoff = 100; // milliseconds
                    _count++;
                }

                public void Close()
                {
                }
            }
            """);
        _asked.Git.Write("src/util.py", "def parse_connection_string(text):\n    # Splits at semicolons.\n    return dict(p.split('=') for p in text.split(';'))\n\n\ndef close():\n    pass\n");
        _asked.Git.Write("tests/test_util.py", "def test_parse_connection_string():\n    assert parse_connection_string('a=b')\n");
        _asked.Git.Write("docs/guide.md", "# Guide\n\nWords.\n\n## Backoff of requests\n\nThe sender retries.\r\nAgain and again.\n");
        _asked.Git.Write("scripts/copy.sh", "set -e\nrsync -a out/ mirror:\nfinish() { echo; }\n");
        _asked.Git.Write("data.bin", "parse\0connection");
        _asked.Git.Commit();
        return Task.CompletedTask;
    }

    public async Task DisposeAsync() => await _asked.DisposeAsync();

    [Theory]
    [InlineData("retries pauses", "method Send src/Requests.cs:9-13 8")]
    [InlineData("retry", "method Send src/Requests.cs:9-13 8")]
    [InlineData("parseConnectionString", "function parse_connection_string src/util.py:1-3 1")]
    [InlineData("splitting semicolons", "function parse_connection_string src/util.py:1-3 2")]
    [InlineData("retries again and again", "section Backoff of requests docs/guide.md:5-8 8")]
    [InlineData("rsync mirror", "section scripts/copy.sh:1-2 2")]
    [InlineData("wire", "class RequestSender src/Requests.cs:4-18 3")]
    public async Task The_best_piece_comes_first(string query, string expected) =>
        Assert.Equal(expected, Piece((await SearchAsync(query)).GetProperty("results")[0]));

    [Fact]
    public async Task Tests_come_after_what_they_test_unless_they_are_asked_for()
    {
        Assert.Equal(["src/util.py", "tests/test_util.py"], (await SearchAsync("parse connection")).Each("path"));
        Assert.Equal("tests/test_util.py", (await SearchAsync("test parse connection")).Each("path")[0]);
    }

    [Fact]
    public async Task Path_and_language_narrow()
    {
        Assert.Equal(["docs/guide.md", "src/Requests.cs"], (await SearchAsync("requests")).Each("path").Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(["docs/guide.md"], (await AnswerAsync("""{"query": "requests", "path": "docs"}""")).Each("path").Distinct());
        Assert.Equal(["src/Requests.cs"], (await AnswerAsync("""{"query": "requests", "language": "csharp"}""")).Each("path").Distinct());
        Assert.Contains("no file matches", (await AnswerAsync("""{"query": "requests", "path": "none"}""")).GetProperty("notice").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_just_written_is_found_and_what_it_replaced_is_not()
    {
        await SearchAsync("zebra");
        _asked.Git.Write("docs/guide.md", "# Zebra\n");
        _asked.Git.Write("src/util.py", "def close():\n    return 'zebra'\n");
        Assert.Equal(["docs/guide.md", "src/util.py"], (await SearchAsync("zebra")).Each("path").Order(StringComparer.Ordinal));
        Assert.DoesNotContain("src/util.py", (await SearchAsync("parse connection")).Each("path"));
        Assert.Contains("src/util.py", (await AnswerAsync("""{"query": "parse connection", "rev": "HEAD"}""")).Each("path"));
    }

    [Fact]
    public async Task Pages_together_are_the_whole()
    {
        _asked.Git.Write("many.py", string.Concat(Enumerable.Range(0, 9).Select(i => $"def f{i}():\n    return 'giraffe'\n")));
        var first = await AnswerAsync("""{"query": "giraffe", "limit": 5}""");
        var second = await AnswerAsync($$"""{"query": "giraffe", "limit": 5, "cursor": "{{first.GetProperty("next_cursor").GetString()}}"}""");
        Assert.Equal(9, first.GetProperty("total").GetInt32());
        Assert.Equal(Enumerable.Range(0, 9).Select(i => $"f{i}"), first.Each("name").Concat(second.Each("name")).Order(StringComparer.Ordinal));
        Assert.False(second.TryGetProperty("next_cursor", out _));
    }

    /// <summary>Among many files too: what comes on a page does not depend on how many files were read for it.</summary>
    [Fact]
    public async Task Pages_of_many_files_have_each_result_once()
    {
        for (var i = 0; i < 200; i++)
        {
            // The later files say more of it, but have it once too: which are the best is known only when they are read.
            _asked.Git.Write($"many/f{i}.py", $"def f{i}():\n" + string.Concat(Enumerable.Repeat("    return 'giraffe'\n", 1 + (i * 7 % 11))));
        }

        var names = new List<string>();
        for (var cursor = ""; ;)
        {
            var answer = await AnswerAsync($$"""{"query": "giraffe", "limit": 30, "cursor": "{{cursor}}"}""");
            names.AddRange(answer.Each("name"));
            if (!answer.TryGetProperty("next_cursor", out var next))
            {
                Assert.Equal(200, answer.GetProperty("total").GetInt32());
                break;
            }

            cursor = next.GetString();
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(i => $"f{i}").Order(StringComparer.Ordinal), names.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_too_large_to_be_searched_is_said_and_what_is_binary_is_not()
    {
        _asked.Git.Write("large.txt", "needleword\n" + new string('x', 3_000_000));
        _asked.Git.Write("image.bin", "\0" + new string('x', 3_000_000));
        _asked.Git.Commit(); // Of a large file that is in no commit it is not known whether it is binary.
        foreach (var query in new[] { """{"query": "needleword", "mode": "regex"}""", """{"query": "need.*|word", "mode": "regex"}""", """{"query": ".", "mode": "regex", "limit": 1}""", """{"query": "needleword"}""" })
        {
            Assert.Equal("1 files were not searched: larger than 2 MiB, or not to be had here", (await AnswerAsync(query)).Notice());
        }

        Assert.Null((await AnswerAsync("""{"query": "needleword", "path": "src"}""")).Notice());
    }

    [Fact]
    public async Task Too_many_matches_end_after_whole_rounds_of_files()
    {
        for (var i = 0; i < 600; i++)
        {
            _asked.Git.Write($"many/{i:d3}.txt", string.Concat(Enumerable.Repeat("giraffe\n", 100)));
        }

        var answer = await AnswerAsync("""{"query": "giraffe", "mode": "regex", "limit": 1}""");
        Assert.Equal((51_200, true), (answer.GetProperty("total_at_least").GetInt32(), answer.GetProperty("truncated").GetBoolean()));
    }

    [Theory]
    [InlineData("""{"query": "(", "mode": "regex"}""", "no regular expression")]
    [InlineData("""{"query": "(a)\\1", "mode": "regex"}""", "back-references")]
    [InlineData("""{"query": "(?=a)b", "mode": "regex"}""", "look-around")]
    [InlineData("""{"query": "(a{1000}){1000}", "mode": "regex"}""", "very large counts")]
    [InlineData("""{"query": "::"}""", "no word")]
    [InlineData("""{"query": "x", "mode": "regexp"}""", "did you mean 'regex'")]
    public async Task What_is_wrong_is_named(string arguments, string expected) =>
        Assert.Contains(expected, (await Assert.ThrowsAsync<RevdexException>(() => AnswerAsync(arguments))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_pattern_gives_every_line_with_its_symbol()
    {
        var answer = await AnswerAsync("""{"query": "retries.?$|backoff", "mode": "regex"}""");
        Assert.Equal(["docs/guide.md:7:12 Backoff of requests", "src/Requests.cs:11:13 Send"], answer.GetProperty("results").EnumerateArray().Select(r =>
            $"{r.GetProperty("path").GetString()}:{r.GetProperty("line")}:{r.GetProperty("column")} {(r.TryGetProperty("enclosing", out var name) ? name.GetString() : "")}"));
        Assert.Equal(("        var backoff = 100; // milliseconds", 2), (answer.GetProperty("results")[1].GetProperty("text").GetString(), answer.GetProperty("total").GetInt32()));
    }

    [Fact]
    public async Task A_file_with_more_words_than_are_kept_is_read_anyway()
    {
        var many = string.Join('\n', Enumerable.Range(0, 21_000).Select(i => $"# w{i}"));
        _asked.Git.Write("many.py", $"{many}\n# needleword\n");
        _asked.Git.Write("many.txt", $"{many}\nneedleword\n");
        Assert.Equal(["many.py:21001", "many.txt:21001"], await FoundAsync("needleword"));
    }

    /// <summary>The index only says where to look: the lines are those that reading everything gives.</summary>
    [Fact]
    public async Task Patterns_find_what_reading_all_files_finds()
    {
        // A notebook and a PDF are read as what is made of them.
        foreach (var sample in Directory.EnumerateFiles(GoldenSamples.Folder, "*", SearchOption.AllDirectories).Where(path => Path.GetExtension(path) is not (".ipynb" or ".pdf")))
        {
            _asked.Git.Write($"golden/{Path.GetFileName(Path.GetDirectoryName(sample)!)}/{Path.GetFileName(sample)}", File.ReadAllText(sample));
        }

        _asked.Git.Write("long.py", $"x = '{new string('q', 50)}needle{new string('z', 50)}'\n");
        _asked.Git.Write("kelvin.txt", "tas\u212Aname\n");
        string[] patterns =
        [
            "class", "(?i)CLASS", "(?i)taskname", @"\bget\w*\(", "[A-Z]{3,}", "foo|bar|return", @"^\s*#", "needle", "(?:q{3}|z)needle", "$", "return.*;", @"\.golden", @"(a|b)c+d?e*", "näme|Größe",
            @"(public|private)\s+(static\s+)?\w+", "async (fn|function|def)", "x{2,}", @"\{\s*\}", "@[a-z]+", "TODO|FIXME", @"""[^""]*\\n", "(?s)end.class", "import|use|include",
        ];
        foreach (var pattern in patterns.Concat(RandomParts()))
        {
            Assert.Equal((pattern, string.Join('\n', Expected(pattern))), (pattern, string.Join('\n', await FoundAsync(pattern))));
        }
    }

    private IEnumerable<string> Expected(string pattern)
    {
        var regex = new Regex(pattern, RegexOptions.CultureInvariant | RegexOptions.Multiline);
        foreach (var path in _asked.Git.Run("ls-files", "-z", "--cached", "--others").Split('\0', StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal))
        {
            var text = Encoding.UTF8.GetString(File.ReadAllBytes(_asked.Git.FullPath(path))).Replace("\r\n", "\n", StringComparison.Ordinal);
            var lines = regex.Matches(text).Where(m => m.Index < text.Length).Select(m => text.AsSpan(0, m.Index).Count('\n') + 1).Distinct();
            foreach (var line in text.Contains('\0') ? [] : lines)
            {
                yield return $"{path}:{line}";
            }
        }
    }

    /// <summary>Parts of real lines, escaped: each is found where it is from.</summary>
    private IEnumerable<string> RandomParts()
    {
        var random = new Random(3);
        var lines = Directory.EnumerateFiles(_asked.Git.FullPath("golden"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).SelectMany(File.ReadLines).Where(l => l.Length > 3).ToList();
        for (var i = 0; i < 60; i++)
        {
            var line = lines[random.Next(lines.Count)];
            var start = random.Next(line.Length - 2);
            var part = line.Substring(start, random.Next(2, line.Length - start + 1));
            yield return Regex.Escape(part).Replace("]", @"\]", StringComparison.Ordinal);
        }
    }

    private async Task<List<string>> FoundAsync(string pattern)
    {
        var arguments = JsonSerializer.Serialize(new { query = pattern, mode = "regex", limit = 1000 });
        var found = new List<string>();
        for (JsonElement answer = await AnswerAsync(arguments); ; answer = await AnswerAsync(arguments[..^1] + $",\"cursor\":\"{answer.GetProperty("next_cursor").GetString()}\"}}"))
        {
            found.AddRange(answer.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("path").GetString()}:{r.GetProperty("line")}"));
            if (!answer.TryGetProperty("next_cursor", out _))
            {
                Assert.Equal(answer.GetProperty("total").GetInt32(), found.Count);
                return found;
            }
        }
    }

    [Fact]
    public async Task Overloads_do_not_crowd_out_who_uses_them()
    {
        _asked.Git.Write(
            "src/Conflict.cs",
            """
            class SaveConflict
            {
                /// <summary>A conflict while rows are saved.</summary>
                public SaveConflict() { }
                /// <summary>A conflict while rows are saved.</summary>
                public SaveConflict(string message) { }
                /// <summary>A conflict while rows are saved.</summary>
                public SaveConflict(string message, int rows) { }
            }
            """);
        _asked.Git.Write("src/Saver.cs", "class Saver\n{\n    void Check(int rows) { throw new SaveConflict(rows); }\n}\n");
        _asked.Git.Commit();
        Assert.Equal(["SaveConflict", "SaveConflict", "Check"], (await _asked.AnswerAsync("search", """{"query": "SaveConflict saved rows"}""")).Each("name").Take(3));
    }

    [Fact]
    public async Task Pieces_of_a_file_speak_for_its_best_and_come_later_themselves()
    {
        _asked.Git.Write("zoo/a.py", "def one():\n    return 'giraffe'\n");
        _asked.Git.Write("zoo/b.py", "def two():\n    return 'giraffe'\n\n\ndef three():\n    return 'giraffe'\n");
        Assert.Equal(["zoo/b.py", "zoo/a.py", "zoo/b.py"], (await SearchAsync("giraffe")).Each("path"));
    }

    private static string Piece(JsonElement result)
    {
        var symbol = result.TryGetProperty("name", out var name) ? $"{result.GetProperty("kind").GetString()} {name.GetString()}" : "section";
        return $"{symbol} {result.GetProperty("path").GetString()}:{result.GetProperty("line")}-{result.GetProperty("end_line")} {result.GetProperty("text_line")}";
    }

    private Task<JsonElement> SearchAsync(string query) => AnswerAsync(JsonSerializer.Serialize(new { query }));

    private Task<JsonElement> AnswerAsync(string arguments) => _asked.AnswerAsync("search", arguments);
}
