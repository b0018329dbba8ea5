using System.Text;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Tests.Native.TreeSitter;

public sealed unsafe class ParserHandleTests
{
    private static readonly Grammar C = GrammarCatalog.Of(LanguageSet.Default.ById("c")!).Grammar;
    private static readonly Grammar CSharp = GrammarCatalog.Of(LanguageSet.Default.ById("csharp")!).Grammar;
    private static readonly byte[] Plain = File.ReadAllBytes(Path.Combine(RepositoryRoot.Path, "tests", "Revdex.Tests", "Golden", "c", "Sample.c"));
    private static readonly byte[] Arrows = Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("x=>", 5_000)));

    [Fact]
    public void Gives_up_at_its_bounds_and_parses_on()
    {
        using var parser = new ParserHandle(Limits.ParseWorkMax, 32 << 20);
        using var frugal = new ParserHandle(2_000, Limits.ParseMemoryMaxBytes);
        for (var i = 0; i < 3; i++)
        {
            Assert.Null(parser.Parse(C, Arrows, out var outcome));
            Assert.Equal(ParseOutcome.OutOfMemory, outcome);
            Assert.Null(frugal.Parse(C, Plain, out outcome));
            Assert.Equal(ParseOutcome.OutOfWork, outcome);
            using var tree = parser.Parse(C, Plain, out outcome);
            Assert.Equal(ParseOutcome.Done, outcome);
            Assert.Equal((uint)Plain.Length, TreeSitterApi.NodeEndByte(tree!.Root)); // It is done.
        }
    }

    /// <summary>What is skipped is part of the facts, so it must not depend on what the parser did before.</summary>
    [Fact]
    public void Work_depends_on_the_content_alone()
    {
        using var used = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        var alone = WorkOf(new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes), C, Plain);
        used.Parse(CSharp, Plain, out _)?.Dispose();
        Assert.Null(used.Parse(C, Arrows, out _));
        Assert.Equal(alone, WorkOf(used, C, Plain));
        Assert.InRange(alone, Plain.Length, Plain.Length * 20L);
        var hostile = WorkOf(used, C, Arrows);
        Assert.Equal(hostile, WorkOf(new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes), C, Arrows));
    }

    [Fact]
    public void A_tree_ends_with_its_parser()
    {
        var parser = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        var tree = parser.Parse(C, Plain, out _)!; // The bounds are far.
        parser.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tree.Root);
        tree.Dispose();
    }

    private static long WorkOf(ParserHandle parser, Grammar grammar, byte[] content)
    {
        parser.Parse(grammar, content, out _)?.Dispose();
        return parser.WorkDone;
    }
}
