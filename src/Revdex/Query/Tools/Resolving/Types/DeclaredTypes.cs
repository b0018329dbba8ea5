using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// Tells the type of what a use is a member of, where declarations show it: a parameter's, a local variable's or a field's type, the result of a function, what is
/// constructed. Nothing is inferred beyond that; what several declarations tell differently is not known.
/// </summary>
internal sealed class DeclaredTypes(StateFacts facts, SymbolSets sets, LexicalScope lexical, RustResolver rust, Func<UseSite, SymbolSet?> prove)
{
    /// <summary>Links of a chain, and things whose type is that of another thing: a stack's worth.</summary>
    private const int DepthMax = 24;

    /// <summary>Answers kept about values.</summary>
    private const int ValuesMax = 10_000;

    /// <summary>Overloads whose results are compared.</summary>
    private const int MembersMax = 16;

    private readonly FunctionTokens _tokens = new(facts);
    private readonly TypeUnions _unions = new();
    private readonly Dictionary<(SymbolSet Set, bool IsCall), SymbolSet?> _declared = [];
    private readonly Dictionary<(int File, int Start), SymbolSet?> _values = [];
    private int _depth;
    private bool _isCut;

    private TypeMembers Members => field ??= new(facts, sets, lexical, rust, prove, new TypeAliases(facts, _tokens, OfSource, NamedHere).Of);

    /// <summary>The member that a use means, by the type of what stands before it; null where that is not declared, or the type has none.</summary>
    public SymbolSet? Find(in UseSite site, Candidates candidates)
    {
        if (_depth >= DepthMax || !IsRead(facts.Symbols(site.File).Language.Family))
        {
            _isCut |= _depth >= DepthMax;
            return null;
        }

        _isCut &= _depth > 0;
        (_depth == 0 && _values.Count > ValuesMax ? _values : null)?.Clear();
        _depth++;
        try
        {
            var member = OfReceiver(site, out var isOfBases) is not { } type ? null : isOfBases ? Members.OfBases(type, candidates) : Members.Of(type, candidates);
            return member is null || !CSharpCalls.MayMean(facts, site, member) ? null : member;
        }
        finally
        {
            _depth--;
        }
    }

    private static bool IsRead(string family) => family is "csharp" or "java" or "js" or "python" or "go" or "rust";

    /// <param name="isOfBases">What is inherited is meant: <c>base.Parse()</c>.</param>
    private SymbolSet? OfReceiver(in UseSite site, out bool isOfBases)
    {
        isOfBases = false;
        var at = facts.Text(site.File).At(site);
        if (at < 0 || _tokens.Around(site.File, facts.Symbols(site.File).Around(site), at) is not { } code)
        {
            return null;
        }

        var last = code.At(at) - 1;
        if (!code.IsMemberMark(last))
        {
            return null;
        }

        last -= code.IsMark(last - 1, "!"u8) ? 2 : 1;
        isOfBases = code.Family == "python" ? code.IsMark(last, ")"u8) && code.Is(last - 2, "super"u8) : code.Is(last, code.Family == "csharp" ? "base"u8 : "super"u8);
        return isOfBases ? (SelfScope.TypeAt(facts, site) is >= 0 and var own ? sets.Of(new SymbolRef(site.File, own)) : null) : OfLast(code, last, site.File, site.Enclosing);
    }

    /// <summary>The type of an expression by its last token.</summary>
    private SymbolSet? OfLast(CodeTokens code, int last, int file, int enclosing)
    {
        if (code.IsName(last))
        {
            return OfLink(code, last, isCall: false, file, enclosing);
        }

        if (!code.IsMark(last, ")"u8) || code.Partner(last) is not (>= 0 and var open))
        {
            return null;
        }

        var callee = code.BeforeArguments(open - 1);
        return code.IsName(callee) && (code.IsMemberMark(callee - 1) || !TypeSyntax.IsWord(code, callee)) ? OfLink(code, callee, isCall: true, file, enclosing)
            : ValueSyntax.Cast(code, open, last) is { IsKnown: true } cast ? OfSource(code, cast, file, enclosing) : null;
    }

