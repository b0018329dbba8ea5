using System.Text;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>
/// What the declarations of a parameter or local variable say of its type. Facts have none of them. Every place in the function that may give the name to something, or
/// tell more of its type, counts, and all must say the same: which of them holds where the name is used is not looked into.
/// </summary>
internal static class LocalDeclarations
{
    /// <summary>A name that a function declares more often is generated code's, with as many scopes: no type is told.</summary>
    private const int DeclarationsMax = 64;

    /// <summary>The sources of a name's type; empty where nothing declares it, and with <see cref="TypeSource.Unknown"/> among them where one does not tell.</summary>
    /// <param name="tokens">Of the function.</param>
    /// <param name="end">A token: where it is used.</param>
    public static List<TypeSource> Of(CodeTokens tokens, string name, int end)
    {
        var found = new List<TypeSource>();
        foreach (var (at, source) in tokens.Family == "js" ? InScope(tokens, tokens.Declarations(name, All), end) : tokens.Declarations(name, All))
        {
            if (at < end || tokens.Family == "js")
            {
                found.Add(found.Count < DeclarationsMax ? source : TypeSource.Unknown);
            }
        }

        return found;
    }

    /// <summary>Those of the innermost scope around a use that has any, and before it those of which it is not told where they hold.</summary>
    private static IEnumerable<(int At, TypeSource Source)> InScope(CodeTokens tokens, List<(int At, TypeSource Source)> all, int use)
    {
        var scopes = all.ConvertAll(d => (Declared: d, Scope: ScriptScopes.Of(tokens, d.At)));
        var inner = scopes.Select(s => s.Scope is { } scope && scope.Start <= use && use < scope.End ? scope.Start : -1).DefaultIfEmpty(-1).Max();
        return scopes.Where(s => s.Scope is { } scope ? scope.Start == inner && use < scope.End : s.Declared.At < use && s.Declared.At >= inner).Select(s => s.Declared);
    }

    /// <summary>Those of the whole function, in order, up to one more than count.</summary>
    private static List<(int At, TypeSource Source)> All(CodeTokens tokens, string name)
    {
        var (found, utf8) = (new List<(int, TypeSource)>(), Encoding.UTF8.GetBytes(name));
        for (var i = 0; i < tokens.Count && found.Count <= DeclarationsMax; i++)
        {
            if (tokens.IsName(i) && tokens.Is(i, utf8) && !tokens.IsMemberMark(i - 1) && At(tokens, i) is { } source)
            {
                found.Add((i, source));
            }
        }

        return found;
    }

    /// <summary>Null where the name is only used.</summary>
    private static TypeSource? At(CodeTokens tokens, int at) => tokens.Family switch
    {
        "csharp" or "java" => Typed(tokens, at),
        "js" => Script(tokens, at),
        "python" => Python(tokens, at),
        "go" => Go(tokens, at),
        "rust" => Rust(tokens, at),
        _ => null,
    };

    /// <summary><c>Parser parser</c>, <c>var parser = …</c>.</summary>
    private static TypeSource? Typed(CodeTokens tokens, int at)
    {
        var isEnd = tokens.IsMark(at + 1, "=;,):"u8) || tokens.Is(at + 1, "in"u8) || tokens.Is(at + 1, "when"u8) || tokens.Is(at + 1, "&&"u8) || tokens.Is(at + 1, "||"u8) || tokens.Is(at + 1, "=>"u8);
        if (tokens.Is(at + 1, "=>"u8) || (tokens.Family == "java" && tokens.Is(at + 1, "->"u8)))
        {
            return tokens.IsName(at - 1) && !TypeSyntax.IsWord(tokens, at - 1) ? TypeSyntax.EndingAt(tokens, at - 1) : TypeSource.Unknown;
        }

        if (tokens.Is(at - 1, "var"u8))
        {
            return tokens.Family == "csharp" && tokens.Is(at + 1, "in"u8) ? TypeSource.Value(at + 2) with { Part = TypePart.Element }
                : tokens.Is(at - 2, "out"u8) || !tokens.IsMark(at + 1, "="u8) ? TypeSource.Unknown : TypeSource.Value(at + 2);
        }

        if (tokens.Is(at - 1, "from"u8) || tokens.Is(at - 1, "let"u8) || tokens.Is(at - 1, "into"u8) || tokens.Is(at - 1, "join"u8) || (tokens.IsMark(at - 1, "}])"u8) && isEnd && IsPattern(tokens, at)))
        {
            return TypeSource.Unknown;
        }

        if (isEnd && (tokens.IsMark(at - 1, "?]"u8) || (tokens.IsMark(at - 1, ">"u8) && tokens.BeforeArguments(at - 1) >= 0) || (tokens.IsName(at - 1) && !TypeSyntax.IsWord(tokens, at - 1))))
        {
            return TypeSyntax.EndingAt(tokens, at - 1);
        }

        return IsInHeader(tokens, at, "=>"u8, "->"u8) || IsDeconstructed(tokens, at) ? TypeSource.Unknown : null;
    }

