using System.Text;
using System.Text.RegularExpressions;
using Revdex.Extraction.Patterns;
using Revdex.Native.TreeSitter;

namespace Revdex.Tests.Extraction.Patterns;

/// <summary>
/// The conditions of one pattern on a match of tree-sitter's engine, which leaves them to its caller: written from what
/// queries/README.md says of them, with plain strings, and sharing nothing with the matcher but <c>#descend!</c>.
/// </summary>
internal sealed class EnginePredicates(Grammar grammar, QueryPattern pattern, NameDescent? descent, byte[] content)
{
    private const int MatchedMaxBytes = 256;

    /// <summary>False where a condition does not hold; else the captures, the name followed down to.</summary>
    public bool TryApply(string focusName, Dictionary<string, TSNode> captures)
    {
        if (descent is not null)
        {
            var name = captures["name"];
            if (!descent.TryFollow(ref name, out _))
            {
                return false;
            }

            captures["name"] = name;
        }

        return pattern.Predicates.All(p => p.Name.EndsWith('!') || p.Name is "child-of?" or "not-child-of?" || Holds(p, focusName, captures));
    }

    private bool Holds(QueryPredicate predicate, string focusName, Dictionary<string, TSNode> captures)
    {
        var expected = !predicate.Name.StartsWith("not-", StringComparison.Ordinal);
        var name = expected ? predicate.Name : predicate.Name[4..];
        if (name == "has-ancestor?")
        {
            return HasAncestor(captures[focusName], predicate.Values) == expected;
        }

        // On words a predicate is asked of each word.
        if (focusName.StartsWith("words", StringComparison.Ordinal) && predicate.Capture == focusName)
        {
            return true;
        }

        return IsTrue(name, predicate.Values, captures.GetValueOrDefault(predicate.Capture!)) == expected;
    }

    /// <param name="node">Null for what the pattern lets be absent: its text is empty.</param>
    private bool IsTrue(string name, IReadOnlyList<string> values, TSNode node)
    {
        var (start, end) = node.IsNull ? (0, 0) : ((int)node.StartByte, (int)TreeSitterEnd(node));
        return name switch
        {
            "eq?" or "any-of?" => values.Contains(Text(start, end)),
            "match?" => Regex.IsMatch(Text(start, Math.Min(end, start + MatchedMaxBytes)), values[0]),
            "preceded-by?" => values.Any(v => Text(0, start).TrimEnd(Blanks).EndsWith(v, StringComparison.Ordinal)),
            "followed-by?" => values.Any(v => Text(end, content.Length).TrimStart(Blanks).StartsWith(v, StringComparison.Ordinal)),
            _ => throw new InvalidOperationException(name),
        };
    }

    private static char[] Blanks { get; } = [.. Enumerable.Range(0, ' ' + 1).Select(c => (char)c)];

    private unsafe bool HasAncestor(TSNode node, IReadOnlyList<string> types)
    {
        for (var above = TreeSitterApi.NodeParent(node); !above.IsNull; above = TreeSitterApi.NodeParent(above))
        {
            if (types.Contains(grammar.SymbolName(TreeSitterApi.NodeSymbol(above))))
            {
                return true;
            }
        }

        return false;
    }

    private static unsafe uint TreeSitterEnd(TSNode node) => TreeSitterApi.NodeEndByte(node);

    private string Text(int start, int end) => Encoding.UTF8.GetString(content, start, end - start);
}
