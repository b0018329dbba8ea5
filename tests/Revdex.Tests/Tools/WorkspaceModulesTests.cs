using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>Packages of one repository that name each other: which file is meant is told by the files of the build tool.</summary>
public sealed class WorkspaceModulesTests
{
    [Fact]
    public void TypeScript_paths_and_package_names_lead_to_the_source()
    {
        using var state = SourceState.Of(
            ("tsconfig.base.json", "{ // shared\n  \"compilerOptions\": { \"paths\": { \"@kit/*\": [\"./packages/*/src\"], \"own\": [\"./packages/other/src/own\"], } }\n}\n"),
            ("packages/app/tsconfig.json", "{ \"extends\": \"../../tsconfig.base\" }\n"),
            ("packages/core/package.json", "{ \"name\": \"@kit/core\", \"main\": \"index.js\" }\n"), ("packages/core/index.js", "module.exports = require('./dist')\n"),
            ("packages/core/src/index.ts", "export * from './run'\n"), ("packages/core/src/run.ts", "export function run() {}\n"),
            ("packages/types/package.json", "{ \"name\": \"kit-types\", \"main\": \"./lib/umd/main.js\", \"exports\": { \".\": { \"default\": \"./lib/umd/main.js\" }, \"./node\": \"./lib/node/main.js\" } }\n"),
            ("packages/types/src/main.ts", "export function check() {}\n"),
            ("packages/other/src/own.ts", "export function open() {}\n"),
            ("packages/app/src/a.ts", "import { run } from '@kit/core'\nimport { check } from 'kit-types'\nimport { open } from 'own'\nimport { run as theirs } from '@kit/none'\nrun()\ncheck()\nopen()\ntheirs()\n"));
        Assert.Contains("packages/app/src/a.ts:5 call =", state.Uses("packages/core/src/run.ts:1"));
        Assert.Contains("packages/app/src/a.ts:6 call =", state.Uses("packages/types/src/main.ts:1"));
        Assert.Contains("packages/app/src/a.ts:7 call =", state.Uses("packages/other/src/own.ts:1"));
        Assert.DoesNotContain(state.Uses("packages/core/src/run.ts:1"), use => use.Contains(":8 ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("[1, 2")]
    [InlineData("{ \"name\": 1, \"compilerOptions\": { \"paths\": 3 }, \"extends\": 4, \"exports\": [[]] }")]
    [InlineData("{ \"extends\": \"./tsconfig.json\" }")]
    public void Odd_settings_are_passed_over(string json)
    {
        using var state = SourceState.Of(("tsconfig.json", json), ("package.json", json), ("p/package.json", json), ("a.ts", "export function go() {}\n"), ("b.ts", "import { go } from './a'\nimport { no } from 'x'\ngo()\nno()\n"));
        Assert.Equal(["b.ts:1 import =", "b.ts:3 call ="], state.Uses("go"));
        Assert.Equal(["b.ts:2 import ?", "b.ts:4 call ?"], state.Uses("no"));
    }

    [Fact]
    public void Only_what_a_module_exports_is_imported_from_it()
    {
        using var state = SourceState.Of(
            ("a.ts", "export function make() {}\nexport function load() {}\nfunction hidden() {}\nexport { hidden as shown }\n"),
            ("b.ts", "import { make, load } from './a'\nexport { load }\nmake()\n"),
            ("c.ts", "export function make() {}\n"),
            ("all.ts", "export * from './b'\nexport * from './c'\n"),
            ("use.ts", "import { make, load } from './all'\nimport { shown } from './a'\nmake()\nload()\nshown()\n"));
        Assert.Contains("use.ts:3 call = c.ts:1", state.Uses("make"));
        Assert.Contains("use.ts:4 call =", state.Uses("load"));
        Assert.Equal(["a.ts:4 read =", "use.ts:2 import =", "use.ts:5 call ="], state.Uses("a.ts:3"));
    }

    [Fact]
    public void Cargo_crates_are_found_by_their_paths_and_exports_within_macros_count()
    {
        using var state = SourceState.Of(
            ("Cargo.toml", "[workspace]\nmembers = [\"kit\", \"benches\"]\n\n[workspace.dependencies]\nkit-util = { path = \"util\" }\n"),
            ("kit/Cargo.toml", "[package]\nname = \"kit\"\n"),
            ("kit/src/lib.rs", "pub mod runtime;\n"), ("kit/src/runtime/mod.rs", "cfg_rt! {\n    mod runtime;\n    pub use runtime::{Runtime, Handle as Grip};\n}\n"),
            ("kit/src/runtime/runtime.rs", "pub struct Runtime;\nimpl Runtime {\n    pub fn block_on(&self) {}\n}\npub struct Handle;\n"),
            ("kit/tests/rt.rs", "use kit::runtime::Runtime;\nfn go(rt: Runtime) { rt.block_on(); }\n"),
            ("util/Cargo.toml", "[package]\nname = \"kit-util\"\n"), ("util/src/lib.rs", "pub fn pad() {}\n"),
            ("benches/Cargo.toml", "[package]\nname = \"benches\"\n\n[dependencies]\nkit = { version = \"1\", path = \"../kit\" }\nkit-util = { workspace = true }\n\n[dependencies.other]\nversion = \"1\"\n"),
            ("benches/copy.rs", "use kit::runtime::{self, Runtime, Grip};\nuse kit_util::pad;\nuse other::lost;\nfn rt() -> kit::runtime::Runtime { Runtime }\nfn bench(g: Grip) {\n    let rt = rt();\n    rt.block_on();\n    pad();\n    lost();\n}\n"),
            ("other/src/lib.rs", "pub fn lost() {}\n"));
        Assert.Equal(["benches/copy.rs:7 call =", "kit/tests/rt.rs:2 call ="], state.Uses("Runtime.block_on"));
        Assert.Contains("benches/copy.rs:8 call =", state.Uses("pad"));
        Assert.Contains("benches/copy.rs:9 call ?", state.Uses("lost"));
        Assert.Contains("benches/copy.rs:5 type = kit/src/runtime/runtime.rs:5", state.Uses("Grip"));
    }

    [Fact]
    public void Of_a_go_package_with_variants_the_one_of_a_plain_build_is_told()
    {
        using var state = SourceState.Of(
            ("go.mod", "module ex\n"), ("labels/a_fast.go", "//go:build fast && !slow\n\npackage labels\n\ntype Labels []string\n\nfunc (l Labels) Get() {}\n"),
            ("labels/b_windows.go", "package labels\n\ntype Labels int\n"), ("labels/c.go", "// License\n\n//go:build !(fast || slow) && linux\n\npackage labels\n\ntype Labels struct{}\n"),
            ("main.go", "package main\n\nimport \"ex/labels\"\n\ntype Labels struct{}\n\nfunc run(l labels.Labels, own Labels) {}\n"));
        Assert.Contains("main.go:7 type = labels/c.go:7", state.Uses("Labels"));
        Assert.Contains("main.go:7 type ! labels/c.go:7", state.Uses("main.go:5"));
    }

    [Fact]
    public void A_fixture_gives_a_test_what_it_returns()
    {
        using var state = SourceState.Of(
            ("kit.py", "class App:\n    def route(self, rule):\n        pass\n\nclass Page:\n    def route(self, rule):\n        pass\n\ndef make():\n    made = App()\n    return made\n\ndef either(x):\n    if x:\n        return App()\n    return Page()\n"),
            ("tests/conftest.py", "import pytest\nfrom kit import App, make\n\n@pytest.fixture\ndef app():\n    app = make()\n    yield app\n\n@pytest.fixture\ndef page(request):\n    return request.page\n"),
            ("tests/test_a.py", "import pytest\nfrom kit import App, make, either\n\ndef test_one(app, page):\n    @app.route('/')\n    def index():\n        pass\n    page.route('/')\n    make().route('/x')\n    either(1).route('/')\n\ndef helper(app):\n    app.route('/')\n\n@pytest.mark.parametrize('app', [1])\ndef test_two(app):\n    app.route('/')\n"));
        Assert.Equal(["tests/test_a.py:5 attribute =", "tests/test_a.py:8 call ?", "tests/test_a.py:9 call =", "tests/test_a.py:10 call ?", "tests/test_a.py:13 call ?", "tests/test_a.py:17 call ?"], state.Uses("App.route"));
    }

    [Fact]
    public void CSharp_members_that_cannot_be_meant_are_not_and_hidden_ones_neither()
    {
        using var state = SourceState.Of(
            ("A.cs", "namespace N;\ninterface IRead { IRead Owner { get; } }\ninterface IProp : IRead { new IProp Owner { get; } }\ninterface IBoth : IRead, IProp { }\nclass Plan\n{\n    public void Run(int a, int b = 1) { }\n    private void Stop() { Stop(); }\n    public void All(string s, params int[] more) { }\n}\nstatic class Plans { public static void Run(this Plan p) { } public static void Stop(this Plan p) { } public static void All(this Plan p) { } }\n"),
            ("B.cs", "namespace N;\nclass B\n{\n    void Go(Plan p, IBoth both)\n    {\n        p.Run();\n        p.Run(1);\n        p.Run(1, 2);\n        p.Run(1, 2, 3);\n        p.Stop();\n        p.All(\"a\", 1, 2, 3);\n        p.All();\n        var o = both.Owner;\n    }\n}\n"));
        Assert.Equal(["B.cs:6 call ! A.cs:11", "B.cs:7 call =", "B.cs:8 call =", "B.cs:9 call ?"], state.Uses("A.cs:7"));
        Assert.Equal(["A.cs:8 call =", "B.cs:10 call ! A.cs:11"], state.Uses("A.cs:8"));
        Assert.Equal(["B.cs:11 call =", "B.cs:12 call ! A.cs:11"], state.Uses("A.cs:9"));
        Assert.Equal(["B.cs:13 read ! A.cs:3"], state.Uses("IRead.Owner"));
    }

    [Fact]
    public void A_decorator_is_of_what_the_variable_before_it_is_and_of_its_bases()
    {
        using var state = SourceState.Of(
            ("src/kit/__init__.py", "from .app import App as App\n"), ("src/kit/app.py", "from .base import Base\n\nclass App(Base):\n    pass\n"),
            ("src/kit/base.py", "class Base:\n    def route(self, rule):\n        pass\n\nclass Other:\n    def route(self, rule):\n        pass\n"),
            ("examples/a/web.py", "from kit import App\n\napp = App()\n\n@app.route('/')\ndef index():\n    pass\n\ndef create():\n    own = App()\n    @own.route('/own')\n    def page():\n        pass\n    return own\n\n@theirs.route('/')\ndef none():\n    pass\n"));
        Assert.Equal(["examples/a/web.py:5 attribute =", "examples/a/web.py:11 attribute =", "examples/a/web.py:16 attribute ?"], state.Uses("Base.route"));
        Assert.Equal(["1 Other.x resolved"], SourceState.Of(("a.cs", "namespace N;\nclass MarkAttribute : System.Attribute { }\nclass Other { [Mark] void x() { } }\n")).Graph("""{"name": "MarkAttribute"}"""));
    }
}
