namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Reads TypeScript's types of several names: <c>Parser | Scanner | null</c>, <c>Named &amp; Sized</c>. What is nothing is left out; what is no name is not read.</summary>
internal static class TypeUnion
{
    private const int NamesMax = 64;

    /// <summary>The last token of each name; null where something else is among them, or it ends otherwise than a type does.</summary>
    public static List<int>? Of(CodeTokens tokens, int start)
    {
        var names = new List<int>();
        for (var at = tokens.IsMark(start, "|&"u8) ? start + 1 : start; names.Count < NamesMax;)
        {
            while (tokens.IsName(at) && tokens.IsMark(at + 1, "."u8))
            {
                at += 2;
            }

            var isNothing = tokens.Is(at, "null"u8) || tokens.Is(at, "undefined"u8) || tokens.Is(at, "void"u8);
            if (!tokens.IsName(at) || (!isNothing && TypeSyntax.IsWord(tokens, at)))
            {
                return null;
            }

            if (!isNothing)
            {
                names.Add(at);
            }

            var next = tokens.AfterArguments(at + 1);
            if (next < 0 || (tokens.IsMark(next, "["u8) && !tokens.BeginsLine(next)))
            {
                return null;
            }

            if (!tokens.IsMark(next, "|&"u8))
            {
                return names.Count > 0 && TypeSyntax.Ends(tokens, next) ? names : null;
            }

            at = next + 1;
        }

        return null;
    }
}
