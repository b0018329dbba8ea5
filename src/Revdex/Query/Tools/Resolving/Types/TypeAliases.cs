using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What TypeScript's names for other types mean: <c>type Node = Element | Text</c>.</summary>
/// <param name="named">The type that a name means: the tokens, the name's, the file and the symbol around.</param>
/// <param name="union">That of several, in the same terms.</param>
internal sealed class TypeAliases(StateFacts facts, FunctionTokens tokens, Func<CodeTokens, int, int, int, SymbolSet?> named, Func<CodeTokens, int, int, int, SymbolSet?> union)
{
    private readonly Dictionary<SymbolSet, (SymbolSet? Type, bool IsKnown, bool IsOneOf)> _known = [];

    /// <summary>No type, and known: it names what stands there itself. Is one of: what stands there is one of several types.</summary>
    public (SymbolSet? Type, bool IsKnown, bool IsOneOf) Of(SymbolSet alias)
    {
        if (!_known.TryGetValue(alias, out var known))
        {
            _known.Add(alias, default); // What is made of itself is not known.
            _known[alias] = known = Read(alias);
        }

        return known;
    }

    private (SymbolSet? Type, bool IsKnown, bool IsOneOf) Read(SymbolSet alias)
    {
        if (alias.Members.FindAll(m => facts.Symbol(m).Kind == SymbolKind.TypeAlias) is not [var member] || tokens.OfWhole(member.File, facts.Symbol(member)) is not { } code)
        {
            return default;
        }

        var name = code.At(facts.PlaceOf(member));
        var next = name < 0 ? -1 : code.AfterArguments(name + 1);
        if (next < 0 || !code.IsMark(next, "="u8))
        {
            return default;
        }

        var isOneOf = Enumerable.Range(next, code.Count - next).Any(i => code.Outer(i) < 0 && code.IsMark(i, "|"u8));
        if (code.IsMark(next + 1, "{"u8))
        {
            return (null, code.Partner(next + 1) is var close && (close == code.Count - 1 || code.IsMark(close + 1, ";"u8)), isOneOf);
        }

        var source = TypeSyntax.StartingAt(code, next + 1);
        var type = !source.IsKnown ? null : source.IsUnion ? union(code, source.Token, member.File, member.Symbol) : named(code, source.Token, member.File, member.Symbol);
        return (type, type is not null, isOneOf);
    }
}
