namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What JavaScript takes apart: <c>const { parser, text: own } = options</c>, <c>({ parser }: Options) =&gt; …</c>.</summary>
internal static class ScriptPatterns
{
    /// <summary>What tells the type of a name in a pattern: the property of what is taken apart. Unknown in patterns within patterns, in lists, and where a value stands in for a missing one.</summary>
    public static TypeSource Of(CodeTokens tokens, int at)
    {
        var key = tokens.IsMark(at - 1, "{,"u8) ? at : tokens.IsMark(at - 1, ":"u8) && tokens.IsName(at - 2) && tokens.IsMark(at - 3, "{,"u8) ? at - 2 : -1;
        var source = key >= 0 && tokens.IsMark(at + 1, ",}"u8) ? SourceOf(tokens, tokens.Outer(at)) : TypeSource.Unknown;
        return source.IsKnown ? source with { Key = key } : TypeSource.Unknown;
    }

    /// <summary>What is taken apart where a property is named in a pattern.</summary>
    /// <param name="key">The token of the property's name.</param>
    public static TypeSource OfKey(CodeTokens tokens, int key) =>
        tokens.IsMark(key - 1, "{,"u8) && tokens.IsMark(key + 1, ":,}="u8) ? SourceOf(tokens, tokens.Outer(key)) : TypeSource.Unknown;

    private static TypeSource SourceOf(CodeTokens tokens, int open)
    {
        if (!tokens.IsMark(open, "{"u8) || tokens.Partner(open) is not (>= 0 and var close))
        {
            return TypeSource.Unknown;
        }

        if (tokens.Is(open - 1, "const"u8) || tokens.Is(open - 1, "let"u8) || tokens.Is(open - 1, "var"u8))
        {
            return tokens.IsMark(close + 1, ":"u8) ? TypeSyntax.StartingAt(tokens, close + 2) : tokens.IsMark(close + 1, "="u8) ? TypeSource.Value(close + 2) : TypeSource.Unknown;
        }

        return tokens.IsMark(open - 1, "(,"u8) && tokens.IsMark(close + 1, ":"u8) && tokens.IsMark(tokens.Outer(open), "("u8) && LocalDeclarations.IsParameters(tokens, tokens.Outer(open))
            ? TypeSyntax.StartingAt(tokens, close + 2) : TypeSource.Unknown;
    }
}
