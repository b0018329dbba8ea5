using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Changes;

namespace Revdex.Query.Tools.History;

/// <summary>A symbol on its way back through the versions of a file.</summary>
/// <param name="Kind">Null: any.</param>
/// <param name="Container">The innermost container's name, or the qualifier; null at the top, and where nothing is known of it.</param>
/// <param name="Line">Of its name, in the version that it was found in; 0 where it was in none yet.</param>
/// <param name="IsThere">Whether that version has it; otherwise earlier ones may.</param>
internal sealed record SymbolTrack(string Name, SymbolKind? Kind, string? Container, int Line, bool IsThere)
{
    /// <summary>Where the symbol was found last, and the commits since then, which have its very text and were not read; null where it was found in this version.</summary>
    public SymbolRun? Run { get; init; }

    public static SymbolTrack Of(ComparedSymbol symbol) => new(symbol.Name, symbol.Kind, symbol.Container, symbol.Line, IsThere: true);

    public static SymbolTrack Of(FactsMessage facts, in SymbolRow row)
    {
        var container = !row.Qualifier.IsEmpty ? Encoding.UTF8.GetString(row.Qualifier)
            : row.Container >= 0 ? Encoding.UTF8.GetString(facts.ReadSymbol(row.Container).Name) : null;
        return new SymbolTrack(Encoding.UTF8.GetString(row.Name), row.Kind, container, row.NameLine, IsThere: true);
    }

    /// <summary>The symbol among those of a version: on its line, else below its container, else (where nothing is known of that) anywhere; null where it is not there.</summary>
    public ComparedSymbol? FindIn(IEnumerable<ComparedSymbol> symbols)
    {
        ComparedSymbol? found = null;
        foreach (var symbol in symbols.Where(s => s.Name == Name && (Kind is null || s.Kind == Kind)))
        {
            if (IsThere && symbol.Line == Line)
            {
                return symbol;
            }

            found ??= symbol.Container == Container || (Kind is null && Container is null) ? symbol : null;
        }

        return found;
    }
}
