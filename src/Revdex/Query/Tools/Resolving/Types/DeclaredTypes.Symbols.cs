using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What symbols declare, and what functions return.</summary>
internal sealed partial class DeclaredTypes
{
    /// <summary>Overloads whose results are compared.</summary>
    private const int MembersMax = 16;

    /// <summary>What the declarations of a set say, if all say the same.</summary>
    private KnownType? OfDeclared(SymbolSet set, bool isCall)
    {
        return Once(_declared, (set, isCall), () => OfMembers(set, isCall));
    }

    private KnownType? OfMembers(SymbolSet set, bool isCall)
    {
        KnownType? type = null;
        foreach (var member in set.Members.Count <= MembersMax ? set.Members : [])
        {
            if (!Join(ref type, OfSymbol(member, isCall)))
            {
                return null;
            }
        }

        return type;
    }

    private KnownType? OfSymbol(SymbolRef member, bool isCall)
    {
        var symbols = facts.Symbols(member.File);
        var symbol = symbols[member.Symbol];
        if (symbol.IsCallable != isCall || !IsRead(symbols.Language.Family))
        {
            return null;
        }

        var place = facts.PlaceOf(member);
        var around = symbol.IsCallable ? member.Symbol : symbols.CallableAt(place, member.Symbol);
        if (place < 0 || _tokens.Around(member.File, around, place) is not { } code || code.At(place) is not (>= 0 and var name))
        {
            return null;
        }

        var source = SymbolDeclaration.TypeOf(code, name);
        if (isCall && !source.IsKnown)
        {
            return OfReturns(code, name, member, isFixture: false);
        }

        return source.IsKnown && code.Is(source.Token, "Self"u8) ? KnownType.Of(TypeAround(symbols, member.Symbol)) : OfSource(code, source, member.File, around) is { IsParameter: false } type ? type : null;
    }

    /// <summary>What a function without a declared result returns, if it is always the same.</summary>
    private KnownType? OfReturns(CodeTokens code, int name, SymbolRef member, bool isFixture)
    {
        KnownType? type = null;
        foreach (var start in ReturnSyntax.Of(code, name, facts.Symbols(member.File), member.Symbol, isFixture) ?? [])
        {
            if (!Join(ref type, OfSource(code, TypeSource.Value(start), member.File, member.Symbol)))
            {
                return null;
            }
        }

        return type;
    }

    /// <summary>What pytest gives a test for a parameter.</summary>
    private KnownType? OfFixture(CodeTokens code, string name, int file)
    {
        if (Fixtures.Of(facts, code, name, file) is not { } fixture)
        {
            return null;
        }

        return Once(_values, (fixture.File, -1 - fixture.Symbol), () =>
        {
            var place = facts.PlaceOf(fixture);
            return place >= 0 && _tokens.Around(fixture.File, fixture.Symbol, place) is { } own && own.At(place) is >= 0 and var at ? OfReturns(own, at, fixture, isFixture: true) : null;
        });
    }

    private SymbolSet? TypeAround(FileSymbols symbols, int enclosing) =>
        enclosing < symbols.Count && symbols.TypeAround(enclosing) is >= 0 and var type ? TypeOf(new SymbolRef(symbols.File, type)) : null;

    /// <summary>The type that a symbol is, or whose members it holds.</summary>
    private SymbolSet? TypeOf(SymbolRef symbol) => facts.Symbols(symbol.File).Language.Family == "rust" ? rust.Members.TypeOf(symbol) : sets.Of(symbol);
}
