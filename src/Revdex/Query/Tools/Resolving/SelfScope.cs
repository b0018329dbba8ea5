using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What <c>this</c> stands for.</summary>
internal static class SelfScope
{
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

    /// <summary>Whether <c>this</c> in a function is its type's: in JavaScript each function but arrows has its own, in Java each class without a name.</summary>
    public static bool IsOfType(StateFacts facts, FileSymbols symbols, int callable, in UseSite site)
    {
        var symbol = symbols[callable];
        var isMember = symbol.Container >= 0 && symbols[symbol.Container].IsTypeScope;
        return symbols.Language.Family switch
        {
            "java" => isMember || symbol.Kind != SymbolKind.Method,
            "js" => isMember && facts.Text(site.File) is var text && text.At(site) is var at && at > symbol.StartByte
                && text.Content.Span[symbol.StartByte..at].IndexOf("function"u8) < 0,
            _ => true,
        };
    }
}
