using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Rust;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// Tells the type of what a use is a member of, where declarations show it: a parameter's, a local variable's or a field's type, the result of a function, what is
/// constructed. Nothing is inferred beyond that; what several declarations tell differently is not known.
/// </summary>
internal sealed partial class DeclaredTypes(
    StateFacts facts, SymbolSets sets, FunctionTokens tokens, TypeMembers members, CSharpTypes csharp, ExtensionMethods extensions, RustResolver rust, Func<UseSite, SymbolSet?> prove)
{
    /// <summary>Links of a chain, and things whose type is that of another thing: a stack's worth.</summary>
    private const int DepthMax = 24;

    /// <summary>Brackets within brackets.</summary>
    private const int NestingMax = 100;

    /// <summary>Answers kept about values.</summary>
    private const int ValuesMax = 10_000;

    private readonly FunctionTokens _tokens = tokens;
    private readonly Dictionary<(SymbolSet Set, bool IsCall), KnownType?> _declared = [];
    private readonly Dictionary<(int File, int Start), KnownType?> _values = [];
    private int _depth;
    private int _nesting;
    private bool _isCut;

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
            return OfReceiver(site, out var isOfBases, out var isWhole) is not { } type ? null
                : facts.Symbols(site.File).Language.Id == "csharp" ? extensions.Choose(site, candidates, type, isOfBases, isWhole)
                : type.Single is not { } single ? null : isOfBases ? members.OfBases(single, site, candidates) : members.Of(single, site, candidates);
        }
        finally
        {
            _depth--;
        }
    }

    private static bool IsRead(string family) => family is "csharp" or "java" or "js" or "python" or "go" or "rust";

    /// <param name="isOfBases">What is inherited is meant: <c>base.Parse()</c>.</param>
    /// <param name="isWhole">No <c>?.</c> stands between, which takes the value out of what is nullable.</param>
    private KnownType? OfReceiver(in UseSite site, out bool isOfBases, out bool isWhole)
    {
        (isOfBases, isWhole) = (false, true);
        var at = facts.Text(site.File).At(site);
        if (at < 0 || _tokens.Around(site.File, facts.Symbols(site.File).Around(site), at) is not { } code)
        {
            return null;
        }

        var name = code.At(at);
        var last = name - 1;
        if (!code.IsMemberMark(last))
        {
            return code.Family == "csharp" && name >= 0 ? OfObject(code, name, site.File, site.Enclosing) : null;
        }

        isWhole = !code.Is(last, "?."u8);
        last -= code.IsMark(last - 1, "!"u8) ? 2 : 1;
        isOfBases = code.Family == "python" ? code.IsMark(last, ")"u8) && code.Is(last - 2, "super"u8) : code.Is(last, code.Family == "csharp" ? "base"u8 : "super"u8);
        return isOfBases ? (SelfScope.TypeAt(facts, site) is >= 0 and var own ? KnownType.Of(sets.Of(new SymbolRef(site.File, own))) : null) : OfLast(code, last, site.File, site.Enclosing);
    }

    /// <summary>The type whose member is named in braces: <c>new Box { Size = 1 }</c>, <c>box with { Size = 1 }</c>, <c>is Box { Size: 1 }</c>.</summary>
    private KnownType? OfObject(CodeTokens code, int name, int file, int enclosing)
    {
        if (ObjectSyntax.TypeOf(code, name) is not { IsKnown: true } source)
        {
            return null;
        }

        return source.IsValue ? OfLast(code, source.Token, file, enclosing) : csharp.Named(code, source, file, enclosing);
    }

    /// <summary>The type of an expression by its last token.</summary>
    private KnownType? OfLast(CodeTokens code, int last, int file, int enclosing)
    {
        if (_nesting >= NestingMax)
        {
            return null;
        }

        _nesting++;
        try
        {
            return OfExpression(code, last, file, enclosing);
        }
        finally
        {
            _nesting--;
        }
    }

    private KnownType? OfExpression(CodeTokens code, int last, int file, int enclosing)
    {
        if (code.IsName(last))
        {
            return OfLink(code, last, isCall: false, file, enclosing);
        }

        if (code.Family == "csharp" && code.IsMark(last, "]"u8) && code.Partner(last) is > 0 and var index)
        {
            var indexed = index - (code.IsMark(index - 1, "?!"u8) ? 2 : 1);
            return OfLast(code, indexed, file, enclosing) is { IsName: false } type ? csharp.IndexedOf(type) : null;
        }

        if (code.Family == "csharp" && (uint)last < (uint)code.Count && code[last].Kind == CodeTokenKind.Text)
        {
            return new KnownType(null, WrittenType.OfKeyword(code.Bytes(last)[0] == '\'' ? "char" : "string"));
        }

        if (!code.IsMark(last, ")"u8) || code.Partner(last) is not (>= 0 and var open))
        {
            return null;
        }

        var callee = code.BeforeArguments(open - 1);
        if (code.IsName(callee) && (code.IsMemberMark(callee - 1) || !TypeSyntax.IsWord(code, callee)))
        {
            return OfLink(code, callee, isCall: true, file, enclosing);
        }

        return code.Family == "csharp" ? OfBrackets(code, open, last, file, enclosing) : ValueSyntax.Cast(code, open, last) is { IsKnown: true } cast ? OfSource(code, cast, file, enclosing) : null;
    }

    /// <summary>A value in brackets: <c>((Parser)x)</c>, <c>(x as Parser)</c>, <c>(await x)</c>.</summary>
    private KnownType? OfBrackets(CodeTokens code, int open, int close, int file, int enclosing) =>
        code.Is(open - 1, "typeof"u8) || code.Is(open - 1, "nameof"u8) || code.Is(open - 1, "default"u8) || code.Is(open - 1, "sizeof"u8) || code.Is(open - 1, "new"u8) || code.IsMark(open - 1, ")>]"u8)
        || CSharpValues.Of(code, open + 1) is not { IsKnown: true } value || (value.IsValue && value.Token >= close) ? null : OfValue(code, value, file, enclosing);

    /// <summary>The type of one link of a chain: of a name, of what it is when it is called, of what it constructs.</summary>
    private KnownType? OfLink(CodeTokens code, int name, bool isCall, int file, int enclosing)
    {
        var symbols = facts.Symbols(file);
        var first = name;
        while (code.IsMemberMark(first - 1) && code.IsName(first - 2))
        {
            first -= 2;
        }

        if (code.Is(first - 1, "new"u8))
        {
            return isCall ? Named(code, TypeSource.Type(name), file, enclosing) : null;
        }

        var hasReceiver = code.IsMemberMark(name - 1);
        if (!hasReceiver && !isCall && symbols.Language.SelfWords.Contains(code.Text(name)))
        {
            var self = Site(code, name, file, enclosing, OccurrenceRole.Read, hasReceiver);
            return SelfScope.TypeAt(facts, self) is >= 0 and var own ? KnownType.Of(TypeOf(new SymbolRef(file, own))) : null;
        }

        var site = Site(code, name, file, enclosing, isCall ? OccurrenceRole.Call : OccurrenceRole.Read, hasReceiver);
        if (hasReceiver && !isCall && code.Family == "csharp" && site.Name is "Value" or "Key" or "Result")
        {
            return OfProperty(code, name, site);
        }

        var set = hasReceiver || facts.IsUsedAt(site.Name, file, site.Line, site.Column) ? prove(site) : null;
        if (set is null)
        {
            return isCall || hasReceiver ? null : OfLocal(code, name, file, enclosing);
        }

        return code.Family == "rust" && set.IsVariant ? KnownType.Of(TypeAround(facts.Symbols(set.Members[0].File), set.Members[0].Symbol)) : set.IsTypeName ? (code.Family is "java" or "csharp" && isCall ? null : KnownType.Of(set) is { } type ? type with { IsName = true } : null) : OfDeclared(set, isCall);
    }

    /// <summary>A property that may be the framework's. What it is of is asked for once: to prove it first would double with each link.</summary>
    private KnownType? OfProperty(CodeTokens code, int name, in UseSite site)
    {
        if (OfLast(code, name - (code.IsMark(name - 2, "!"u8) ? 3 : 2), site.File, site.Enclosing) is not { } type)
        {
            return null;
        }

        if (!type.IsName && csharp.PropertyOf(type, site.Name) is { } property)
        {
            return property;
        }

        var candidates = new Candidates(Array.FindAll(sets.Of(site.Name, "csharp"), s => s.IsValue && !s.IsExplicit));
        return type.Single is { } single && members.Of(single, site, candidates) is { } set ? OfDeclared(set, isCall: false) : null;
    }

    private KnownType? OfLocal(CodeTokens code, int name, int file, int enclosing)
    {
        KnownType? type = null;
        var sources = LocalDeclarations.Of(code, code.Text(name), name);
        if (sources.Count == 0 && code.Family == "csharp")
        {
            return OfConstructor(code.Text(name), file, enclosing);
        }

        if (code.Family == "python" && sources is [{ IsKnown: false }])
        {
            return OfFixture(code, code.Text(name), file);
        }

        foreach (var source in sources.Where(s => !s.IsValue || s.Part == TypePart.Element || !code.IsOneValue(s.Token, name)))
        {
            if (!Join(ref type, OfSource(code, source, file, enclosing)))
            {
                return null;
            }
        }

        return type;
    }

    /// <summary>Puts together what declarations say; false where one says nothing, or another thing.</summary>
    private static bool Join(ref KnownType? type, KnownType? told)
    {
        type = type is { } known && told is { } other ? known.And(other) : told;
        return type is not null;
    }

    /// <summary>A parameter of a C# type's own.</summary>
    private KnownType? OfConstructor(string name, int file, int enclosing)
    {
        var symbols = facts.Symbols(file);
        if (enclosing >= symbols.Count || symbols.TypeAround(enclosing) is not (>= 0 and var type) || _tokens.OfHeader(file, symbols[type]) is not { } header)
        {
            return null;
        }

        return LocalDeclarations.Of(header, name, header.Count) is [var only] ? OfSource(header, only, file, type) : null;
    }

    private KnownType? OfSource(CodeTokens code, TypeSource source, int file, int enclosing)
    {
        if (source.Key is { } key)
        {
            return OfKey(code, source with { Key = null }, key, file, enclosing);
        }

        var type = !source.IsKnown ? null : source.IsUnion ? OfUnion(code, source.Token, file, enclosing) : source.IsValue ? Once(_values, (file, code[source.Token].Start), () => OfValue(code, ValueSyntax.Of(code, source.Token), file, enclosing)) : Named(code, source, file, enclosing);
        return Part(type, source.Part);
    }

    /// <param name="value">From <see cref="ValueSyntax.Of"/>.</param>
    private KnownType? OfValue(CodeTokens code, TypeSource value, int file, int enclosing)
    {
        var type = !value.IsKnown ? null : value.IsValue ? OfLast(code, value.Token, file, enclosing) : value.IsUnion ? OfUnion(code, value.Token, file, enclosing) : Named(code, value, file, enclosing);
        return Part(type is { IsName: true } && code.Family == "csharp" ? null : type, value.Part);
    }

    private KnownType? Part(KnownType? type, TypePart part) =>
        type is not { } whole || part == TypePart.Whole ? type : part == TypePart.Element ? csharp.ElementOf(whole) : csharp.ResultOf(whole);

    /// <summary>
    /// Answers are kept; what is asked for while it is being answered has none. A type hangs on all that it is made of, so whatever a circle is part of has none either, wherever
    /// the question began.
    /// </summary>
    private KnownType? Once<TKey>(Dictionary<TKey, KnownType?> known, TKey key, Func<KnownType?> answer)
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

    /// <summary>The type that a name written as one means.</summary>
    private KnownType? Named(CodeTokens code, TypeSource type, int file, int enclosing) => code.Family == "csharp" ? csharp.Named(code, type, file, enclosing)
        : prove(Site(code, type.Token, file, enclosing, OccurrenceRole.Type, code.IsMemberMark(type.Token - 1))) is { IsTypeName: true } set ? KnownType.Of(set) : null;

    private UseSite Site(CodeTokens code, int name, int file, int enclosing, OccurrenceRole role, bool hasReceiver)
    {
        var quoted = code.QuotedName(name);
        var (line, column) = facts.Text(file).PlaceOf(code[name].Start + (quoted.Length > 0 ? 1 : 0));
        return new UseSite(quoted.Length > 0 ? quoted : code.Text(name), file, line, column, role, hasReceiver, enclosing);
    }
}
