namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Reads values in C# whose type declarations can tell: chains of names, calls and indexes, what is constructed, what is cast.</summary>
internal static class CSharpValues
{
    /// <summary>What tells the type of a value that begins with a token, as <see cref="ValueSyntax.Of"/>.</summary>
    public static TypeSource Of(CodeTokens code, int start)
    {
        start += code.Is(start, "ref"u8) ? 1 : 0;
        if (code.Is(start, "await"u8))
        {
            return !code.Is(start + 1, "await"u8) && Of(code, start + 1) is { IsKnown: true, IsValue: true, Part: TypePart.Whole } value ? value with { Part = TypePart.Result } : TypeSource.Unknown;
        }

        var end = EndOf(code, start, out var cast, out var isPlain);
        if (!isPlain || end <= start)
        {
            return TypeSource.Unknown;
        }

        if (cast >= 0)
        {
            var type = TypeSyntax.EndingAt(code, end - 1);
            return type.IsKnown && BeginOf(code, type.Token) == cast + 1 ? type : TypeSource.Unknown;
        }

        if (code.IsMark(start, "("u8) && code.Partner(start) is var close && close < end - 1 && BeginsOperand(code, close + 1))
        {
            var type = TypeSyntax.EndingAt(code, close - 1);
            return type.IsKnown && BeginOf(code, type.Token) == start + 1 ? type : TypeSource.Unknown;
        }

        return code.Is(start, "new"u8) ? Made(code, start + 1, end) : Chain(code, start, end);
    }

    /// <summary>The first token of a path that ends with a name.</summary>
    private static int BeginOf(CodeTokens code, int name)
    {
        while (code.IsMemberMark(name - 1) && code.IsName(name - 2))
        {
            name -= 2;
        }

        return name;
    }

    /// <summary>What follows a cast: no operator and no member of what is in the brackets.</summary>
    private static bool BeginsOperand(CodeTokens code, int at) =>
        (code.IsName(at) && (!TypeSyntax.IsWord(code, at) || code.Is(at, "this"u8) || code.Is(at, "new"u8))) || code.IsMark(at, "("u8) || code[at].Kind is CodeTokenKind.Text or CodeTokenKind.Number;

    /// <summary>Behind the last token of a value.</summary>
    /// <param name="cast">The <c>as</c> in it; -1 for none.</param>
    /// <param name="isPlain">It holds no other operator, and nothing that is not read.</param>
    private static int EndOf(CodeTokens code, int start, out int cast, out bool isPlain)
    {
        (cast, isPlain) = (-1, true);
        var at = start;
        while (at < code.Count && !code.IsMark(at, ";,)}]"u8))
        {
            if (code.IsMark(at, "([{"u8))
            {
                isPlain &= code.Partner(at) >= 0;
                at = Math.Max(at, code.Partner(at)) + 1;
                continue;
            }

            if (code.IsMark(at, "<"u8) && code.AfterArguments(at) is > 0 and var next && next > at)
            {
                at = next;
                continue;
            }

            var isEnd = cast >= 0 && code.IsMark(at, "?"u8) && code.IsMark(at + 1, ";,)"u8);
            isPlain &= isEnd || (code.Is(at, "as"u8) ? cast < 0 : IsLink(code, at));
            cast = code.Is(at, "as"u8) ? at : cast;
            at++;
        }

        return at;
    }

    /// <summary>Part of a chain, and no operator.</summary>
    private static bool IsLink(CodeTokens code, int at) => code[at].Kind switch
    {
        CodeTokenKind.Name => !code.Is(at, "is"u8) && !code.Is(at, "switch"u8) && !code.Is(at, "with"u8) && !code.Is(at, "when"u8),
        CodeTokenKind.Mark => code.IsMemberMark(at) || code.IsMark(at, "!"u8) || (code.IsMark(at, "?"u8) && code.IsMark(at + 1, "["u8)),
        _ => true,
    };

    private static TypeSource Made(CodeTokens code, int name, int end)
    {
        while (code.IsName(name) && code.IsMemberMark(name + 1))
        {
            name += 2;
        }

        var after = code.IsName(name) && !TypeSyntax.IsWord(code, name) ? code.AfterArguments(name + 1) : -1;
        if (code.IsMark(after, "["u8))
        {
            var isArray = code.Partner(after) + 1 == end || (code.IsMark(code.Partner(after) + 1, "{"u8) && code.Partner(code.Partner(after) + 1) + 1 == end);
            return isArray && !HasComma(code, after) ? new TypeSource(name, false, Rank: 1) : TypeSource.Unknown;
        }

        after = code.IsMark(after, "("u8) ? code.Partner(after) + 1 : after;
        var whole = code.IsMark(after, "{"u8) ? code.Partner(after) + 1 : after;
        return after < 0 ? TypeSource.Unknown : whole == end ? TypeSource.Type(name) : code.IsMemberMark(whole) ? TypeSource.Value(LastOf(code, end)) : TypeSource.Unknown;
    }

    private static bool HasComma(CodeTokens code, int open)
    {
        for (var i = open + 1; i < code.Partner(open); i++)
        {
            if (code.Outer(i) == open && code.IsMark(i, ","u8))
            {
                return true;
            }
        }

        return false;
    }

    private static TypeSource Chain(CodeTokens code, int start, int end)
    {
        var isRead = code[start].Kind == CodeTokenKind.Text || code.IsMark(start, "("u8) || code.Is(start, "this"u8) || code.Is(start, "base"u8) || (code.IsName(start) && !TypeSyntax.IsWord(code, start));
        return isRead ? TypeSource.Value(LastOf(code, end)) : TypeSource.Unknown;
    }

    private static int LastOf(CodeTokens code, int end) => code.IsMark(end - 1, "!"u8) ? end - 2 : end - 1;
}
