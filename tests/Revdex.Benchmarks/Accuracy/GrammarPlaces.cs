using System.Text;
using System.Text.RegularExpressions;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>What a grammar says of the places where a truth that has none sees definitions.</summary>
internal static class GrammarPlaces
{
    /// <summary>Those of the definitions whose name, where it first stands on its line, is within nodes of some types.</summary>
    /// <param name="nodes">Matched against <c>parent/node</c>, types of both.</param>
    public static HashSet<Definition> Among(IEnumerable<Definition> definitions, string clone, Language language, Regex nodes)
    {
        var found = new HashSet<Definition>();
        using var parser = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        var grammar = GrammarCatalog.Of(language).Grammar;
        foreach (var file in definitions.GroupBy(d => d.Path))
        {
            var content = File.ReadAllBytes(Path.Combine(clone, file.Key));
            using var tree = parser.Parse(grammar, content, out _);
            var starts = LineStarts(content);
            var ranges = tree is null ? [] : Ranges(tree.Root, grammar, nodes);
            found.UnionWith(file.Where(d => d.Line <= starts.Count && Place(content, starts[d.Line - 1], d.Name) is var at && ranges.Exists(r => r.Start <= at && at < r.End)));
        }

        return found;
    }

    private static List<int> LineStarts(byte[] content) => [0, .. Enumerable.Range(1, content.Length).Where(i => content[i - 1] == '\n')];

    /// <summary>Of the name as a whole word, else of the line.</summary>
    private static uint Place(byte[] content, int line, string name)
    {
        var word = Encoding.UTF8.GetBytes(name);
        for (var at = line; content.AsSpan(at).IndexOf(word) is >= 0 and var ahead; at++)
        {
            at += ahead;
            if ((at == 0 || !IsWordPart(content[at - 1])) && (at + word.Length >= content.Length || !IsWordPart(content[at + word.Length])))
            {
                return (uint)at;
            }
        }

        return (uint)line;
    }

    private static bool IsWordPart(byte character) => char.IsAsciiLetterOrDigit((char)character) || character is (byte)'_' or >= 0x80;

    private static unsafe List<(uint Start, uint End)> Ranges(in TSNode root, Grammar grammar, Regex nodes)
    {
        var (ranges, open) = (new List<(uint, uint)>(), new Stack<(TSNode Node, string Parent)>([(root, "")]));
        while (open.TryPop(out var at))
        {
            var type = grammar.SymbolName(TreeSitterApi.NodeSymbol(at.Node));
            if (nodes.IsMatch($"{at.Parent}/{type}"))
            {
                ranges.Add((at.Node.StartByte, TreeSitterApi.NodeEndByte(at.Node)));
                continue;
            }

            for (var i = 0u; TreeSitterApi.NodeChild(at.Node, i) is { IsNull: false } child; i++)
            {
                open.Push((child, type));
            }
        }

        return ranges;
    }
}
