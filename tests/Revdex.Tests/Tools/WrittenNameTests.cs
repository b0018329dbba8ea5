using Revdex.Query;
using Revdex.Query.Tools;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Names as they are copied from code, stack traces and documentation lead to the definition that is meant.</summary>
public sealed class WrittenNameTests
{
    [Theory]
    [InlineData("run()", "run")]
    [InlineData("Job.run(int, List<String>)", "Job.run")]
    [InlineData("class Job", "Job")]
    [InlineData("public static void Run(int n)", "Run")]
    [InlineData("export async function run<T>(job: Job<T>): Promise<T> {", "run")]
    [InlineData("func (db *DB[T]) Close() error", "DB.Close")]
    [InlineData("(*DB).Close", "DB.Close")]
    [InlineData("pub fn spawn<F: Future>(f: F) -> F::Output", "spawn")]
    [InlineData("crate::task::spawn", "task::spawn")]
    [InlineData("List<Pair<int, T>>.Add", "List.Add")]
    [InlineData("new Job<T>()", "Job")]
    [InlineData("`Job.run`", "Job.run")]
    [InlineData("@app.route", "app.route")]
    [InlineData("@vue/reactivity.ref", "reactivity.ref")]
    [InlineData("\\App\\Models\\User", "App.Models.User")]
    [InlineData("obj->type", "obj.type")]
    [InlineData("Enum.map/2", "Enum.map")]
    [InlineData("this.run", "run")]
    [InlineData("Job", "Job")]
    [InlineData("operator new", "operator new")]
    [InlineData("operator()(int)", "operator()(int)")]
    [InlineData("operator<", "operator<")]
    [InlineData("a() b()", "a() b()")]
    [InlineData("class Job, Job.run()", "class Job, Job.run()")]
    [InlineData("Using Extensions", "Using Extensions")]
    [InlineData("()", "()")]
    [InlineData("((", "((")]
    [InlineData("class ", "class")]
    public void What_is_written_around_a_name_is_taken_off(string text, string name) => Assert.Equal(name, WrittenName.Bare(text));

    [Theory]
    [InlineData("flask.app.Flask", "src/flask/app.py:1")]
    [InlineData("flask.app.Flask.run", "src/flask/app.py:2")]
    [InlineData("flask.app.Flask.run()", "src/flask/app.py:2")]
    [InlineData("app.start", "src/flask/app.py:3")]
    [InlineData("flask/app/start", "src/flask/app.py:3")]
    [InlineData("rt::task::spawn", "rt/src/task.rs:1")]
    [InlineData("crate::task::spawn", "rt/src/task.rs:1")]
    [InlineData("Handle::spawn", "rt/src/task.rs:3")]
    public void Folders_and_files_are_containers_where_nothing_else_is(string name, string place)
    {
        using var state = Modules();
        foreach (var tool in new[] { "find", "source" })
        {
            Assert.Equal([place], state.Ask(tool, $$"""{"name": "{{name}}", "limit": 1}""").Places());
        }

    }

    [Theory]
    [InlineData("app.Flask.start")]
    [InlineData("task.app.start")]
    [InlineData("rt::spawn::task")]
    public void Containers_in_another_order_and_of_others_are_none(string name)
    {
        using var state = Modules();
        Assert.Empty(state.Ask("source", $$"""{"name": "{{name}}"}""").Places());
    }

    [Fact]
    public void A_module_has_not_the_members_of_its_types()
    {
        using var state = Modules();
        Assert.Equal(["rt/src/task.rs:1"], state.Ask("source", """{"name": "task::spawn"}""").Places());
    }

    [Fact]
    public void What_is_elsewhere_is_found_and_said_so()
    {
        using var state = Modules();
        var answer = state.Ask("find", """{"name": "app.close"}""");
        Assert.Equal(["lib/door.py:1"], answer.Places());
        Assert.Equal("nothing in 'app' has this name; these are elsewhere", answer.Notice());
        Assert.Empty(state.Ask("find", """{"name": "app.close", "match": "exact"}""").Places());
    }

    [Fact]
    public void Code_is_found_before_samples_in_documents()
    {
        using var state = SourceState.Of(("README.md", "```c\nstruct object { int n; };\n```\n"), ("src/server.h", "struct object { int n; };\n"));
        Assert.Equal(["src/server.h:1", "README.md:2"], state.Ask("find", """{"name": "struct object"}""").Places());
    }

    private static QueryState Modules() => SourceState.Of(
        ("src/flask/app.py", "class Flask:\n    def run(self): pass\ndef start(): pass\n"),
        ("lib/door.py", "def close(): pass\n"),
        ("rt/src/task.rs", "pub fn spawn() {}\npub struct Handle;\nimpl Handle { pub fn spawn(&self) {} }\n"));
}
