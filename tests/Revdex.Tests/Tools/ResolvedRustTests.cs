using Revdex.Tests.Tools.Graph;

namespace Revdex.Tests.Tools;

/// <summary>What names mean in Rust by modules, <c>use</c> declarations, impl blocks and the values that they are written in; what cannot be told is not called resolved.</summary>
public sealed class ResolvedRustTests
{
    [Fact]
    public void A_variant_is_not_what_its_module_has_by_its_name()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "pub mod ast;\npub mod parse;\n"),
            ("src/ast.rs", "pub enum Ast { Flags(Flags), Dot }\npub struct Flags;\nimpl Ast { pub fn len(&self) -> u32 { match *self { Ast::Flags(_) => 1, Self::Dot => 0 } } }\n"),
            ("src/parse.rs", "use crate::ast::{self, Ast};\nfn one(flags: ast::Flags) -> Ast { Ast::Flags(flags) }\nfn two() -> ast::Ast { use self::Ast::*; let made = Dot; made.len(); made }\nfn three<Ast>() { Ast::Dot; }\n"));
        Assert.Equal(["src/ast.rs:3 read =", "src/parse.rs:2 type ! src/ast.rs:2", "src/parse.rs:2 call ="], state.Uses("src/ast.rs:1:16").Where(u => !u.StartsWith("src/ast.rs:1", StringComparison.Ordinal)));
        Assert.Equal(["src/ast.rs:1 type =", "src/ast.rs:3 read ! src/ast.rs:1", "src/parse.rs:2 type =", "src/parse.rs:2 call ! src/ast.rs:1"], state.Uses("src/ast.rs:2"));
        Assert.Equal(["src/ast.rs:3 read =", "src/parse.rs:3 read =", "src/parse.rs:4 read ?"], state.Uses("src/ast.rs:1:30"));
        Assert.Equal(["src/parse.rs:3 call ="], state.Uses("Ast.len"));
    }

    [Fact]
    public void Fields_are_told_by_the_value_or_pattern_around_them()
    {
        using var state = SourceState.Of(("src/lib.rs", """
            pub mod deep { pub struct Pos { pub at: usize } pub enum Frame { Half { at: usize }, Whole } }
            pub struct Span { at: usize, end: deep::Pos }
            use deep::Frame;
            type Alias = Span;
            impl Span {
                fn make(at: usize) -> Self { Self { at, end: deep::Pos { at: 1 } } }
                fn take(&self, frame: Frame) {
                    let Span { at, .. } = self;
                    match frame { Frame::Half { at: own } => {} _ => {} }
                    let made = Alias { at: 2, end: other() };
                    if ready { at: loop { break at; } }
                    let lost = elsewhere::Span { at: 3 };
                }
            }
            """));
        Assert.Equal(["src/lib.rs:6 write =", "src/lib.rs:6 write ! src/lib.rs:1", "src/lib.rs:8 read =", "src/lib.rs:9 read ! src/lib.rs:1", "src/lib.rs:10 write =", "src/lib.rs:12 write ?"], state.Uses("src/lib.rs:2:19"));
    }

    [Fact]
    public void Blocks_of_one_type_may_stand_in_several_files_and_traits_add_to_them()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "mod a;\nmod b;\npub struct Pool { size: u32 }\npub trait Drain { fn drain(&self) {} fn fill(&self); }\n"),
            ("src/a.rs", "use super::*;\nimpl Pool { pub fn open() -> Pool { Pool { size: 1 } } pub fn grow(&mut self) { self.size += 1; self.fill(); self.drain(); } }\nimpl Drain for Pool { fn fill(&self) {} }\n"),
            ("src/b.rs", "use crate::Pool as Other;\npub struct Pool;\nimpl Pool { pub fn grow(&self) {} }\nfn run(own: Pool) { let mut pool = Other::open(); pool.grow(); own.grow(); pool.drain(); }\n"));
        Assert.Equal(["src/b.rs:4 call =", "src/b.rs:4 call ! src/b.rs:3"], state.Uses("src/a.rs:2:66"));
        Assert.Equal(["src/a.rs:2 call =", "src/b.rs:4 call ="], state.Uses("Drain.drain"));
        Assert.Equal(["src/a.rs:2 call ! src/a.rs:3"], state.Uses("src/lib.rs:4:41"));
        Assert.Equal(["src/a.rs:2 write =", "src/a.rs:2 write ="], state.Uses("src/lib.rs:3:19"));
    }

    [Fact]
    public void Imports_hold_in_their_block_and_module_and_globs_give_way()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "mod io;\nmod net;\nuse io::*;\nfn flush() {}\nfn run() { flush(); open(); }\nfn inner() { use net::flush; flush(); }\nmod tests { use super::*; use crate::net::open; fn go() { flush(); open(); io::open(); } }\nmod apart { fn go() { flush(); } }\n"),
            ("src/io.rs", "pub fn flush() {}\npub fn open() {}\nfn hidden() {}\n"),
            ("src/net.rs", "use {crate::io::{self as files, hidden}, std::io::flush as other};\npub fn flush() {}\npub fn open() { files::open(); other(); }\n"));
        Assert.Equal(["src/lib.rs:5 call =", "src/lib.rs:6 import ! src/net.rs:2", "src/lib.rs:6 call ! src/net.rs:2", "src/lib.rs:7 call =", "src/lib.rs:8 call ?", "src/net.rs:1 import ?"], state.Uses("src/lib.rs:4"));
        Assert.Equal(["src/lib.rs:5 call =", "src/lib.rs:7 import ! src/net.rs:3", "src/lib.rs:7 call ! src/net.rs:3", "src/lib.rs:7 call =", "src/net.rs:3 call ="], state.Uses("src/io.rs:2"));
    }

    [Fact]
    public void Of_two_modules_of_one_name_neither_is_meant()
    {
        using var state = SourceState.Of(
            ("src/lib.rs", "#[cfg(unix)]\nmod imp;\n#[cfg(not(unix))]\nmod imp { pub fn open() {} }\npub use imp::open;\nfn run() { imp::open(); open(); }\n"),
            ("src/imp.rs", "pub fn open() {}\n"));
        Assert.Equal(["src/lib.rs:5 import ?", "src/lib.rs:6 call ?", "src/lib.rs:6 call ?"], state.Uses("src/imp.rs:1"));
    }

    [Fact]
    public void Raw_texts_hide_no_code()
    {
        using var state = SourceState.Of(("src/lib.rs", "pub struct A;\nimpl A { pub fn go(&self) {} }\nfn run() {\n    let text = r\"\\\"; let more = r#\"a\"b\"#; let bytes = br\"\\\";\n    let a = A;\n    a.go();\n}\n"));
        Assert.Equal(["src/lib.rs:6 call ="], state.Uses("A.go"));
    }

    /// <summary>The value of a <c>let</c> does not see what it declares.</summary>
    [Fact]
    public void A_variable_is_not_seen_before_it_is_declared()
    {
        using var state = SourceState.Of(("src/lib.rs", """
            pub struct Rt;
            impl Rt { pub fn block(&self) {} }
            fn rt() -> Rt { Rt }
            fn run() {
                rt();
                let rt = rt();
                rt.block();
                rt();
            }
            fn two() {
                if let Some(rt) = rt() { rt(); }
                rt();
            }
            """));
        Assert.Equal(["src/lib.rs:5 call =", "src/lib.rs:6 call =", "src/lib.rs:11 call =", "src/lib.rs:12 call ="], state.Uses("src/lib.rs:3"));
        Assert.Equal(["src/lib.rs:7 call ="], state.Uses("Rt.block"));
    }
}
