namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Reads a type where one is written. What is no plain name (a list of things, a function, one of several types) is none.</summary>
internal static class TypeSyntax
{
    /// <summary>Of what makes a type nullable or an array.</summary>
    private const int SuffixesMax = 8;

    /// <summary>A type that ends with a token, as in <c>Parser? parser</c>.</summary>
    public static TypeSource EndingAt(CodeTokens tokens, int end)
    {
        var (rank, isNullable) = (0, false);
        for (var left = SuffixesMax; left > 0 && (tokens.IsMark(end, "?"u8) || (tokens.Family == "csharp" && tokens.IsMark(end, "]"u8))); left--)
        {
            if (tokens.IsMark(end, "]"u8) && !tokens.IsMark(end - 1, "["u8))
            {
                return TypeSource.Unknown;
            }

            (rank, isNullable) = tokens.IsMark(end, "?"u8) ? (rank, true) : (rank + 1, false);
            end -= tokens.IsMark(end, "?"u8) ? 1 : 2;
        }

        end = tokens.BeforeArguments(end);
        return tokens.IsName(end) && !IsWord(tokens, end) ? new TypeSource(end, false, rank, isNullable) : TypeSource.Unknown;
    }

    /// <summary>A type that begins with a token, as in <c>parser: Parser</c>.</summary>
    public static TypeSource StartingAt(CodeTokens tokens, int start) =>
        One(tokens, start) is { IsKnown: true } one ? one : tokens.Family == "js" && TypeUnion.Of(tokens, start) is not null ? TypeSource.Union(start) : TypeSource.Unknown;

    private static TypeSource One(CodeTokens tokens, int start)
    {
        while (tokens.IsMark(start, "&*"u8) || tokens.Is(start, "mut"u8) || tokens.Is(start, "dyn"u8) || tokens.Is(start, "impl"u8) || IsLifetime(tokens, start))
        {
            start += IsLifetime(tokens, start) ? 2 : 1;
        }

        if (tokens.QuotedName(start).Length > 0)
        {
            return Ends(tokens, start + 1) ? TypeSource.Type(start) : TypeSource.Unknown; // Of a Python class that is not made yet.
        }

        var name = start;
        while (tokens.IsName(name) && tokens.IsMemberMark(name + 1))
        {
            name += 2;
        }

        if (!tokens.IsName(name) || IsWord(tokens, name))
        {
            return TypeSource.Unknown;
        }

        var next = tokens.AfterArguments(name + 1);
        next = tokens.Family is "python" or "go" && tokens.IsMark(next, "["u8) && !tokens.BeginsLine(next) ? tokens.Partner(next) + 1 : next;
        return next > name && Ends(tokens, next) ? TypeSource.Type(name) : TypeSource.Unknown;
    }

    /// <summary>Words that stand before a name without being its type.</summary>
    public static bool IsWord(CodeTokens tokens, int index) => Words.Contains(tokens.Text(index));

    private static readonly HashSet<string> Words = new(StringComparer.Ordinal)
    {
        "return", "await", "in", "is", "not", "and", "or", "new", "throw", "case", "else", "yield", "out", "ref", "params", "this", "when", "by", "from", "select", "where", "let", "goto",
        "do", "async", "static", "var", "const", "typeof", "keyof", "func", "map", "chan", "struct", "interface", "class", "enum", "import", "export", "default", "instanceof", "extends",
        "implements", "public", "private", "protected", "internal", "readonly", "final", "override", "virtual", "abstract", "sealed", "event", "operator", "stackalloc", "orderby", "join",
        "on", "equals", "into", "group", "def", "lambda", "with", "as", "assert", "raise", "del", "global", "nonlocal", "pass", "if", "elif", "while", "for", "fn", "unsafe", "extern",
        "move", "mut", "scoped", "void", "package", "go", "defer", "range", "nameof", "sizeof", "delete", "of", "null", "true", "false", "None", "nil",
    };

    private static bool IsLifetime(CodeTokens tokens, int index) => tokens.Family == "rust" && tokens.IsMark(index, "'"u8);

    /// <summary>Behind the whole type; something or nothing is taken for something.</summary>
    public static bool Ends(CodeTokens tokens, int next)
    {
        if (tokens.IsMark(next, "|"u8))
        {
            next += tokens.Is(next + 1, "None"u8) || tokens.Is(next + 1, "null"u8) || tokens.Is(next + 1, "undefined"u8) ? 2 : 0;
        }

        return next >= tokens.Count || tokens.BeginsLine(next) || tokens.IsMark(next, ",;)={}:|"u8) && !(tokens.IsMark(next, "|"u8) && tokens.Family != "rust") || tokens.Is(next, "=>"u8) && tokens.Family == "js"
            || tokens.Is(next, "where"u8) || (tokens[next].Kind == CodeTokenKind.Text && tokens.Family == "go");
    }
}
