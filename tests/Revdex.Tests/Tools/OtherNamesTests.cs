using Revdex.Query;
using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Uses under a name that an import gives: <c>references</c> lists them with the others, and from such a use one comes to what is meant.</summary>
public sealed class OtherNamesTests
{
    [Fact]
    public void Python_uses_under_another_name_are_listed_in_the_files_that_give_it()
    {
        using var state = SourceState.Of(
            ("kit/core.py", "def check(x):\n    pass\n\nclass Box:\n    pass\n"),
            ("kit/__init__.py", "from .core import check as verify\nfrom .core import Box as Case\n"),
            ("app.py", "from kit.core import check as _check\nfrom lib import check as theirs\n\n_check(1)\ntheirs(1)\n\ndef f(b):\n    b._check()\n    return _check\n"),
            ("web.py", "from kit import verify\nfrom kit import Case as Chest\n\nverify(2)\nChest()\n"),
            ("other.py", "def _check():\n    pass\n\ndef verify():\n    pass\n\n_check()\nverify()\n"));
        string[] check = ["app.py:1 import =", "app.py:2 import ?", "app.py:4 call = _check", "app.py:9 read = _check", "kit/__init__.py:1 import =", "web.py:1 import = verify", "web.py:4 call = verify"];
        Assert.Equal(check, Named(state, "kit/core.py:1"));
        Assert.Equal(["kit/__init__.py:2 import =", "web.py:2 import = Case", "web.py:5 call = Chest"], Named(state, "Box").Select(u => u.Replace(" kit/core.py:4", "", StringComparison.Ordinal)));
        Assert.Equal(check, Named(state, "app.py:4:2"));
        Assert.Equal(["app.py:4 call = _check", "web.py:4 call = verify"], Named(state, "kit/core.py:1", "call").Where(u => u.Contains('=')));
        Assert.Equal(["kit/core.py:1"], Places(state, "web.py:4"));
        Assert.Equal(["kit/core.py:4"], Places(state, "kit/__init__.py:2:26"));
    }

    [Fact]
    public void TypeScript_uses_under_another_name_are_listed_also_behind_an_export()
    {
        using var state = SourceState.Of(
            ("a.ts", "export function run() {}\nexport class Job { go() {} }\n"),
            ("index.ts", "export { run as start, Job as Task } from './a'\nexport * from './more'\n"),
            ("all.ts", "export * from './index'\n"),
            ("more.ts", "export function start2() {}\n"),
            ("b.ts", "import { run as go } from './a'\nimport { start } from './all'\nimport { Task as Work } from './index'\ngo()\nstart()\nconst w: Work = new Work()\nw.go()\nfunction f(start: any) { start() }\n"),
            ("d.ts", "import { Job as J } from './a'\nfunction g(j: J) { j.go() }\n"),
            ("c.ts", "import { start } from './else'\nstart()\n"));
        Assert.Equal(["b.ts:1 import =", "b.ts:4 call = go", "index.ts:1 import ="], Named(state, "a.ts:1").Where(u => !u.Contains("start", StringComparison.Ordinal)));
        Assert.Equal(["a.ts:1"], Places(state, "b.ts:5"));
        Assert.Equal(["b.ts:3 import = Task", "b.ts:6 call = Work", "b.ts:6 type = Work", "d.ts:1 import =", "d.ts:2 type = J", "index.ts:1 import ="], Named(state, "a.ts:2").Order(StringComparer.Ordinal));
        Assert.Equal(["b.ts:7 call =", "d.ts:2 call ="], state.Uses("Job.go").Where(u => u.EndsWith('=')));
    }

    [Fact]
    public void Rust_and_php_and_csharp_aliases_are_uses()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "mod a;\nmod b;\n"), ("src/a.rs", "pub fn open() {}\npub struct File;\n"),
            ("src/b.rs", "use crate::a::open as open_it;\nuse crate::a::{File as F};\nfn go(f: F) { open_it(); }\n"),
            ("Model.cs", "namespace N;\npublic class Model { public static int Make() => 1; }\npublic class Other { }\n"),
            ("Use.cs", "using M = N.Model;\nusing S = System.Other;\nclass Use { M m = new M(); S s; }\n"),
            ("Model.php", "<?php\nnamespace App;\nclass Page { }\n"),
            ("Use.php", "<?php\nnamespace Web;\nuse App\\Page as View;\nfunction f(View $v) { return new View(); }\n"));
        Assert.Equal(["src/b.rs:1 import =", "src/b.rs:3 call = open_it"], Named(state, "src/a.rs:1"));
        Assert.Equal(["src/b.rs:2 import =", "src/b.rs:3 type = F"], Named(state, "src/a.rs:2"));
        Assert.Equal(["Use.cs:1 import =", "Use.cs:3 call = M", "Use.cs:3 type = M"], Named(state, "Model.cs:2").Order(StringComparer.Ordinal));
        Assert.Equal(["Use.cs:2 import ?"], Named(state, "Model.cs:3"));
        Assert.Equal(["Use.php:3 import =", "Use.php:4 call = View", "Use.php:4 type = View"], Named(state, "Model.php:3").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_go_package_is_used_under_the_name_that_a_file_gives_it()
    {
        using var state = SourceState.Of(
            ("go.mod", "module ex\n"), ("stock/stock.go", "package stock\n\nfunc Open() {}\n"),
            ("main.go", "package main\n\nimport st \"ex/stock\"\n\nfunc main() {\n\tst.Open()\n}\n"));
        Assert.Contains("main.go:6 read ? st", Named(state, "stock"));
        Assert.Equal(["main.go:6 call ="], Named(state, "stock/stock.go:3"));
    }

    /// <summary>As <see cref="ToldUses"/>, with the name where it is another.</summary>
    private static string[] Named(QueryState state, string name, string role = "")
    {
        var answer = state.Ask("references", role.Length == 0 ? $$"""{"name": "{{name}}"}""" : $$"""{"name": "{{name}}", "role": "{{role}}"}""");
        return [.. ToldUses.Of(answer).Zip(answer.GetProperty("results").EnumerateArray(), (told, use) => use.TryGetProperty("alias_of", out _) ? $"{told} {use.GetProperty("name").GetString()}" : told)];
    }

    /// <summary>Where <c>find</c> goes from a place.</summary>
    private static string[] Places(QueryState state, string place) =>
        [.. state.Ask("find", $$"""{"name": "{{place}}"}""").GetProperty("results").EnumerateArray().Select(d => $"{d.GetProperty("path").GetString()}:{d.GetProperty("line")}")];
}
