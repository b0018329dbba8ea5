using System.Buffers;
using Revdex.Facts;

namespace Revdex.Query.Tools.Resolving;

/// <summary>What the text around a use tells of what it can mean, where roles do not.</summary>
internal static class UseShape
{
    /// <summary>An initializer's value that is longer is taken for no statement.</summary>
    private const int StatementMaxBytes = 2_000;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("(){};="u8);

    private static readonly SearchValues<byte> Stops = SearchValues.Create("()[]{};,\"'"u8);

    /// <summary>A call that constructs: <c>new Box(1)</c>.</summary>
    public static bool IsConstruction(SiteText text, in UseSite site) => EndsInWord(text.Before(site), "new"u8);

    /// <summary>Called with a <c>!</c>, as macros of Rust are.</summary>
    public static bool IsMacroCall(SiteText text, in UseSite site) => text.After(site) is [(byte)'!', not (byte)'=', ..];

    /// <summary>Within the brackets of JavaScript's <c>export { … }</c>.</summary>
    public static bool IsExported(SiteText text, in UseSite site)
    {
        var before = text.Before(site);
        var open = before.LastIndexOfAny(Ends);
        before = open >= 0 && before[open] == '{' ? before[..open].TrimEnd(" \t\r\n"u8) : default;
        return EndsInWord(before, "export"u8) || (EndsInWord(before, "type"u8) && EndsInWord(before[..^4].TrimEnd(" \t\r\n"u8), "export"u8));
    }

    /// <summary>
    /// Whether a use that is stored without a receiver stands alone: not behind a dot or another separator, and not as the name of somebody else's
    /// member (<c>new Box { Size = 1 }</c>, <c>box is { Size: 1 }</c>).
    /// </summary>
    public static bool IsPlain(SiteText text, in UseSite site, LanguageTraits language)
    {
        var before = text.Before(site);
        if (text.At(site) < 0 || before is [.., (byte)'.' or (byte)'\\'] || before.EndsWith("::"u8) || (before.EndsWith("->"u8) && language.Family is not ("python" or "rust")))
        {
            return text.At(site) >= 0 && before.EndsWith(".."u8); // A range's end.
        }

        return language.Id != "csharp" || site.Role switch
        {
            OccurrenceRole.Write => text.After(site) is not [(byte)'=', ..] || before is not [.., (byte)'{' or (byte)',' or (byte)'('] || IsStatement(text.After(site)),
            OccurrenceRole.Read => !IsMemberName(before, text.After(site)),
            _ => true,
        };
    }

    /// <summary>Whether a use is in a Python function's decorators, parameters or result, which are not in its scope.</summary>
    /// <param name="start">Where the function starts, in bytes.</param>
    public static bool IsInHeader(SiteText text, in UseSite site, int start)
    {
        var at = text.At(site);
        var before = at < start ? default : text.Content.Span[start..at];
        var header = before.IndexOf("def "u8);
        var depth = 0;
        foreach (var character in header < 0 ? default : before[header..])
        {
            depth += character is (byte)'(' or (byte)'[' or (byte)'{' ? 1 : character is (byte)')' or (byte)']' or (byte)'}' ? -1 : 0;
            if (depth == 0 && character == ':')
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>What an assignment's value ends with tells whether it is a statement or one of an object's initializers.</summary>
    private static bool IsStatement(ReadOnlySpan<byte> after)
    {
        after = after[..Math.Min(after.Length, StatementMaxBytes)];
        var depth = 0;
        while (after.IndexOfAny(Stops) is >= 0 and var at)
        {
            var stop = after[at];
            after = after[(at + 1)..];
            if (stop is (byte)'"' or (byte)'\'')
            {
                after = AfterQuote(after, stop);
                continue;
            }

            if (depth == 0 && stop is (byte)';' or (byte)',' or (byte)'}' or (byte)')' or (byte)']')
            {
                return stop == (byte)';';
            }

            depth += stop is (byte)'(' or (byte)'[' or (byte)'{' ? 1 : stop is (byte)')' or (byte)']' or (byte)'}' ? -1 : 0;
            if (depth < 0)
            {
                return false;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> AfterQuote(ReadOnlySpan<byte> text, byte quote)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
            }
            else if (text[i] == quote)
            {
                return text[(i + 1)..];
            }
        }

        return default;
    }

    /// <summary>The name before the <c>=</c> of an anonymous object or an attribute, or before the colon of a pattern.</summary>
    private static bool IsMemberName(ReadOnlySpan<byte> before, ReadOnlySpan<byte> after)
    {
        if (before is not [.., (byte)'{' or (byte)',' or (byte)'('])
        {
            return false;
        }

        var path = after.IndexOfAnyExcept(PathBytes) is >= 0 and var end ? after[end..] : default;
        return after is [(byte)'=', not ((byte)'=' or (byte)'>'), ..] || path is [(byte)':', not (byte)':', ..];
    }

    /// <summary>Whether a Go method gives its receiver's name to something else before a place: <c>s, ok := …</c>, <c>var s</c>, <c>func(s int)</c>.</summary>
    /// <param name="body">Up to that place.</param>
    public static bool IsRedeclared(ReadOnlySpan<byte> body, ReadOnlySpan<byte> name)
    {
        for (var from = 0; body[from..].IndexOf(name) is >= 0 and var found; from += found + name.Length)
        {
            var before = body[..(from + found)];
            var after = body[(from + found + name.Length)..];
            var isWord = (before.IsEmpty || !IsNamePart(before[^1])) && (after.IsEmpty || !IsNamePart(after[0]));
            if (isWord && (IsAssigned(after) || IsDeclared(before)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name, or a list that it begins, is what stands before a <c>:=</c>.</summary>
    private static bool IsAssigned(ReadOnlySpan<byte> after)
    {
        after = after.TrimStart(" \t\r\n"u8);
        return after is [(byte)',', ..] ? after.IndexOfAny(";=(){}\n"u8) is > 0 and var end && after[(end - 1)..].StartsWith(":="u8) : after.StartsWith(":="u8);
    }

    /// <summary>Behind <c>var</c>, or among a function's parameters.</summary>
    private static bool IsDeclared(ReadOnlySpan<byte> before)
    {
        var word = before.TrimEnd(" \t\r\n"u8);
        if (word.Length < before.Length && (EndsInWord(word, "var"u8) || EndsInWord(word, "const"u8)))
        {
            return true;
        }

        var list = before[(before.LastIndexOf((byte)')') + 1)..];
        for (var end = list.LastIndexOf((byte)'('); end >= 0; end = list[..end].LastIndexOf((byte)'('))
        {
            if (EndsInWord(list[..end].TrimEnd(" \t\r\n"u8), "func"u8))
            {
                return true;
            }
        }

        return false;
    }

    private static readonly SearchValues<byte> PathBytes = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_. \t\r\n"u8);

    /// <summary>Whether a text ends with a whole word.</summary>
    public static bool EndsInWord(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) =>
        text.EndsWith(word) && (text.Length == word.Length || !IsNamePart(text[^(word.Length + 1)]));

    private static bool IsNamePart(byte value) => (value | 0x20) is >= (byte)'a' and <= (byte)'z' || value is (>= (byte)'0' and <= (byte)'9') or (byte)'_' or >= 0x80;
}
