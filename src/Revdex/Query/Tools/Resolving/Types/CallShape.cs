using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What stands behind the name of a C# use.</summary>
/// <param name="TypeCount">How many type arguments.</param>
/// <param name="Count">How many arguments; -1 where it is no call, or not read.</param>
internal readonly record struct CallShape(int TypeCount, int Count)
{
    /// <summary>A call that is longer is not read.</summary>
    private const int CallMaxBytes = 8_000;

    public static CallShape Of(StateFacts facts, in UseSite site)
    {
        var text = facts.Text(site.File);
        return new CallShape(CSharpShape.ArityAt(text, site), site.Role == OccurrenceRole.Call ? ArgumentsAfter(text, site) : -1);
    }

    private static int ArgumentsAfter(SiteText text, in UseSite site)
    {
        var after = text.After(site);
        var part = after[..Math.Min(after.Length, CallMaxBytes)].ToArray();
        var code = new CodeTokens(part, CodeTokenReader.Read(part, 0, part.Length, "csharp"), "csharp");
        var open = code.AfterArguments(0);
        if (open < 0 || !code.IsMark(open, "("u8) || code.Partner(open) is not (>= 0 and var close))
        {
            return -1;
        }

        var count = close > open + 1 ? 1 : 0;
        for (var i = open + 1; i < close; i++)
        {
            var end = code.Outer(i) == open && code.IsMark(i, "<"u8) ? code.AfterArguments(i) : -1;
            i = end > i + 1 ? end - 1 : i;
            count += code.Outer(i) == open && code.IsMark(i, ","u8) ? 1 : 0;
        }

        return count;
    }
}
