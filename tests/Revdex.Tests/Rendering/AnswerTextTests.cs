using System.Text.Json;
using Revdex.Cli.Rendering;

namespace Revdex.Tests.Rendering;

public sealed class AnswerTextTests
{
    private const string Commit = "0820098a3765c5067f481f4daba7af74396fd5e5";

    [Theory]
    [InlineData(Commit, false, null, "[view 0820098a]")]
    [InlineData(Commit, true, null, "[view 0820098a with uncommitted edits]")]
    [InlineData(Commit, false, "HEAD~20", "[view HEAD~20 at 0820098a]")]
    [InlineData(Commit, true, ":staged", "[view :staged at 0820098a with uncommitted edits]")]
    [InlineData(Commit, false, "0820098a37", "[view 0820098a]")]
    public void The_last_line_says_what_the_answer_is_of(string commit, bool isDirty, string? rev, string expected)
    {
        var text = Of($$"""{"commit":"{{commit}}","dirty":{{(isDirty ? "true" : "false")}},{{(rev is null ? "" : $"\"rev\":\"{rev}\",")}}"complete":true}""", ""","notice":"n" """);
        Assert.Equal($"no results\nn\n{expected}", text);
    }

    [Fact]
    public void Before_the_first_commit_there_is_nothing_to_say() =>
        Assert.Equal("no results", Of("""{"commit":"","dirty":true,"complete":true}""", ""));

    private static string Of(string view, string rest) =>
        AnswerText.Of("find", JsonElement.Parse($$"""{"view":{{view}},"results":[],"total":0,"truncated":false{{rest}}}"""), Ink.Plain);
}
