using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>What stands behind the name of a C# use.</summary>
/// <param name="TypeCount">How many type arguments.</param>
/// <param name="Count">How many arguments; -1 where it is no call, or not read.</param>
internal readonly record struct CallShape(int TypeCount, int Count)
{
    /// <summary>A call that is longer is not read.</summary>
    private const int CallMaxBytes = 8_000;

    private const int CallFirstBytes = 128;
    private const int CallStep = 8;

    public static CallShape Of(StateFacts facts, in UseSite site)
    {
        var text = facts.Text(site.File);
        return new CallShape(CSharpShape.ArityAt(text, site), site.Role == OccurrenceRole.Call ? ArgumentsAfter(text, site) : -1);
    }

    /// <summary>Most calls are short, so little is read first.</summary>
    private static int ArgumentsAfter(SiteText text, in UseSite site)
    {
        var after = text.After(site);
        for (var length = CallFirstBytes; ; length *= CallStep)
        {
            var part = after[..Math.Min(Math.Min(after.Length, CallMaxBytes), length)];
            var count = part.Length > 0 && part[0] is (byte)'(' or (byte)'<' ? CountOf(part.ToArray()) : -1;
            if (count >= 0 || part.Length < length)
            {
                return count;
            }
        }
    }

    private static int CountOf(byte[] part)
    {
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
