namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What a symbol's declaration says of the type of its value, or of its result.</summary>
internal static class SymbolDeclaration
{
    /// <param name="name">The token of the symbol's name.</param>
    public static TypeSource TypeOf(CodeTokens code, int name) => code.Family is not ("csharp" or "java") ? Behind(code, name)
        : code.IsMemberMark(name - 1) ? TypeSource.Unknown : TypeSyntax.EndingAt(code, name - 1);

    /// <summary>What stands behind a declared name, and its parameters if it has any.</summary>
    private static TypeSource Behind(CodeTokens code, int name)
    {
        var next = code.AfterArguments(name + 1);
        next = code.Family == "go" && code.IsMark(next, "["u8) && code.IsMark(code.Partner(next) + 1, "("u8) ? code.Partner(next) + 1 : next;
        var hasParameters = next > 0 && code.IsMark(next, "("u8);
        next = hasParameters ? code.Partner(next) + 1 : next;
        if (next <= name || (hasParameters && IsAsync(code, name)))
        {
            return TypeSource.Unknown;
        }

        next += code.IsMark(next, "?!"u8) ? 1 : 0;
        while (code.Family == "go" && !hasParameters && code.IsMark(next, ","u8) && code.IsName(next + 1))
        {
            next += 2;
        }

        return code.Family == "go" ? (code.IsMark(next, "="u8) ? TypeSource.Value(next + 1) : TypeSyntax.StartingAt(code, next))
            : code.IsMark(next, ":"u8) && !(hasParameters && code.Family == "python") ? TypeSyntax.StartingAt(code, next + 1)
            : code.Family == "js" && code.IsMark(next, "="u8) && code.IsMark(next + 1, "("u8) && code.Partner(next + 1) is > 0 and var close && code.IsMark(close + 1, ":"u8) ? TypeSyntax.StartingAt(code, close + 2)
            : code.Is(next, "->"u8) ? TypeSyntax.StartingAt(code, next + 1)
            : code.IsMark(next, "="u8) && !hasParameters ? TypeSource.Value(next + 1) : TypeSource.Unknown;
    }

    private static bool IsAsync(CodeTokens code, int name) => code.Is(name - 1, "async"u8) || code.Is(name - 2, "async"u8);
}
