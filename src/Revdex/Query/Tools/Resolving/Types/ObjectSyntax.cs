namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Names in braces that are members of what stands before them: C#'s initializers, <c>with</c> and property patterns.</summary>
internal static class ObjectSyntax
{
    /// <summary>What tells the type whose member a name is; a value is told by its last token.</summary>
    public static TypeSource TypeOf(CodeTokens code, int name)
    {
        var open = code.Outer(name);
        var isSet = code.IsMark(name + 1, "="u8);
        if (!code.IsMark(open, "{"u8) || !code.IsMark(name - 1, "{,"u8) || !(isSet || code.IsMark(name + 1, ":."u8)))
        {
            return TypeSource.Unknown;
        }

        var before = open - 1;
        if (code.Is(before, isSet ? "with"u8 : "is"u8))
        {
            return TypeSource.Value(before - (code.IsMark(before - 1, "!"u8) ? 2 : 1));
        }

        var type = code.BeforeArguments(code.IsMark(before, ")"u8) ? code.Partner(before) - 1 : before);
        if (!code.IsName(type) || TypeSyntax.IsWord(code, type))
        {
            return TypeSource.Unknown;
        }

        var first = type;
        while (code.IsMemberMark(first - 1) && code.IsName(first - 2))
        {
            first -= 2;
        }

        return isSet ? (code.Is(first - 1, "new"u8) ? TypeSource.Type(type) : TypeSource.Unknown) : IsPattern(code, first - 1) ? TypeSource.Type(type) : TypeSource.Unknown;
    }

    private static bool IsPattern(CodeTokens code, int at) => code.Is(at, "is"u8) || code.Is(at, "not"u8) || code.Is(at, "case"u8) || code.Is(at, "or"u8) || code.Is(at, "and"u8);
}
