using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What C# types are made of, as far as they are written out: elements of arrays and of the framework's collections, what a task gives, constraints of type parameters.</summary>
internal sealed class CSharpTypes(StateFacts facts, SymbolSets sets, FunctionTokens tokens, Func<UseSite, SymbolSet?> prove)
{
    /// <summary>With one type argument, which is that of their elements.</summary>
    private static readonly HashSet<string> Collections = new(StringComparer.Ordinal)
    {
        "IEnumerable", "ICollection", "IList", "IReadOnlyCollection", "IReadOnlyList", "ISet", "IReadOnlySet", "List", "HashSet", "SortedSet", "Queue", "Stack", "LinkedList", "Span", "ReadOnlySpan",
        "ImmutableArray", "ImmutableList", "ImmutableHashSet", "IImmutableList", "IImmutableSet", "Collection", "ReadOnlyCollection", "ObservableCollection", "ConcurrentBag", "ConcurrentQueue",
        "ConcurrentStack", "IQueryable", "IOrderedEnumerable", "IOrderedQueryable", "IAsyncEnumerable", "IEnumerator",
    };

    /// <summary>Type parameters that are constrained by others.</summary>
    private const int ParametersMax = 8;

    /// <summary>Answers kept.</summary>
    private const int NamedMax = 20_000;

    private static readonly HashSet<string> Dictionaries = new(StringComparer.Ordinal)
    {
        "Dictionary", "IDictionary", "IReadOnlyDictionary", "SortedDictionary", "SortedList", "ConcurrentDictionary", "ImmutableDictionary", "IImmutableDictionary", "ReadOnlyDictionary", "FrozenDictionary",
    };

    private static readonly HashSet<string> Indexed = new(StringComparer.Ordinal)
    {
        "IList", "IReadOnlyList", "List", "Span", "ReadOnlySpan", "ImmutableArray", "ImmutableList", "IImmutableList", "Collection", "ReadOnlyCollection", "ObservableCollection",
    };

    private readonly Dictionary<(int File, int Start), KnownType?> _named = [];
    private int _depth;

    /// <summary>The type that a name written as one means; null for what may be several.</summary>
    /// <param name="isUse">False for what facts have as a definition's name: what an extension block is of.</param>
    public KnownType? Named(CodeTokens code, TypeSource type, int file, int enclosing, bool isUse = true)
    {
        var key = (file, code[type.Token].Start);
        if (!_named.TryGetValue(key, out var known))
        {
            (_named.Count > NamedMax ? _named : null)?.Clear();
            _named[key] = null; // What is being answered: constraints may go round in circles.
            _named[key] = known = Named(code, type.Token, file, enclosing, isUse);
            if (code.IsMemberMark(type.Token - 1))
            {
                _named.Remove(key); // It may be known to who comes by a shorter way.
            }
        }

        return known is not { } told || (told.IsParameter && type.Rank > 0) ? null : told with { Rank = type.Rank, IsNullable = type.IsNullable };
    }

    private KnownType? Named(CodeTokens code, int name, int file, int enclosing, bool isUse)
    {
        var word = code.Text(name);
        if (WrittenType.IsKeyword(word))
        {
            return new KnownType(null, WrittenType.Of(code, name, file, enclosing));
        }

        var (line, column) = facts.Text(file).PlaceOf(code[name].Start);
        var hasReceiver = code.IsMemberMark(name - 1);
        if (isUse && !hasReceiver && !facts.IsUsedAt(word, file, line, column))
        {
            return OfParameter(code, word, file, enclosing);
        }

        var set = prove(new UseSite(word, file, line, column, OccurrenceRole.Type, hasReceiver, enclosing));
        var isOutside = set is null && !sets.Named(word, "csharp").HasTypes && !facts.Imports(file).Any(i => i.Alias == word);
        return set is { IsTypeName: true } || isOutside ? new KnownType(set, WrittenType.Of(code, name, file, enclosing)) : null;
    }

