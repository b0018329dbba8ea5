using System.Text;
using System.Text.RegularExpressions;
using Revdex.Extraction;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Benchmarks.Accuracy;

/// <summary>Where a grammar sees comments and texts. Within a text, code that is put into it (<c>"${f()}"</c>) counts as text, too.</summary>
internal static partial class TextPlaces
{
    /// <summary>Those of the definitions whose name, where it first stands on its line, is in a comment or a text.</summary>
    public static HashSet<Definition> Among(IEnumerable<Definition> definitions, string clone, Language language)
    {
        var found = new HashSet<Definition>();
        using var parser = new ParserHandle(Limits.ParseWorkMax, Limits.ParseMemoryMaxBytes);
        var grammar = GrammarCatalog.Of(language).Grammar;
        foreach (var file in definitions.GroupBy(d => d.Path))
        {
            var content = File.ReadAllBytes(Path.Combine(clone, file.Key));
            using var tree = parser.Parse(grammar, content, out _);
            var starts = LineStarts(content);
            var texts = tree is null ? [] : Ranges(tree.Root, grammar);
            found.UnionWith(file.Where(d => d.Line <= starts.Count && Place(content, starts[d.Line - 1], d.Name) is var at && texts.Exists(r => r.Start <= at && at < r.End)));
        }

        return found;
    }

    private static List<int> LineStarts(byte[] content) => [0, .. Enumerable.Range(1, content.Length).Where(i => content[i - 1] == '\n')];

    private static uint Place(byte[] content, int line, string name) =>
        (uint)(line + Math.Max(0, content.AsSpan(line).IndexOf(Encoding.UTF8.GetBytes(name))));

    private static unsafe List<(uint Start, uint End)> Ranges(in TSNode root, Grammar grammar)
    {
        var (ranges, open) = (new List<(uint, uint)>(), new Stack<TSNode>([root]));
        while (open.TryPop(out var node))
        {
            if (TextType().IsMatch(grammar.SymbolName(TreeSitterApi.NodeSymbol(node))))
            {
                ranges.Add((node.StartByte, TreeSitterApi.NodeEndByte(node)));
                continue;
            }

            for (var i = 0u; TreeSitterApi.NodeChild(node, i) is { IsNull: false } child; i++)
            {
                open.Push(child);
            }
        }

        return ranges;
    }

    [GeneratedRegex("comment|string|heredoc|^pod|quoted|quote_content|regex")]
    private static partial Regex TextType();
}
