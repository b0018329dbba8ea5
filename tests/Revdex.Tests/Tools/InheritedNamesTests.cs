using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>A member asked for by a type that only inherits it: what a base type defines is meant, and the answer says whose it is.</summary>
public sealed class InheritedNamesTests
{
    [Fact]
    public void Every_tool_finds_what_a_type_inherits()
    {
        using var state = SourceState.Of(
            ("app/base.py", "class Scaffold:\n    def route(self): pass\n    def close(self): pass\n"),
            ("app/app.py", "from .base import Scaffold as Base\nclass App(Base):\n    def close(self): pass\n"),
            ("app/flask.py", "from .app import App\nclass Flask(App):\n    def go(self): self.route()\n"),
            ("other.py", "class Other:\n    def route(self): pass\n"));
        const string notice = "'Flask' inherits 'route' from 'Scaffold'";
        foreach (var tool in new[] { "find", "source" })
        {
            Assert.Equal(["app/base.py:2"], state.Ask(tool, """{"name": "Flask.route"}""").Places());
        }

        Assert.Equal(notice, state.Ask("find", """{"name": "Flask.route"}""").Notice());
        var uses = state.Ask("references", """{"name": "Flask.route"}""");
        Assert.Equal(["app/flask.py:3"], uses.Places());
        Assert.StartsWith(notice, uses.Notice(), StringComparison.Ordinal);
        var callers = state.Ask("graph", """{"name": "Flask.route"}""");
        Assert.Equal(["app/flask.py:3"], callers.Places());
        Assert.StartsWith(notice, callers.Notice(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_nearest_base_type_that_defines_it_is_meant()
    {
        using var state = SourceState.Of(
            ("a.cs", "namespace N;\nclass Root { public void Run() { } public void Stop() { } }\nclass Middle : Root { public void Run(int n) { } }\nclass Leaf : Middle { }\nclass Loop : Loop { }\n"));
        Assert.Equal(["a.cs:3"], state.Ask("find", """{"name": "Leaf.Run"}""").Places());
        Assert.Equal(["a.cs:2"], state.Ask("find", """{"name": "N.Leaf.Stop"}""").Places());
        Assert.Equal(["a.cs:3"], state.Ask("find", """{"name": "Middle.Run"}""").Places());
        Assert.Empty(state.Ask("source", """{"name": "Loop.Stop"}""").Places());
        Assert.Empty(state.Ask("source", """{"name": "Nobody.Stop"}""").Places());
    }

    [Fact]
    public void A_base_type_of_which_there_are_two_is_not_guessed()
    {
        using var state = SourceState.Of(
            ("a/one.py", "class Base:\n    def run(self): pass\n"),
            ("b/two.py", "class Base:\n    def run(self): pass\n"),
            ("c/use.py", "from somewhere import Base\nclass Leaf(Base): pass\n"));
        Assert.Empty(state.Ask("source", """{"name": "Leaf.run"}""").Places());
    }

    [Fact]
    public void Uses_in_code_come_before_those_in_documents()
    {
        using var state = SourceState.Of(
            ("CHANGES.md", "`Job` is new.\n"),
            ("src/job.py", "class Job: pass\nJob()\n"));
        Assert.Equal(["src/job.py:2", "CHANGES.md:1"], state.Ask("references", """{"name": "Job"}""").Places());
    }
}