    /// <summary>What a loop over a value gives.</summary>
    public KnownType? ElementOf(KnownType type) =>
        type.Rank > 0 ? type with { Rank = type.Rank - 1, IsNullable = false }
        : type is not { Set: null, Written: { } written } ? null
        : written.Text == "String" ? new KnownType(null, WrittenType.OfKeyword("char"))
        : Collections.Contains(written.Name) ? ArgumentOf(written, 0, 1)
        : Dictionaries.Contains(written.Name) ? new KnownType(null, written with { Name = "KeyValuePair" }) : null;

    /// <summary>What <c>value[i]</c> gives.</summary>
    public KnownType? IndexedOf(KnownType type) =>
        type.Rank > 0 || type is { Written.Text: "String" } ? ElementOf(type)
        : type.Set is { } set ? OfIndexer(set)
        : type.Written is not { } written ? null
        : Indexed.Contains(written.Name) ? ArgumentOf(written, 0, 1)
        : Dictionaries.Contains(written.Name) ? ArgumentOf(written, 1, 2) : null;

    /// <summary>What waiting for a value gives.</summary>
    public KnownType? ResultOf(KnownType type) =>
        type is { Rank: 0, Set: null, Written: { Name: "Task" or "ValueTask" } written } ? ArgumentOf(written, 0, 1) : null;

    /// <summary>What a property of the framework gives that stands for a type argument: <c>pair.Value</c>, <c>task.Result</c>.</summary>
    public KnownType? PropertyOf(KnownType type, string name) => (type, name) switch
    {
        ({ Rank: 0, Set: null, Written: { Name: "KeyValuePair" } pair }, "Key" or "Value") => ArgumentOf(pair, name == "Key" ? 0 : 1, 2),
        ({ Rank: 0, IsNullable: true }, "Value") when IsStruct(type) => type with { IsNullable = false },
        ({ Rank: 0, Set: null, Written: { Name: "Lazy" } lazy }, "Value") => ArgumentOf(lazy, 0, 1),
        (_, "Result") => ResultOf(type),
        _ => null,
    };

    /// <summary>Whether a type of the view has values of its own, which <c>?</c> makes another type of.</summary>
    public bool IsStruct(KnownType type) => type.Set is { } set && facts.Symbol(set.Members[0]).Kind is SymbolKind.Struct or SymbolKind.Enum
        || (type.Set is { } record && facts.Symbol(record.Members[0]).Kind == SymbolKind.Record && facts.Signature(record.Members[0]).Contains("struct ", StringComparison.Ordinal));

    private KnownType? ArgumentOf(WrittenType written, int index, int count)
    {
        var content = facts.Text(written.File).Content;
        if (written.ArgumentsAt < 0 || written.ArgumentsAt >= content.Length)
        {
            return null;
        }

        var end = Math.Min(content.Length, written.ArgumentsAt + WrittenType.ArgumentsMaxBytes);
        var code = new CodeTokens(content, CodeTokenReader.Read(content.Span, written.ArgumentsAt, end, "csharp"), "csharp");
        var (close, found, last) = (code.AfterArguments(0) - 1, 0, -1);
        for (var i = 1; i <= close; i++)
        {
            var inner = code.IsMark(i, "<"u8) ? code.AfterArguments(i) : -1;
            i = inner > i ? inner : i;
            if (i <= close && code.Outer(i) < 0 && (i == close || code.IsMark(i, ","u8)))
            {
                (last, found) = (found == index ? i - 1 : last, found + 1);
            }
        }

        return found != count || TypeSyntax.EndingAt(code, last) is not { IsKnown: true } type ? null : Named(code, type, written.File, written.Enclosing);
    }

