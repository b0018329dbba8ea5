namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Where JavaScript's parameters and variables hold: a block, or a function with its parameters.</summary>
internal static class ScriptScopes
{
    /// <summary>Of a declared name, from one token to before another; null where that is not told exactly.</summary>
    public static (int Start, int End)? Of(CodeTokens tokens, int at)
    {
        if (tokens.Is(at + 1, "=>"u8))
        {
            return OfArrow(tokens, at, at + 1);
        }

        var first = at;
        while (tokens.Outer(first) is >= 0 and var bracket && tokens.IsMark(bracket, "{["u8) && !IsVariable(tokens, first) && IsPattern(tokens, bracket))
        {
            first = bracket;
        }

        if (IsVariable(tokens, first))
        {
            return tokens.Is(first - 1, "var"u8) ? null : OfBlock(tokens, first);
        }

        return tokens.Outer(first) is >= 0 and var open && tokens.IsMark(open, "("u8) ? OfFunction(tokens, open) : null;
    }

    private static bool IsVariable(CodeTokens tokens, int at) => tokens.Is(at - 1, "const"u8) || tokens.Is(at - 1, "let"u8) || tokens.Is(at - 1, "var"u8);

    /// <summary>Brackets that take something apart: behind a keyword, or among parameters or other such brackets.</summary>
    private static bool IsPattern(CodeTokens tokens, int bracket) => IsVariable(tokens, bracket) || tokens.IsMark(bracket - 1, "(,{[:"u8);

    private static (int Start, int End)? OfBlock(CodeTokens tokens, int at)
    {
        var open = tokens.Outer(at);
        if (open < 0)
        {
            return (0, tokens.Count);
        }

        var close = tokens.Partner(open);
        return close < 0 ? null : tokens.IsMark(open, "{"u8) ? (open, close)
            : tokens.IsMark(open, "("u8) && tokens.IsMark(close + 1, "{"u8) && tokens.Partner(close + 1) is >= 0 and var end ? (open, end) : null;
    }

    /// <summary>Behind the parameters stands the body, or an arrow, and perhaps a type before.</summary>
    private static (int Start, int End)? OfFunction(CodeTokens tokens, int open)
    {
        var next = tokens.Partner(open) + 1;
        if (next <= 0)
        {
            return null;
        }

        if (tokens.IsMark(next, ":"u8))
        {
            next = AfterType(tokens, next + 1);
        }

        return next < 0 ? null : tokens.Is(next, "=>"u8) ? OfArrow(tokens, open, next)
            : tokens.IsMark(next, "{"u8) && tokens.Partner(next) is >= 0 and var end ? (open, end) : null;
    }

    /// <summary>Behind a type of plain names; -1 for others.</summary>
    private static int AfterType(CodeTokens tokens, int at)
    {
        while (tokens.IsName(at))
        {
            var next = tokens.AfterArguments(at + 1);
            while (next > 0 && tokens.IsMark(next, "["u8) && tokens.IsMark(next + 1, "]"u8))
            {
                next += 2;
            }

            if (next < 0 || !(tokens.IsMark(next, "|&."u8) || tokens.Is(at, "asserts"u8) || tokens.Is(next, "is"u8) || tokens.Is(at, "is"u8)))
            {
                return next;
            }

            at = tokens.IsMark(next, "|&."u8) ? next + 1 : next;
        }

        return -1;
    }

    private static (int Start, int End)? OfArrow(CodeTokens tokens, int start, int arrow)
    {
        var body = arrow + 1;
        if (tokens.IsMark(body, "{"u8))
        {
            return tokens.Partner(body) is >= 0 and var end ? (start, end) : null;
        }

        for (var i = body; i < tokens.Count; i++)
        {
            if (tokens.IsMark(i, ",;)]}"u8))
            {
                return (start, i);
            }

            if (i > body && tokens.BeginsLine(i) && (tokens.Outer(start) < 0 || tokens.IsMark(tokens.Outer(start), "{"u8)) && !tokens.IsMemberMark(i))
            {
                return null; // A new statement, or more of this one.
            }

            i = tokens.IsMark(i, "([{"u8) && tokens.Partner(i) is >= 0 and var close ? close : i;
        }

        return null;
    }
}
