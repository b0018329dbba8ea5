namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Finds what a Python or JavaScript function returns whose result is not declared. Of what a decorator makes, what it yields and what is awaited nothing is told.</summary>
internal static class ReturnSyntax
{
    /// <summary>A function that returns more often is read no further.</summary>
    private const int ReturnsMax = 16;

    /// <summary>The first token of each value that is returned; null where that is not all, or not what a call gives.</summary>
    /// <param name="name">The token of the function's name.</param>
    /// <param name="isFixture">It is one of pytest's: what it yields is what it gives.</param>
    public static List<int>? Of(CodeTokens code, int name, FileSymbols symbols, int function, bool isFixture)
    {
        var (found, body) = (new List<int>(), code.Family == "js" ? BodyOf(code, name) : -1);
        var isPython = code.Family == "python";
        if ((isPython ? !IsPlain(code, name, symbols[function].StartByte, isFixture) : body < 0) || code.Is(name - 1, "async"u8) || code.Is(name - 2, "async"u8))
        {
            return null;
        }

        var inner = InnerOf(symbols, function);
        for (var i = name; i < code.Count && code[i].Start < symbols[function].EndByte; i++)
        {
            var isYield = code.Is(i, "yield"u8);
            if ((!isYield && !code.Is(i, "return"u8)) || code.IsMemberMark(i - 1) || inner.Exists(r => r.Start <= code[i].Start && code[i].Start < r.End) || (!isPython && !IsOwn(code, i, body)))
            {
                continue;
            }

            if ((isYield && !isFixture) || found.Count == ReturnsMax)
            {
                return null;
            }

            if (!IsNothing(code, i + 1))
            {
                found.Add(i + 1);
            }
        }

        return found;
    }

    /// <summary>The bracket of a body: behind the parameters, or the arrow of what is assigned.</summary>
    private static int BodyOf(CodeTokens code, int name)
    {
        var next = code.AfterArguments(name + 1);
        if (next < 0 || code.IsMark(name - 1, "*"u8))
        {
            return -1;
        }

        var isArrow = code.IsMark(next, "="u8);
        next += isArrow ? 1 : 0;
        if (!code.IsMark(next, "("u8) || code.Partner(next) < 0)
        {
            return -1;
        }

        next = code.Partner(next) + 1;
        next = isArrow ? (code.Is(next, "=>"u8) ? next + 1 : -1) : next;
        return code.IsMark(next, "{"u8) ? next : -1;
    }

    /// <summary>Functions and types within one: what they return is theirs.</summary>
    private static List<(int Start, int End)> InnerOf(FileSymbols symbols, int function)
    {
        var inner = new List<(int, int)>();
        for (var i = function + 1; i < symbols.Count && symbols[i].StartByte < symbols[function].EndByte; i++)
        {
            if (symbols[i].IsCallable || symbols[i].IsTypeScope)
            {
                inner.Add((symbols[i].StartByte, symbols[i].EndByte));
            }
        }

        return inner;
    }

    /// <summary>Whether only statements are between a token and the body: else it is of a function without a name.</summary>
    private static bool IsOwn(CodeTokens code, int at, int body)
    {
        for (var open = code.Outer(at); open != body; open = code.Outer(open))
        {
            if (open < 0 || !code.IsMark(open, "{"u8) || !IsBlock(code, open))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsBlock(CodeTokens code, int open)
    {
        var before = open - 1;
        if (code.IsMark(before, ")"u8))
        {
            var head = code.Partner(before) - 1;
            return code.Is(head, "if"u8) || code.Is(head, "for"u8) || code.Is(head, "while"u8) || code.Is(head, "switch"u8) || code.Is(head, "catch"u8);
        }

        return code.Is(before, "else"u8) || code.Is(before, "try"u8) || code.Is(before, "finally"u8) || code.Is(before, "do"u8) || code.Is(before, "catch"u8) || code.IsMark(before, ";{}:"u8);
    }

    /// <summary>No decorator changes what a call gives.</summary>
    /// <param name="start">Of the function with its decorators, in bytes.</param>
    private static bool IsPlain(CodeTokens code, int name, int start, bool isFixture)
    {
        var isMarked = false;
        for (var i = name; i >= 0 && code[i].Start >= start; i--)
        {
            if (code.IsMark(i, "@"u8) && code.BeginsLine(i))
            {
                var last = code.IsMemberMark(i + 2) ? i + 3 : i + 1;
                var isOfFixture = code.Is(last, "fixture"u8);
                isMarked |= isOfFixture;
                if (!(isFixture && isOfFixture) && !code.Is(last, "staticmethod"u8) && !code.Is(last, "classmethod"u8))
                {
                    return false;
                }
            }
        }

        return isMarked == isFixture;
    }

    private static bool IsNothing(CodeTokens code, int at) =>
        at >= code.Count || code.BeginsLine(at) || code.IsMark(at, ";}"u8) || code.Is(at, "None"u8) || code.Is(at, "null"u8) || code.Is(at, "undefined"u8);
}
