using Revdex.Facts;

namespace Revdex.Query.Tools;

/// <summary>Names with their containers: <c>Parser.Parse</c>, also written <c>Parser::Parse</c>, <c>Parser#Parse</c> or <c>Parser/Parse</c>.</summary>
internal static class QualifiedName
{
    /// <summary>Longer chains are cut at the outer end; nobody types more.</summary>
    public const int LengthMaxBytes = 1024;

    private static readonly char[] Separators = ['.', ':', '#', '/'];

    /// <summary>
    /// Splits at the last separator. Both parts are empty where the text has none, or nothing stands before or after it.
    /// The qualifier has dots for all separators.
    /// </summary>
    public static (string Qualifier, string Name) Split(string text)
    {
        var at = text.LastIndexOfAny(Separators);
        return at <= 0 || at == text.Length - 1 ? ("", "")
            : (text[..at].TrimEnd(':').Replace("::", ".", StringComparison.Ordinal).Replace('#', '.').Replace('/', '.'), text[(at + 1)..]);
    }

    /// <summary>What a file holds that defines or uses the name: its last part.</summary>
    public static string LastPart(string text) => WrittenName.Bare(text) is var bare && Split(bare).Name is { Length: > 0 } last ? last : bare;

    /// <summary>Writes the names of a symbol's containers, outermost first, joined by dots; returns the length.</summary>
    public static int WriteContainers(FactsMessage facts, int symbol, Span<byte> to)
    {
        var at = to.Length;
        var row = facts.ReadSymbol(symbol);
        at = Prepend(row.Qualifier, to, at);
        while (row.Container >= 0)
        {
            row = facts.ReadSymbol(row.Container);
            at = Prepend(row.Name, to, at);
            at = Prepend(row.Qualifier, to, at);
        }

        to[at..].CopyTo(to);
        return to.Length - at;
    }

    /// <summary>Writes a name before what is there, with a dot between them and for each <c>::</c> in it; nothing where it does not fit.</summary>
    private static int Prepend(ReadOnlySpan<byte> name, Span<byte> to, int at)
    {
        if (name.IsEmpty || name.Length + 1 > at)
        {
            return at;
        }

        if (at < to.Length)
        {
            to[--at] = (byte)'.';
        }

        for (var i = name.Length - 1; i >= 0; i--)
        {
            var isPair = i > 0 && name[i] == ':' && name[i - 1] == ':';
            to[--at] = isPair ? (byte)'.' : name[i];
            i -= isPair ? 1 : 0;
        }

        return at;
    }
}
