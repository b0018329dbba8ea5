using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Changes;

/// <summary>A symbol of one side of a comparison. Namespaces are left out: what they hold counts as held by what holds them.</summary>
/// <param name="File">In its side's view.</param>
/// <param name="Container">As answers give it: the innermost container's name, or the qualifier; null at the top.</param>
/// <param name="BodyHash">0 without a body.</param>
/// <param name="Parent">Null at the top.</param>
internal sealed record ComparedSymbol(
    string Name, SymbolKind Kind, int File, int Line, int EndLine, string? Container, string Signature, ulong BodyHash, ComparedSymbol? Parent, int StartByte, int EndByte)
{
    public List<ComparedSymbol> Children { get; } = [];

    /// <summary>The same symbol on the other side; null while, and where, there is none.</summary>
    public ComparedSymbol? Other { get; private set; }

    public bool IsPaired => Other is not null;

    public static void Pair(ComparedSymbol a, ComparedSymbol b) => (a.Other, b.Other) = (b, a);

    /// <summary>What a file defines at its top; empty for one without facts.</summary>
    public static List<ComparedSymbol> OfFile(QueryState state, int file) =>
        file >= 0 && state.TryLocate(file, out var mounted, out var blob) ? Of(mounted.Segment.Facts(blob), file) : [];

    /// <summary>What stands at the top of a facts message.</summary>
    public static List<ComparedSymbol> Of(FactsMessage facts, int file)
    {
        var top = new List<ComparedSymbol>();
        var all = new ComparedSymbol?[facts.SymbolCount];
        var holders = new ComparedSymbol?[facts.SymbolCount];
        var index = 0;
        foreach (var row in facts.Symbols)
        {
            var parent = row.Container < 0 ? null : all[row.Container] ?? holders[row.Container];
            if (row.Kind == SymbolKind.Namespace)
            {
                holders[index] = parent;
            }
            else
            {
                var container = !row.Qualifier.IsEmpty ? Encoding.UTF8.GetString(row.Qualifier)
                    : row.Container >= 0 ? Encoding.UTF8.GetString(facts.ReadSymbol(row.Container).Name) : null;
                var symbol = new ComparedSymbol(
                    Encoding.UTF8.GetString(row.Name), row.Kind, file, row.NameLine, row.EndLine, container, Encoding.UTF8.GetString(row.Signature), row.BodyHash, parent, row.StartByte, row.EndByte);
                all[index] = symbol;
                (parent?.Children ?? top).Add(symbol);
            }

            index++;
        }

        return top;
    }

    /// <summary>This and what it holds, from the top down.</summary>
    public IEnumerable<ComparedSymbol> WithDescendants()
    {
        yield return this;
        foreach (var descendant in Children.SelectMany(child => child.WithDescendants()))
        {
            yield return descendant;
        }
    }

    /// <summary>Those of some files that have no counterpart, at any depth.</summary>
    public static List<ComparedSymbol> Unpaired(List<ComparedSymbol> top) => [.. top.SelectMany(s => s.WithDescendants()).Where(s => !s.IsPaired)];

    /// <summary>By reference: two symbols may have the same members.</summary>
    public bool Equals(ComparedSymbol? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
