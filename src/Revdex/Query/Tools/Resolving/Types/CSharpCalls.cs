using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>Whether a use in C# can mean a member that its receiver's type has: else an extension method is meant, or what a base type has.</summary>
internal static class CSharpCalls
{
    /// <summary>A call that is longer is not read.</summary>
    private const int CallMaxBytes = 8_000;

    public static bool MayMean(StateFacts facts, in UseSite site, SymbolSet member) =>
        facts.Symbols(site.File).Language.Id != "csharp" || (IsSeen(facts, site, member) && (!member.IsCallable || TakesArguments(facts, site, member)));

    /// <summary>What is private is seen in its type alone.</summary>
    private static bool IsSeen(StateFacts facts, in UseSite site, SymbolSet member)
    {
        var symbols = facts.Symbols(site.File);
        foreach (var declared in member.Members)
        {
            var signature = facts.Signature(declared);
            if (!signature.Contains("private ", StringComparison.Ordinal) || signature.Contains("private protected", StringComparison.Ordinal))
            {
                return true;
            }
        }

        for (var at = symbols.TypeAround(symbols.Around(site)); at >= 0; at = symbols[at].Container < 0 ? -1 : symbols.TypeAround(symbols[at].Container))
        {
            if (FileSymbols.Dotted(symbols.FullName(at)) == member.OwnerFullName)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Some overload has as many type parameters as are given, and can be called with as many arguments.</summary>
    private static bool TakesArguments(StateFacts facts, in UseSite site, SymbolSet member)
    {
        var text = facts.Text(site.File);
        var types = CSharpShape.ArityAt(text, site);
        var count = site.Role == OccurrenceRole.Call ? ArgumentsAfter(text, site) : -1;
        return (types == 0 && count < 0) || member.Members.Exists(m => facts.Signature(m) is var signature
            && (types == 0 || CSharpShape.Arity(signature, member.Name) == types) && (count < 0 || TakesCount(signature, member.Name, count)));
    }

    /// <summary>How many arguments stand behind a use; -1 where that is not read.</summary>
    private static int ArgumentsAfter(SiteText text, in UseSite site)
    {
        var after = text.After(site);
        var code = Cut(after[..Math.Min(after.Length, CallMaxBytes)]);
        var open = code.AfterArguments(0);
        return open >= 0 && code.IsMark(open, "("u8) && code.Partner(open) >= 0 ? Count(code, open, out _, out _) : -1;
    }

    /// <param name="signature">May be cut; then anything is taken.</param>
    private static bool TakesCount(string signature, string name, int count)
    {
        var utf8 = Encoding.UTF8.GetBytes(signature);
        var code = Cut(utf8);
        for (var i = 0; i < code.Count; i++)
        {
            if (code.Outer(i) < 0 && code.Text(i) == name && code.AfterArguments(i + 1) is > 0 and var open && code.IsMark(open, "("u8))
            {
                if (code.Partner(open) < 0 || utf8.Length >= Limits.SignatureMaxBytes - 4)
                {
                    return true;
                }

                var all = Count(code, open, out var optional, out var isOpen);
                return count >= all - optional - (isOpen ? 1 : 0) && (isOpen || count <= all);
            }
        }

        return true; // A delegate in a field, or what is not read.
    }

    /// <param name="optional">Those with a value of their own.</param>
    /// <param name="isOpen">The last takes any number.</param>
    private static int Count(CodeTokens code, int open, out int optional, out bool isOpen)
    {
        (optional, isOpen) = (0, false);
        var (count, close) = (code.Partner(open) > open + 1 ? 1 : 0, code.Partner(open));
        for (var i = open + 1; i < close; i++)
        {
            if (code.Outer(i) != open)
            {
                continue;
            }

            var end = code.IsMark(i, "<"u8) ? code.AfterArguments(i) : -1;
            if (end > i + 1)
            {
                i = end - 1;
                continue;
            }

            count += code.IsMark(i, ","u8) ? 1 : 0;
            optional += code.IsMark(i, "="u8) ? 1 : 0;
            isOpen |= code.Is(i, "params"u8);
        }

        return count;
    }

    private static CodeTokens Cut(ReadOnlySpan<byte> text)
    {
        var copy = text.ToArray();
        return new CodeTokens(copy, CodeTokenReader.Read(copy, 0, copy.Length, "csharp"), "csharp");
    }
}
