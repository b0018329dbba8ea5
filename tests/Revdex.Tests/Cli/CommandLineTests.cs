using System.Text.Json;
using Revdex.Extraction;
using Revdex.Tests.EndToEnd;

namespace Revdex.Tests.Cli;

public sealed class CommandLineTests : IDisposable
{
    private readonly SampleRepository _sample = new();

    [Theory]
    [InlineData("fnd", 2, "revdex: revdex has no command 'fnd' (did you mean 'find'?)")]
    [InlineData("find x --limt 3", 2, "revdex: 'find' has no option '--limt' (did you mean '--limit'?)")]
    [InlineData("find x --limit many", 2, "revdex: 'limit' must be a whole number, not 'many'")]
    [InlineData("find x --kind clas", 2, "revdex: 'kind' cannot be 'clas' (did you mean 'class'?)")]
    [InlineData("find", 2, "revdex: 'find' needs the argument 'name': Name, part of it, or path:line:column")]
    [InlineData("find x --rev nonsense", 2, "revdex: 'nonsense' is not a commit of this repository")]
    [InlineData("find x --cursor abc", 2, "revdex: 'cursor' is not one that was given out: 'abc' (pass next_cursor unchanged)")]
    [InlineData("outline src/Parsr.cs", 2, "revdex: there is no file or folder 'src/Parsr.cs' (did you mean 'src/Parser.cs'?)")]
    public async Task A_mistake_is_one_line_and_an_exit_code(string arguments, int exitCode, string line)
    {
        var result = await RevdexProcess.RunAsync(_sample.Root, arguments.Split(' '));
        Assert.Equal(line, result.Errors.TrimEnd());
        Assert.Equal(exitCode, result.ExitCode);
        Assert.Equal("", result.Output);
    }

    [Fact]
    public async Task Outside_of_a_repository_it_ends_with_3()
    {
        var folder = Directory.CreateTempSubdirectory("revdex-test-");
        var (exitCode, output, errors) = await RevdexProcess.RunAsync(folder.FullName, "find", "x");
        folder.Delete();
        Assert.Equal(3, exitCode);
        Assert.Equal("", output);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task Languages_says_what_is_read_of_each()
    {
        var languages = JsonElement.Parse((await RevdexProcess.RunAsync(_sample.Root, "languages", "--json")).Output).GetProperty("languages").EnumerateArray().ToList();
        Assert.Equal(LanguageSet.Default.All.Select(l => l.Id), languages.Select(l => l.GetProperty("id").GetString()));
        var toml = languages.Single(l => l.GetProperty("id").GetString() == "toml");
        Assert.Equal((true, false, false), (toml.GetProperty("definitions").GetBoolean(), toml.GetProperty("references").GetBoolean(), toml.GetProperty("imports").GetBoolean()));
        Assert.Equal(["toml"], toml.GetProperty("extensions").EnumerateArray().Select(e => e.GetString()));
        var lines = (await RevdexProcess.RunAsync(_sample.Root, "languages")).Output.TrimEnd().Split('\n');
        Assert.Equal(languages.Count, lines.Length);
        Assert.Contains(lines, line => line.StartsWith("C# ", StringComparison.Ordinal) && line.EndsWith("definitions references imports .cs .csx", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_lists_the_exit_codes_and_version_is_one_line()
    {
        var help = await RevdexProcess.RunAsync(_sample.Root, "--help");
        Assert.Equal(0, help.ExitCode);
        Assert.Contains("Exit codes:", help.Output, StringComparison.Ordinal);
        Assert.Contains("5  a signature or hash does not hold", help.Output, StringComparison.Ordinal);
        var version = await RevdexProcess.RunAsync(_sample.Root, "--version");
        Assert.Matches(@"^\d+\.\d+\.\d+", version.Output);
    }

    [Fact]
    public async Task Tools_answer_in_json_and_in_lines()
    {
        var json = await RevdexProcess.RunAsync(_sample.Root, "find", "Parser", "--json");
        Assert.Equal(0, json.ExitCode);
        var first = JsonElement.Parse(json.Output).GetProperty("results")[0];
        Assert.Equal("src/Parser.cs", first.GetProperty("path").GetString());

        var lines = await RevdexProcess.RunAsync(_sample.Root, "references", "Parse");
        Assert.Equal("src/Program.cs\n  4:8 call: parser.Parse(\"x\");\n", lines.Output);

        var source = await RevdexProcess.RunAsync(_sample.Root, "source", "Parser.Parse", "Prse", "src/Parser.cs:1-1");
        Assert.Matches("(?s)^src/Parser.cs:[0-9-]+ method Parser.Parse\n.*\n\nsrc/Parser.cs:1\n1  ", source.Output);
        Assert.Equal("revdex: no definition has the name 'Prse' (did you mean 'Parse'?)\n", source.Errors);

        var graph = await RevdexProcess.RunAsync(_sample.Root, "graph", "Parse");
        Assert.Equal("1 src/Program.cs:4 file Program.cs  call at 4 of Parser.Parse\n", graph.Output);
    }

    [Fact]
    public async Task Sql_and_status_answer()
    {
        var sql = await RevdexProcess.RunAsync(_sample.Root, "sql", "SELECT name, path FROM symbols WHERE kind = 'method'", "--json");
        Assert.Equal("", sql.Errors);
        Assert.Equal("""[{"name":"Parse","path":"src/Parser.cs"}]""", JsonElement.Parse(sql.Output).GetProperty("results").GetRawText());

        var refused = await RevdexProcess.RunAsync(_sample.Root, "sql", "COPY symbols TO 'x.csv'");
        Assert.Equal(2, refused.ExitCode);

        var status = await RevdexProcess.RunAsync(_sample.Root, "status", "--json");
        var result = JsonElement.Parse(status.Output).GetProperty("results")[0];
        Assert.Equal(2, result.GetProperty("languages").GetProperty("csharp").GetInt32());
        Assert.Equal(0, result.GetProperty("pending_blobs").GetInt32());
        Assert.EndsWith("hooks.log", result.GetProperty("log").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_revision_may_be_asked_about()
    {
        _sample.Git.Write("src/Parser.cs", "class Renamed {}\n");
        var before = await RevdexProcess.RunAsync(_sample.Root, "find", "Parser", "--rev", "HEAD", "--json");
        Assert.Contains("src/Parser.cs", before.Output, StringComparison.Ordinal);
        var now = await RevdexProcess.RunAsync(_sample.Root, "find", "Renamed", "--json");
        Assert.Contains("src/Parser.cs", now.Output, StringComparison.Ordinal);
    }

    public void Dispose() => _sample.Dispose();
}
