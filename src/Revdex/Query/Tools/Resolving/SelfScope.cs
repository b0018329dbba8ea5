using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Types;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What <c>this</c> stands for.</summary>
internal static class SelfScope
{
    /// <summary>Of a function's name and parameters; longer ones are taken for no arrow's.</summary>
    private const int HeaderMaxBytes = 2_000;

    /// <summary>The type around a use, where <c>this</c> is of it; -1 where it is of something else, or there is none.</summary>
    public static int TypeAt(StateFacts facts, in UseSite site)
    {
        var symbols = facts.Symbols(site.File);
        var at = symbols.Around(site);
        for (; at >= 0 && !symbols[at].IsTypeScope; at = symbols[at].Container)
        {
            if (symbols[at].IsCallable && !IsOfType(facts, symbols, at, site))
            {
                return -1;
            }
        }

        return at;
    }

    /// <summary>Whether <c>this</c> in a function is that of what is around it, or its type's: in JavaScript each function but arrows has its own, in Java each class without a name.</summary>
    public static bool IsOfType(StateFacts facts, FileSymbols symbols, int callable, in UseSite site)
    {
        var symbol = symbols[callable];
        var isMember = symbol.Container >= 0 && symbols[symbol.Container].IsTypeScope;
        return symbols.Language.Family switch
        {
            "java" => isMember || symbol.Kind != SymbolKind.Method,
            "js" => (isMember || IsArrow(facts, new SymbolRef(site.File, callable))) && facts.Text(site.File) is var text && text.At(site) is var at && at > symbol.StartByte
                && text.Content.Span[symbol.StartByte..at].IndexOf("function"u8) < 0,
            _ => true,
        };
    }

    /// <summary>A JavaScript function that is given to a name: <c>run = () =&gt; …</c>, <c>run: async job =&gt; …</c>.</summary>
    private static bool IsArrow(StateFacts facts, SymbolRef function)
    {
        var (start, content) = (facts.PlaceOf(function), facts.Text(function.File).Content);
        var end = Math.Min(Math.Min(facts.Symbol(function).EndByte, content.Length), start + HeaderMaxBytes);
        if (start < 0 || end <= start)
        {
            return false;
        }

        var code = new CodeTokens(content, CodeTokenReader.Read(content.Span, start, end, "js"), "js");
        var at = code.Is(2, "async"u8) ? 3 : 2;
        return code.IsMark(1, "=:"u8) && (code.Is(at + 1, "=>"u8) || (code.IsMark(at, "("u8) && code.Partner(at) is >= 0 and var close && (code.Is(close + 1, "=>"u8) || code.IsMark(close + 1, ":"u8))));
    }
}