    /// <summary>The type of one link of a chain: of a name, of what it is when it is called, of what it constructs.</summary>
    private SymbolSet? OfLink(CodeTokens code, int name, bool isCall, int file, int enclosing)
    {
        var symbols = facts.Symbols(file);
        var first = name;
        while (code.IsMemberMark(first - 1) && code.IsName(first - 2))
        {
            first -= 2;
        }

        if (code.Is(first - 1, "new"u8))
        {
            return isCall ? Named(code, name, file, enclosing) : null;
        }

        var hasReceiver = code.IsMemberMark(name - 1);
        if (!hasReceiver && !isCall && symbols.Language.SelfWords.Contains(code.Text(name)))
        {
            var self = Site(code, name, file, enclosing, OccurrenceRole.Read, hasReceiver);
            return SelfScope.TypeAt(facts, self) is >= 0 and var own ? TypeOf(new SymbolRef(file, own)) : null;
        }

        var site = Site(code, name, file, enclosing, isCall ? OccurrenceRole.Call : OccurrenceRole.Read, hasReceiver);
        var set = hasReceiver || facts.IsUsedAt(site.Name, file, site.Line, site.Column) ? prove(site) : null;
        if (set is null)
        {
            return isCall || hasReceiver ? null : OfLocal(code, name, file, enclosing);
        }

        if (code.Family == "rust" && set.IsVariant)
        {
            return TypeAround(facts.Symbols(set.Members[0].File), set.Members[0].Symbol);
        }

        return set.IsTypeName ? (code.Family is "java" or "csharp" && isCall ? null : set) : OfDeclared(set, isCall);
    }

    private SymbolSet? OfLocal(CodeTokens code, int name, int file, int enclosing)
    {
        var sources = LocalDeclarations.Of(code, code.Text(name), name);
        if (sources.Count == 0 && code.Family == "csharp")
        {
            return OfConstructor(code.Text(name), file, enclosing);
        }

        if (code.Family == "python" && sources is [{ IsKnown: false }])
        {
            return OfFixture(code, code.Text(name), file);
        }

        return Agreed(sources.Where(s => !s.IsValue || !code.IsOneValue(s.Token, name)).Select(s => OfSource(code, s, file, enclosing)));
    }

    /// <summary>A parameter of a C# type's own.</summary>
    private SymbolSet? OfConstructor(string name, int file, int enclosing)
    {
        var symbols = facts.Symbols(file);
        if (enclosing >= symbols.Count || symbols.TypeAround(enclosing) is not (>= 0 and var type) || _tokens.OfHeader(file, symbols[type]) is not { } header)
        {
            return null;
        }

        return LocalDeclarations.Of(header, name, header.Count) is [var only] ? OfSource(header, only, file, type) : null;
    }

    private SymbolSet? OfSource(CodeTokens code, TypeSource source, int file, int enclosing) =>
        !source.IsKnown ? null : source.Key >= 0 ? OfKey(code, source, file, enclosing)
        : source.IsUnion ? _unions.Of(code, source.Token, file, at => NamedHere(code, at, file, enclosing))
        : source.IsValue ? Once(_values, (file, code[source.Token].Start), () => OfValue(code, ValueSyntax.Of(code, source.Token), file, enclosing))
        : Named(code, source.Token, file, enclosing);

    /// <param name="value">From <see cref="ValueSyntax.Of"/>.</param>
    private SymbolSet? OfValue(CodeTokens code, TypeSource value, int file, int enclosing) =>
        !value.IsKnown ? null : value.IsValue ? OfLast(code, value.Token, file, enclosing) : OfSource(code, value, file, enclosing);

    /// <summary>The type of a property of what is taken apart.</summary>
    private SymbolSet? OfKey(CodeTokens code, TypeSource source, int file, int enclosing) => OfSource(code, source with { Key = -1 }, file, enclosing) is { } type
        && Members.Of(type, new Candidates(Array.FindAll(sets.Of(code.Text(source.Key), code.Family), s => s.IsValue || s.IsCallable))) is { } member ? OfDeclared(member, isCall: false) : null;