    /// <summary><c>is { } parser</c>: behind a pattern's bracket, and not the start of a statement.</summary>
    private static bool IsPattern(CodeTokens tokens, int at) => !tokens.IsMark(at + 1, "=:"u8) && !tokens.BeginsLine(at)
        && !(tokens.Family == "csharp" && (tokens.IsMark(at - 1, ")"u8) ? IsCast(tokens, tokens.Partner(at - 1)) : IsArray(tokens, at - 1)));

    /// <summary>Brackets that are no part of a pattern: <c>(Parser)value</c>.</summary>
    private static bool IsCast(CodeTokens tokens, int open)
    {
        var before = open - 1;
        while (tokens.IsName(before) && !TypeSyntax.IsWord(tokens, before) && tokens.IsMemberMark(before - 1))
        {
            before -= 2;
        }

        before -= tokens.IsName(before) && !TypeSyntax.IsWord(tokens, before) ? 1 : 0;
        return open > 0 && !tokens.IsMark(before, ":"u8) && (before == open - 1 || !tokens.IsMark(before, "(,{"u8))
            && !tokens.Is(before, "is"u8) && !tokens.Is(before, "not"u8) && !tokens.Is(before, "case"u8) && !tokens.Is(before, "and"u8) && !tokens.Is(before, "or"u8);
    }

    /// <summary>The type of <c>Parser[] all</c>.</summary>
    private static bool IsArray(CodeTokens tokens, int close) =>
        tokens.IsMark(close, "]"u8) && tokens.IsMark(close - 1, "["u8) && (tokens.IsMark(close - 2, ">?]"u8) || (tokens.IsName(close - 2) && !TypeSyntax.IsWord(tokens, close - 2)));

    /// <summary><c>var (parser, text) = …</c>.</summary>
    private static bool IsDeconstructed(CodeTokens tokens, int at) => tokens.Outer(at) is >= 0 and var open && tokens.Is(open - 1, "var"u8);

    /// <summary>In the brackets before an arrow.</summary>
    private static bool IsInHeader(CodeTokens tokens, int at, ReadOnlySpan<byte> arrow, ReadOnlySpan<byte> orArrow) =>
        tokens.Outer(at) is >= 0 and var open && tokens.IsMark(open, "("u8) && tokens.Partner(open) is >= 0 and var close
        && (tokens.Is(close + 1, arrow) || (tokens.Family == "java" && tokens.Is(close + 1, orArrow)));

    /// <summary><c>(parser: Parser)</c>, <c>const parser = new Parser()</c>.</summary>
    private static TypeSource? Script(CodeTokens tokens, int at)
    {
        var open = tokens.Outer(at);
        var isVariable = tokens.Is(at - 1, "const"u8) || tokens.Is(at - 1, "let"u8) || tokens.Is(at - 1, "var"u8);
        var isParameter = !isVariable && tokens.IsMark(open, "("u8) && IsParameters(tokens, open);
        if (isVariable || isParameter)
        {
            var next = tokens.IsMark(at + 1, "?!"u8) ? at + 2 : at + 1;
            return tokens.IsMark(next, ":"u8) ? TypeSyntax.StartingAt(tokens, next + 1) : isVariable && tokens.IsMark(next, "="u8) ? TypeSource.Value(next + 1) : TypeSource.Unknown;
        }

        return tokens.Is(at + 1, "=>"u8) || tokens.Is(at + 1, "instanceof"u8) || tokens.Is(at - 1, "function"u8) || tokens.Is(at - 1, "class"u8) ? TypeSource.Unknown
            : !tokens.IsMark(at + 1, ":"u8) && IsInDestructured(tokens, at) ? ScriptPatterns.Of(tokens, at) : null;
    }

