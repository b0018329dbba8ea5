namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Reads values whose type declarations can tell: chains of names and calls, what is constructed, what is cast.</summary>
internal static class ValueSyntax
{
    /// <summary>What tells the type of a value that begins with a token: the type that it constructs, or the last token of a chain of names and calls. It must end where the statement does.</summary>
    public static TypeSource Of(CodeTokens code, int start)
    {
        if (code.Family == "csharp")
        {
            return CSharpValues.Of(code, start);
        }

        if (code.Family == "js" && Asserted(code, start) is { IsKnown: true } asserted)
        {
            return asserted;
        }

        var at = code.Is(start, "new"u8) || (code.Family is "go" or "rust" && code.IsMark(start, "&"u8)) ? start + 1 : start;
        if (TypeSyntax.IsWord(code, at))
        {
            return TypeSource.Unknown;
        }

        while (code.IsName(at))
        {
            var last = at;
            var after = code.AfterArguments(at + 1) is > 0 and var behind && code.IsMark(behind, "("u8) ? behind : at + 1;
            var isComposite = code.Family is "go" or "rust" && code.IsMark(after, "{"u8);
            for (; code.IsMark(after, "("u8) || isComposite; after = code.Partner(after) + 1, isComposite = false)
            {
                if (code.Partner(after) < 0)
                {
                    return TypeSource.Unknown;
                }

                if (isComposite)
                {
                    return EndsValue(code, code.Partner(after) + 1) ? TypeSource.Type(at) : TypeSource.Unknown;
                }

                last = code.Partner(after);
            }

            after += code.IsMark(after, "!"u8) ? 1 : 0;
            if (code.Is(start, "new"u8) && code.IsMark(after, "{"u8))
            {
                return TypeSource.Type(at); // With what is set at once.
            }

            if (!code.IsMemberMark(after))
            {
                return EndsValue(code, after) ? TypeSource.Value(last) : TypeSource.Unknown;
            }

            at = after + 1;
        }

        return TypeSource.Unknown;
    }

    /// <summary>The type that a value of names, calls and indexes is said to have: <c>list[0] as Parser</c>.</summary>
    private static TypeSource Asserted(CodeTokens code, int start)
    {
        var told = TypeSource.Unknown;
        for (var at = start; at < code.Count && !(at > start && EndsValue(code, at) && !code.IsMemberMark(at)); at++)
        {
            if (code.Is(at, "as"u8) && at > start)
            {
                told = TypeSyntax.StartingAt(code, at + 1);
                if (told.IsKnown)
                {
                    return told;
                }
            }
            else if (code.IsMark(at, "(["u8) && code.Partner(at) > at)
            {
                at = code.Partner(at);
            }
            else if (!code.IsName(at) && !code.IsMemberMark(at) && !code.IsMark(at, "!"u8))
            {
                return TypeSource.Unknown;
            }
        }

        return told;
    }

    private static bool EndsValue(CodeTokens code, int at) => code.IsMark(at, ";,)}"u8) || (code.Family is "js" or "python" or "go" && code.BeginsLine(at)) || at >= code.Count;

    /// <summary><c>((Parser)x)</c>, <c>(x as Parser)</c>; of C# such brackets hold a value.</summary>
    /// <param name="open">The bracket that opens; <paramref name="close"/> goes with it.</param>
    public static TypeSource Cast(CodeTokens code, int open, int close)
    {
        if (code.Family is not ("java" or "js") || (code.IsName(open - 1) && !TypeSyntax.IsWord(code, open - 1)))
        {
            return TypeSource.Unknown;
        }

        if (code.Is(close - 2, "as"u8) && code.IsName(close - 1))
        {
            return TypeSource.Type(close - 1);
        }

        if (code.Family == "js")
        {
            return Asserted(code, open + 1);
        }

        return code.IsMark(open + 1, "("u8) && code.Partner(open + 1) is >= 0 and var cast && code.IsName(cast + 1) && cast + 2 == close
            ? TypeSyntax.EndingAt(code, cast - 1) : TypeSource.Unknown;
    }
}