    /// <summary>The type that a name means which is not one of the type parameters around it.</summary>
    private SymbolSet? NamedHere(CodeTokens code, int name, int file, int enclosing) =>
        Site(code, name, file, enclosing, OccurrenceRole.Type, false) is var site && facts.IsUsedAt(site.Name, file, site.Line, site.Column) ? Named(code, name, file, enclosing) : null;

    /// <summary>What the declarations of a set say, if all say the same.</summary>
    private SymbolSet? OfDeclared(SymbolSet set, bool isCall)
    {
        return Once(_declared, (set, isCall), () => OfMembers(set, isCall));
    }

    /// <summary>
    /// Answers are kept; what is asked for while it is being answered has none. A type hangs on all that it is made of, so whatever a circle is part of has none either, wherever
    /// the question began.
    /// </summary>
    private SymbolSet? Once<TKey>(Dictionary<TKey, SymbolSet?> known, TKey key, Func<SymbolSet?> answer)
        where TKey : notnull
    {
        if (!known.TryGetValue(key, out var type))
        {
            known.Add(key, null);
            type = answer();
            known[key] = type;
            if (type is null && _isCut)
            {
                known.Remove(key); // It may be known to who comes by a shorter way.
            }
        }

        return type;
    }

    private SymbolSet? OfMembers(SymbolSet set, bool isCall) =>
        set.Members.Count <= MembersMax ? Agreed(set.Members.Select(m => OfSymbol(m, isCall))) : null;

    /// <summary>What all of them are; null where one is not known, or another.</summary>
    private static SymbolSet? Agreed(IEnumerable<SymbolSet?> types)
    {
        SymbolSet? type = null;
        foreach (var told in types)
        {
            if (told is null || (type is not null && type != told))
            {
                return null;
            }

            type = told;
        }

        return type;
    }

    private SymbolSet? OfSymbol(SymbolRef member, bool isCall)
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

        return source.IsKnown && code.Is(source.Token, "Self"u8) ? TypeAround(symbols, member.Symbol) : OfSource(code, source, member.File, around);
    }

    /// <summary>What a function without a declared result returns, if it is always the same.</summary>
    private SymbolSet? OfReturns(CodeTokens code, int name, SymbolRef member, bool isFixture) =>
        Agreed((ReturnSyntax.Of(code, name, facts.Symbols(member.File), member.Symbol, isFixture) ?? []).Select(start => OfSource(code, TypeSource.Value(start), member.File, member.Symbol)));

    /// <summary>What pytest gives a test for a parameter.</summary>
    private SymbolSet? OfFixture(CodeTokens code, string name, int file)
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

    /// <summary>The type that a name written as one means.</summary>
    private SymbolSet? Named(CodeTokens code, int name, int file, int enclosing) =>
        prove(Site(code, name, file, enclosing, OccurrenceRole.Type, code.IsMemberMark(name - 1))) is { IsTypeName: true } type ? type : null;

    private SymbolSet? TypeAround(FileSymbols symbols, int enclosing) =>
        enclosing < symbols.Count && symbols.TypeAround(enclosing) is >= 0 and var type ? TypeOf(new SymbolRef(symbols.File, type)) : null;

    /// <summary>The type that a symbol is, or whose members it holds.</summary>
    private SymbolSet? TypeOf(SymbolRef symbol) => facts.Symbols(symbol.File).Language.Family == "rust" ? rust.Members.TypeOf(symbol) : sets.Of(symbol);

    private UseSite Site(CodeTokens code, int name, int file, int enclosing, OccurrenceRole role, bool hasReceiver)
    {
        var quoted = code.QuotedName(name);
        var (line, column) = facts.Text(file).PlaceOf(code[name].Start + (quoted.Length > 0 ? 1 : 0));
        return new UseSite(quoted.Length > 0 ? quoted : code.Text(name), file, line, column, role, hasReceiver, enclosing);
    }
}