    public static bool IsParameters(CodeTokens tokens, int open) =>
        tokens.Partner(open) is >= 0 and var close && (tokens.Is(close + 1, "=>"u8) || tokens.IsMark(close + 1, ":"u8) || tokens.IsMark(close + 1, "{"u8))
        && !tokens.Is(open - 1, "if"u8) && !tokens.Is(open - 1, "while"u8) && !tokens.Is(open - 1, "for"u8) && !tokens.Is(open - 1, "switch"u8) && !tokens.Is(open - 1, "await"u8);

    /// <summary><c>const { parser } = …</c>, <c>({ parser }) =&gt; …</c>.</summary>
    private static bool IsInDestructured(CodeTokens tokens, int at)
    {
        for (var open = tokens.Outer(at); open >= 0; open = tokens.Outer(open))
        {
            if (tokens.IsMark(open, "{["u8) && tokens.Partner(open) is >= 0 and var close && (tokens.IsMark(close + 1, "="u8) || tokens.Is(close + 1, "of"u8) || IsInParameters(tokens, open)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsInParameters(CodeTokens tokens, int bracket) => tokens.Outer(bracket) is >= 0 and var open && tokens.IsMark(open, "("u8) && IsParameters(tokens, open);

    /// <summary><c>def parse(parser: Parser)</c>, <c>parser = Parser()</c>.</summary>
    private static TypeSource? Python(CodeTokens tokens, int at)
    {
        var open = tokens.Outer(at);
        if (tokens.IsMark(open, "("u8) && tokens.Is(open - 2, "def"u8))
        {
            return IsArgument(tokens, at) ? null : tokens.IsMark(at + 1, ":"u8) ? TypeSyntax.StartingAt(tokens, at + 2) : TypeSource.Unknown;
        }

        if (open < 0 && tokens.BeginsLine(at))
        {
            return tokens.IsMark(at + 1, ":"u8) ? TypeSyntax.StartingAt(tokens, at + 2)
                : tokens.IsMark(at + 1, "="u8) ? TypeSource.Value(at + 2)
                : tokens.IsMark(at + 1, ","u8) ? TypeSource.Unknown : null;
        }

        var isBound = tokens.Is(at + 1, ":="u8) || tokens.Is(at - 1, "for"u8) || tokens.Is(at - 1, "as"u8) || tokens.Is(at - 1, "lambda"u8) || tokens.Is(at - 1, "global"u8)
            || tokens.Is(at - 1, "nonlocal"u8) || tokens.Is(at - 1, "import"u8) || (tokens.Is(at - 1, "def"u8) && !IsOutermost(tokens, at - 1)) || tokens.Is(at - 1, "case"u8)
            || (open < 0 && tokens.IsMark(at + 1, "="u8)) || tokens.Is(tokens.Outer(at) - 1, "isinstance"u8) || IsListed(tokens, at);
        return isBound ? TypeSource.Unknown : null;
    }

    /// <summary>The function that is read: its own name is not of it.</summary>
    private static bool IsOutermost(CodeTokens tokens, int define)
    {
        for (var i = 0; i < define; i++)
        {
            if (tokens.Is(i, "def"u8))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A default value of a parameter, or part of a type.</summary>
    private static bool IsArgument(CodeTokens tokens, int at) => !tokens.IsMark(at - 1, "(,*"u8);

    /// <summary>Among the names before an <c>in</c> or a <c>=</c>.</summary>
    private static bool IsListed(CodeTokens tokens, int at)
    {
        var isList = false;
        for (; tokens.IsName(at) || tokens.IsMark(at, ",)(*"u8); at++)
        {
            isList |= tokens.IsMark(at, ","u8);
            if (tokens.Is(at + 1, "in"u8) || (isList && tokens.IsMark(at + 1, "="u8)))
            {
                return isList || tokens.Is(at - 1, "for"u8);
            }
        }

        return false;
    }

    /// <summary><c>(parser *Parser)</c>, <c>var parser Parser</c>, <c>parser := …</c>.</summary>
    private static TypeSource? Go(CodeTokens tokens, int at)
    {
        if (tokens.Is(at + 1, ":="u8))
        {
            return tokens.IsMark(at - 1, ","u8) || tokens.Is(at - 1, "for"u8) || tokens.Is(at - 1, "switch"u8) ? TypeSource.Unknown : TypeSource.Value(at + 2);
        }

        var next = at + 1;
        while (tokens.IsMark(next, ","u8) && tokens.IsName(next + 1))
        {
            next += 2;
        }

        if (tokens.Is(next, ":="u8))
        {
            return TypeSource.Unknown;
        }

        var isHead = tokens.IsMark(at - 1, "(,"u8) && IsGoParameters(tokens, tokens.Outer(at));
        if (!isHead && !tokens.Is(at - 1, "var"u8))
        {
            return null;
        }

        return tokens.IsMark(next, "="u8) ? (next == at + 1 ? TypeSource.Value(next + 1) : TypeSource.Unknown)
            : tokens.IsName(next) || tokens.IsMark(next, "*"u8) ? TypeSyntax.StartingAt(tokens, next) : TypeSource.Unknown;
    }

    /// <summary>Behind <c>func</c>, its name or its receiver; also its named results.</summary>
    private static bool IsGoParameters(CodeTokens tokens, int open)
    {
        if (!tokens.IsMark(open, "("u8))
        {
            return false;
        }

        var before = tokens.IsName(open - 1) && !tokens.Is(open - 1, "func"u8) ? open - 2 : open - 1;
        before = tokens.IsMark(before, ")"u8) ? tokens.Partner(before) - 1 : before;
        before = tokens.IsName(before) && !tokens.Is(before, "func"u8) ? before - 1 : before;
        before = tokens.IsMark(before, ")"u8) ? tokens.Partner(before) - 1 : before;
        return tokens.Is(before, "func"u8);
    }

    /// <summary><c>(parser: &amp;Parser)</c>, <c>let parser = Parser::new()</c>.</summary>
    private static TypeSource? Rust(CodeTokens tokens, int at)
    {
        var isLet = tokens.Is(at - 1, "let"u8) || (tokens.Is(at - 1, "mut"u8) && tokens.Is(at - 2, "let"u8));
        var isParameter = tokens.IsMark(at + 1, ":"u8) && (tokens.IsMark(tokens.Outer(at), "("u8) || tokens.IsMark(at - 1, "|"u8));
        if (isLet || isParameter)
        {
            return tokens.IsMark(at + 1, ":"u8) ? TypeSyntax.StartingAt(tokens, at + 2) : tokens.IsMark(at + 1, "="u8) ? TypeSource.Value(at + 2) : TypeSource.Unknown;
        }

        if (tokens.IsMark(at - 1, "|@"u8) || tokens.IsMark(at + 1, "|@"u8) || tokens.Is(at - 1, "for"u8) || tokens.Is(at - 1, "ref"u8) || tokens.Is(at + 1, "=>"u8))
        {
            return TypeSource.Unknown;
        }

        for (var open = tokens.Outer(at); open >= 0; open = tokens.Outer(open))
        {
            var close = tokens.Partner(open);
            if (close >= 0 && (tokens.IsMark(close + 1, "=|"u8) || tokens.Is(close + 1, "=>"u8) || tokens.Is(close + 1, "if"u8) || tokens.Is(close + 1, "in"u8)))
            {
                return TypeSource.Unknown; // In a pattern.
            }
        }

        return null;
    }
}
