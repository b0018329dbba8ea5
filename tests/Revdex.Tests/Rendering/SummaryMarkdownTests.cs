using System.Text.Json;
using Revdex.Cli.Rendering;
using Revdex.Tests.Tools;

namespace Revdex.Tests.Rendering;

public sealed class SummaryMarkdownTests
{
    [Fact]
    public void Names_cannot_leave_their_code_spans()
    {
        var change = JsonElement.Parse("""{"change": "added", "kind": "function", "name": "x`](http://evil) <img src=x> @everyone |\n# y", "path": "a`b|c/x.py", "line": 3, "container": null, "signature": ""}""");
        using var state = new StateSketch().Add(new FileSketch("a/x.py", "")).Build();
        var text = new SummaryMarkdown().AddChanges("abc", [change], 1, Projects.Of(state.View)).ToString();
        Assert.Contains("- added `function x ](http://evil) <img src=x> @everyone   # y` in `a b c/x.py:3`\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("\n# y", text, StringComparison.Ordinal);
        Assert.Contains("| `a b c` | 1 |  |  |  |  |  | ████████████ |\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_lists_are_cut_and_bodies_come_last()
    {
        var changes = Enumerable.Range(0, 150)
            .Select(i => JsonElement.Parse($$"""{"change": "{{(i < 100 ? "body" : "removed")}}", "kind": "method", "name": "m{{i}}", "path": "src/x.cs", "line": {{i}}, "container": "C", "signature": ""}""")).ToList();
        using var state = new StateSketch().Add(new FileSketch("src/x.cs", "")).Build();
        var text = new SummaryMarkdown().AddChanges("abc", changes, 7000, Projects.Of(state.View)).ToString();
        Assert.StartsWith("### Revdex: 7000 symbols changed since `abc`", text, StringComparison.Ordinal);
        Assert.Contains("<summary>100 of 7000</summary>", text, StringComparison.Ordinal);
        Assert.Equal(100, text.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal)));
        Assert.Contains("- removed `method C.m149`", text, StringComparison.Ordinal);
        Assert.DoesNotContain("`method C.m99`", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("src/App/Views/Main.cs", "src/App")]
    [InlineData("src/Other/x.cs", "src")]
    [InlineData("web/lib/deep/a.ts", "web/lib")]
    [InlineData("tools/x.py", "tools")]
    [InlineData("x.py", ".")]
    public void A_file_belongs_to_the_nearest_project(string path, string project)
    {
        using var state = new StateSketch().Add(new FileSketch("src/App/App.csproj", ""), new FileSketch("web/package.json", "1"), new FileSketch("web/lib/package.json", "2")).Build();
        Assert.Equal(project, Projects.Of(state.View)[path]);
    }
}
