using System.Text;
using Revdex.Facts;
using Revdex.Git;

namespace Revdex.Query.Tools;

/// <summary>Qualifiers whose parts are folders, files, namespaces and containers: <c>flask.app.Flask</c>, <c>tokio::task::spawn</c>, <c>reactivity/ref</c>.</summary>
internal static class ModulePath
{
    /// <summary>
    /// Whether the parts stand, in this order, among the folders and the file of a path followed by what is around a symbol. What is directly around
    /// it must be among them, so that the members of types are not taken for a module's own.
    /// </summary>
    /// <param name="qualifier">Parts with dots between them.</param>
    public static bool IsOf(ReadOnlySpan<byte> path, FactsMessage facts, int symbol, string qualifier)
    {
        Span<byte> chain = stackalloc byte[QualifiedName.LengthMaxBytes];
        var containers = Encoding.UTF8.GetString(chain[..QualifiedName.WriteContainers(facts, symbol, chain)]);
        var container = facts.ReadSymbol(symbol).Container;
        return IsOf(path, containers, containers.Length > 0 && (container < 0 || facts.ReadSymbol(container).Kind is not (SymbolKind.Namespace or SymbolKind.Module)), qualifier);
    }

    /// <param name="containers">Outermost first, by dots.</param>
    /// <param name="isMember">It is in something else than a namespace or module.</param>
    private static bool IsOf(ReadOnlySpan<byte> path, string containers, bool isMember, string qualifier)
    {
        var whole = GitPath.Display(path);
        var file = whole[(whole.LastIndexOf('/') + 1)..];
        var dot = file.IndexOf('.', StringComparison.Ordinal);
        List<string> there = [.. whole[..^file.Length].Split('/', StringSplitOptions.RemoveEmptyEntries), dot > 0 ? file[..dot] : file, .. containers.Split('.', StringSplitOptions.RemoveEmptyEntries)];
        var at = there.Count - 1;
        var wanted = qualifier.Split('.', StringSplitOptions.RemoveEmptyEntries);
        for (var i = wanted.Length - 1; i >= 0; i--, at--)
        {
            while (at >= 0 && !there[at].Equals(wanted[i], StringComparison.OrdinalIgnoreCase))
            {
                if (i == wanted.Length - 1 && isMember)
                {
                    return false;
                }

                at--;
            }

            if (at < 0)
            {
                return false;
            }
        }

        return wanted.Length > 0;
    }
}