    /// <summary>What a type's own indexers give, if all give the same.</summary>
    private KnownType? OfIndexer(SymbolSet type)
    {
        KnownType? found = null;
        foreach (var member in type.Members)
        {
            var symbols = facts.Symbols(member.File);
            for (var i = member.Symbol + 1; i < symbols.Count; i++)
            {
                if (symbols[i] is { Kind: SymbolKind.Indexer } indexer && indexer.Container == member.Symbol)
                {
                    var place = facts.Text(member.File).At(new UseSite("this", member.File, indexer.Line, symbols.NameColumn(i), OccurrenceRole.Definition, false, -1));
                    var told = place >= 0 && tokens.Around(member.File, i, place) is { } code && code.At(place) is > 0 and var name && !code.IsMemberMark(name - 1)
                        && TypeSyntax.EndingAt(code, name - 1) is { IsKnown: true } source ? Named(code, source, member.File, i) : null;
                    if (told is not { } known || (found is not null && found.Value.And(known) is null))
                    {
                        return null;
                    }

                    found = found?.And(known) ?? known;
                }
            }
        }

        return found;
    }

    /// <summary>The one type that a type parameter's constraints name.</summary>
    private KnownType? OfParameter(CodeTokens code, string name, int file, int enclosing)
    {
        _depth++;
        var type = _depth > ParametersMax ? null : FindParameter(code, name, file, enclosing);
        _depth--;
        return type;
    }

    private KnownType? FindParameter(CodeTokens code, string name, int file, int enclosing)
    {
        var utf8 = Encoding.UTF8.GetBytes(name);
        for (var i = 0; i < code.Count; i++)
        {
            if (code.Is(i, "where"u8) && code.Is(i + 1, utf8) && code.IsMark(i + 2, ":"u8))
            {
                return OfConstraints(code, i + 3, file, enclosing);
            }
        }

        var symbols = facts.Symbols(file);
        return enclosing >= 0 && enclosing < symbols.Count && !IsDeclared(symbols, enclosing, name) && symbols.TypeAround(enclosing) is >= 0 and var type && tokens.OfHeader(file, symbols[type]) is { } header
            ? OfHeader(header, utf8, file, type) : null;
    }

    /// <summary>Whether a function around a place has a type parameter of its own of the name.</summary>
    private static bool IsDeclared(FileSymbols symbols, int enclosing, string name)
    {
        for (var at = enclosing; at >= 0 && !symbols[at].IsTypeScope; at = symbols[at].Container)
        {
            var signature = symbols[at].IsCallable ? symbols.Signature(at) : "";
            if (signature.IndexOf($"{symbols[at].Name}<", StringComparison.Ordinal) is >= 0 and var list && signature[list..].IndexOf('>', StringComparison.Ordinal) is >= 0 and var end
                && signature[list..(list + end)].Contains(name, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private KnownType? OfHeader(CodeTokens header, ReadOnlySpan<byte> name, int file, int type)
    {
        for (var i = 0; i < header.Count; i++)
        {
            if (header.Is(i, "where"u8) && header.Is(i + 1, name) && header.IsMark(i + 2, ":"u8))
            {
                return OfConstraints(header, i + 3, file, type);
            }
        }

        return null;
    }

    private KnownType? OfConstraints(CodeTokens code, int at, int file, int enclosing)
    {
        KnownType? found = null;
        for (var i = at; ; i++)
        {
            var end = i;
            while (code.IsName(end) && code.IsMemberMark(end + 1))
            {
                end += 2;
            }

            var isWord = code.Is(end, "class"u8) || code.Is(end, "struct"u8) || code.Is(end, "notnull"u8) || code.Is(end, "unmanaged"u8) || code.Is(end, "new"u8) || code.Is(end, "default"u8) || code.Is(end, "allows"u8);
            if (!isWord)
            {
                if (found is not null || !code.IsName(end) || Named(code, TypeSource.Type(end), file, enclosing) is not { Set: not null } type)
                {
                    return null;
                }

                found = type with { IsParameter = true };
            }

            i = code.AfterArguments(end + 1);
            i += code.IsMark(i, "("u8) ? 2 : code.IsMark(i, "?"u8) ? 1 : 0;
            if (i <= end || !code.IsMark(i, ","u8))
            {
                return found;
            }
        }
    }
}
