namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>One parameter of a C# function.</summary>
/// <param name="Type">As it is written, without white space and attributes; with <c>ref</c>, <c>in</c> or <c>out</c>.</param>
/// <param name="TypeEnd">The last token of its type; below 0 where it is not read.</param>
internal readonly record struct CSharpParameter(string Type, int TypeEnd, bool HasDefault, bool IsParams, bool IsThis)
{
    /// <param name="end">Behind its last token.</param>
    public static CSharpParameter Of(CodeTokens code, int from, int end)
    {
        while (code.IsMark(from, "["u8) && code.Partner(from) is > 0 and var close && close < end)
        {
            from = close + 1; // Attributes.
        }

        var (isThis, isParams, type) = (false, false, "");
        for (; IsModifier(code, from); from++)
        {
            isThis |= code.Is(from, "this"u8);
            isParams |= code.Is(from, "params"u8);
            type += code.Is(from, "ref"u8) || code.Is(from, "in"u8) || code.Is(from, "out"u8) ? code.Text(from) + " " : "";
        }

        var last = end - 1;
        for (var i = from; i < end; i++)
        {
            if (code.Outer(i) == code.Outer(from) && code.IsMark(i, "="u8))
            {
                last = i - 1;
                break;
            }
        }

        for (var i = from; i < last; i++)
        {
            type += code.Text(i);
        }

        return new CSharpParameter(type, code.IsName(last) && last > from ? last - 1 : -1, last < end - 1, isParams, isThis);
    }

    private static bool IsModifier(CodeTokens code, int at) =>
        code.Is(at, "this"u8) || code.Is(at, "params"u8) || code.Is(at, "ref"u8) || code.Is(at, "in"u8) || code.Is(at, "out"u8) || code.Is(at, "scoped"u8) || code.Is(at, "readonly"u8);
}
