using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Finds the symbol that a line of a file belongs to.</summary>
internal static class SymbolAt
{
    /// <summary>The last one in the file's order whose lines have the line, which is the innermost; -1: none.</summary>
    public static int Line(FactsMessage facts, int line)
    {
        var (found, index) = (-1, 0);
        foreach (var symbol in facts.Symbols)
        {
            found = symbol.StartLine <= line && symbol.EndLine >= line ? index : found;
            index++;
        }

        return found;
    }
}
