using System.Text;
using System.Text.RegularExpressions;
using Revdex.Extraction;
using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Tests.Extraction.Patterns;

/// <summary>Where the matcher differs from tree-sitter's engine on purpose, and what it must not do. What both do: <see cref="QueryEngineTests"/>.</summary>
public sealed class PatternMatcherTests
{
    /// <summary>Elements looked at for a side capture.</summary>
    private const int Looked = 48;

    [Theory]
    [InlineData("f(a, 1)", 1)]
    [InlineData("f(1, a)", 0)]
    [InlineData("f(1, a, 1)", 1)]
    public void Children_stand_in_the_order_of_the_pattern(string source, int expected) =>
        Assert.Equal(expected, Count("(argument_list (identifier) @name (integer) @reference.read)", source));

    [Fact]
    public void One_child_is_not_two()
    {
        Assert.Equal(0, Count("(list (_) @name (integer) @reference.read)", "[1]"));
        Assert.Equal(1, Count("(list (_) @name (integer) @reference.read)", "[1, 2]"));
    }

    /// <summary>Brackets and commas are children too.</summary>
    [Theory]
    [InlineData((Looked / 2) - 1, 1)]
    [InlineData(Looked / 2, 0)]
    public void A_side_capture_is_looked_for_among_the_first_children(int numbersBefore, int expected) => Assert.Equal(
        expected,
        Count("(list (string) @name \"]\" @reference.read)", $"[{string.Concat(Enumerable.Repeat("1,", numbersBefore))}'a', 2]"));

    /// <summary>The first query takes tree-sitter's engine 35 seconds on 4 KB; this is fifty times as much.</summary>
    [Fact]
    public void Wide_nodes_cost_no_more_than_their_width()
    {
        const int elements = 100_000;
        var source = $"[{string.Join(',', Enumerable.Repeat('1', elements))}]";
        Assert.Equal(elements - 1, Count("(list (_) @name (_) @reference.read)", source));
        Assert.Equal(0, Count("(list (string) @name (string) @alias (_) @reference.read)", source));
    }

    [Fact]
    public void A_wildcard_takes_no_error_node()
    {
        const string source = "( x ] y"; // (module (ERROR (identifier) (identifier)))
        Assert.Equal(2, Count("(ERROR (identifier) @reference.read)", source));
        Assert.Equal(0, Count("(_ (identifier) @reference.read)", source));
        Assert.Equal(0, Count("(module (_) @name) @reference.read", source));
    }

    /// <summary>Nothing else bounds them: they agree with an engine that cannot backtrack, on texts that make bad ones run for years.</summary>
    [Fact]
    public void Expressions_take_time_by_length()
    {
        var expressions = LanguageSet.Default.All.SelectMany(l => QueryParser.Parse(l.Query, l.Id)).SelectMany(p => p.Predicates)
            .Where(p => p.Name.EndsWith("match?", StringComparison.Ordinal)).Select(p => p.Values[0]).Distinct().ToList();
        Assert.NotEmpty(expressions);
        foreach (var expression in expressions)
        {
            var regular = new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
            foreach (var unit in new[] { "a", "A", "_", "9", " ", "(", "a ", "A_", "a.", "a(", "::", "static ", "require (", "(&'a mut " })
            {
                var text = string.Concat(Enumerable.Repeat(unit, TextPredicate.MatchedMaxBytes))[..(TextPredicate.MatchedMaxBytes - 1)] + "!";
                Assert.Equal(regular.IsMatch(text), Regex.IsMatch(text, expression, RegexOptions.CultureInvariant));
            }
        }
    }

    /// <returns>Nodes that the query's only pattern matches in a Python source.</returns>
    private static unsafe int Count(string query, string source)
    {
        var (grammar, _) = GrammarCatalog.Of(LanguageSet.Default.ById("python")!);
        using var walk = new PatternWalk(PatternCompiler.Compile(grammar, query, "test"));
        using var parser = new ParserHandle(Revdex.Facts.Limits.ParseWorkMax, Revdex.Facts.Limits.ParseMemoryMaxBytes);
        var content = Encoding.UTF8.GetBytes(source);
        using var tree = parser.Parse(grammar, content, out _)!; // The limit is far.
        var count = 0;
        fixed (byte* pointer = content)
        {
            walk.Run(tree, pointer, content.Length, (_, _) => count++, (_, _) => { });
        }

        return count;
    }
}
