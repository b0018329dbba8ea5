namespace Revdex.Tests.Tools.Graph;

/// <summary>Implementations, overrides, imports and importers.</summary>
public sealed class GraphTypesTests
{
    [Fact]
    public void Implementations_are_told_with_how_far_they_are()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N; public interface IRun { void Run(); } public abstract class Half : IRun { public abstract void Run(); }"),
            ("B.cs", "namespace N; public class Whole : Half { public override void Run() { } public void Else() { } }"),
            ("C.cs", "namespace Other; class Stranger : IRun { public void Run() { } }"),
            ("D.cs", "namespace Other; public interface IRun { }"));
        Assert.Equal(["1 N.Half resolved", "2 N.Whole resolved"], state.Graph("""{"name": "N.IRun", "relation": "implementations"}"""));
        Assert.Equal(["1 Other.Stranger resolved"], state.Graph("""{"name": "Other.IRun", "relation": "implementations"}"""));
        Assert.Equal(["1 Half.Run resolved", "2 Whole.Run resolved"], state.Graph("""{"name": "IRun.Run", "relation": "overrides"}"""));
        Assert.Equal(["1 Whole.Run resolved"], state.Graph("""{"name": "Half.Run", "relation": "implementations"}"""));
        Assert.Equal(["1 N.Half resolved"], state.Graph("""{"name": "N.IRun", "relation": "implementations", "depth": 1}"""));
        Assert.Contains("is a type: overrides are of its members", state.Error("graph", """{"name": "N.IRun", "relation": "overrides"}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void Go_types_meet_interfaces_by_their_methods()
    {
        using var state = SourceState.Of(
            ("a.go", "package p\n\ntype Store interface {\n\tGet() int\n\tPut(n int)\n}\n"),
            ("b.go", "package p\n\ntype Disk struct{}\n\nfunc (d *Disk) Get() int { return 1 }\n\nfunc (d *Disk) Put(n int) {}\n\ntype Half struct{}\n\nfunc (h Half) Get() int { return 2 }\n"));
        var answer = state.Ask("graph", """{"name": "Store", "relation": "implementations"}""");
        Assert.Equal(["1 p.Disk by_name"], SourceState.Told(answer));
        Assert.Contains("signatures and promoted methods are not compared", answer.Notice(), StringComparison.Ordinal);
        Assert.Equal(["1 Disk.Get by_name"], state.Graph("""{"name": "Store.Get", "relation": "overrides"}"""));
    }

    [Fact]
    public void Rust_and_TypeScript_and_Python_types_name_what_they_implement()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "pub trait Run { fn run(&self); }\npub struct A;\nimpl Run for A { fn run(&self) {} }\npub struct B;\nimpl Run for B { fn run(&self) {} }\n"),
            ("a.ts", "export interface Go { go(): void }\n"), ("b.ts", "import { Go } from './a';\nclass X implements Go { go() {} }\nclass Y extends X { go() {} }\n"),
            ("m.py", "class Root:\n    def f(self):\n        pass\n\nclass Leaf(Root):\n    def f(self):\n        pass\n"));
        Assert.Equal(["1 Run.A resolved", "1 Run.B resolved"], state.Graph("""{"name": "Run", "relation": "implementations"}"""));
        Assert.Equal(["1 A.run resolved", "1 B.run resolved"], state.Graph("""{"name": "Run.run", "relation": "overrides"}"""));
        Assert.Equal(["1 X resolved", "2 Y resolved"], state.Graph("""{"name": "Go", "relation": "implementations"}"""));
        Assert.Equal(["1 X.go resolved", "2 Y.go resolved"], state.Graph("""{"name": "Go.go", "relation": "overrides"}"""));
        Assert.Equal(["1 Leaf.f resolved"], state.Graph("""{"name": "Root.f", "relation": "overrides"}"""));
    }

    [Fact]
    public void Imports_are_matched_with_files_where_that_can_be_done()
    {
        using var state = SourceState.Of(
            ("pkg/__init__.py", ""), ("pkg/a.py", "import os\nfrom . import b\nfrom pkg.sub import c\n"), ("pkg/b.py", ""), ("pkg/sub/__init__.py", ""), ("pkg/sub/c.py", "from ..b import x\n"),
            ("web/app.ts", "import x from './lib';\nimport y from 'react';\nimport './style.css';\n"), ("web/lib/index.ts", "export default 1;\n"), ("web/style.css", ""),
            ("main.c", "#include <stdio.h>\n#include \"util/list.h\"\n#include \"deep.h\"\n"), ("util/list.h", "int list;\n"), ("lib/x/deep.h", "int deep;\n"));
        var answer = state.Ask("graph", """{"name": "pkg/a.py", "relation": "imports"}""");
        Assert.Equal(["1 pkg/b.py resolved", "1 pkg/sub/c.py resolved", "1 os"], SourceState.Told(answer));
        Assert.Equal(["file", "file", "unmatched"], answer.Each("kind"));
        Assert.Contains("1 import match no file of this view", answer.Notice(), StringComparison.Ordinal);
        Assert.Equal(["1 web/lib/index.ts resolved", "1 web/style.css resolved", "1 react"], state.Graph("""{"name": "web/app.ts", "relation": "imports"}"""));
        Assert.Equal(["1 lib/x/deep.h by_name", "1 util/list.h resolved", "1 stdio.h"], state.Graph("""{"name": "main.c", "relation": "imports"}"""));
    }

    [Fact]
    public void Importers_are_the_other_way_round()
    {
        using var state = SourceState.Of(
            ("pkg/__init__.py", ""), ("pkg/a.py", "from . import b\n"), ("pkg/b.py", ""), ("tests/t.py", "import pkg.a\n"),
            ("go.mod", "module example.org/m\n"), ("io/io.go", "package io\n"), ("main.go", "package main\n\nimport \"example.org/m/io\"\n"),
            ("src/lib.rs", "mod net;\nmod app;\n"), ("src/net.rs", "pub fn f() {}\n"), ("src/app.rs", "use crate::net::f;\n"),
            ("N.cs", "namespace App.Core; class A { }"), ("U.cs", "using App.Core; class B { }"));
        Assert.Equal(["1 pkg/a.py resolved", "2 tests/t.py resolved"], state.Graph("""{"name": "pkg/b.py", "relation": "importers", "depth": 3}"""));
        Assert.Equal(["1 main.go resolved"], state.Graph("""{"name": "io", "relation": "importers"}"""));
        Assert.Equal(["1 main.go resolved"], state.Graph("""{"name": "example.org/m/io", "relation": "importers"}"""));
        Assert.Equal(["1 src/app.rs resolved"], state.Graph("""{"name": "src/net.rs", "relation": "importers"}"""));
        Assert.Equal(["1 U.cs resolved"], state.Graph("""{"name": "N.cs", "relation": "importers"}"""));
        Assert.Equal(["3"], state.Ask("graph", """{"name": "io", "relation": "importers"}""").Each("line"));
    }

    [Fact]
    public void Importers_of_a_file_and_imports_of_files_agree()
    {
        var files = new (string, string)[]
        {
            ("a/__init__.py", "from .x import *\n"), ("a/x.py", "from . import y\nimport a.z\n"), ("a/y.py", "from a.x import q\n"), ("a/z.py", "from .. import nothing\nfrom a import y\n"),
            ("w/i.ts", "export * from './j';\n"), ("w/j.js", "const k = require('./k/');\n"), ("w/k/index.js", "import '../i.js';\n"),
            ("c/m.c", "#include \"m.h\"\n#include \"n.h\"\n"), ("c/m.h", "#include \"o/n.h\"\n"), ("c/o/n.h", "int n;\n"),
            ("r/lib.rb", "require_relative 'other'\n"), ("r/other.rb", "require 'lib'\n"),
        };
        using var state = SourceState.Of(files);
        foreach (var (path, _) in files)
        {
            var imported = state.Ask("graph", $$"""{"name": "{{path}}", "relation": "imports"}""");
            var importing = files.Where(f => state.Ask("graph", $$"""{"name": "{{f.Item1}}", "relation": "importers"}""").Each("path").Contains(path)).Select(f => f.Item1);
            Assert.Equal(importing.Order(StringComparer.Ordinal), imported.Each("path").Where(p => p != "-").Order(StringComparer.Ordinal));
        }
    }
}
