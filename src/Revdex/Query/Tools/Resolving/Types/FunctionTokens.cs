namespace Revdex.Query.Tools.Resolving.Types;

/// <summary>The tokens of functions and declarations, cut when they are first asked for; the last ones are kept.</summary>
internal sealed class FunctionTokens(StateFacts facts)
{
    /// <summary>Of a function that is read; what is longer is a table.</summary>
    private const int SpanMaxBytes = 256 * 1024;

    /// <summary>Before a use outside of all functions.</summary>
    private const int BeforeMaxBytes = 2_000;

    /// <summary>Tokens that are kept.</summary>
    private const int KeptMax = 100_000;

    private readonly Dictionary<(int File, int Start), CodeTokens> _tokens = [];
    private int _count;

    /// <summary>The tokens of the outermost function or value around a place within a type; of what stands in none, those before it.</summary>
    public CodeTokens? Around(int file, int symbol, int at)
    {
        var (symbols, outer) = (facts.Symbols(file), -1);
        for (var around = symbol; around >= 0 && !symbols[around].IsTypeScope && !symbols[around].IsNamespace; around = symbols[around].Container)
        {
            outer = around;
        }

        var content = facts.Text(file).Content;
        var (start, end) = outer >= 0 ? (symbols[outer].StartByte, symbols[outer].EndByte) : LinesBefore(content.Span, at);
        if (start > at || end <= at || end > content.Length || end - start > SpanMaxBytes)
        {
            return null;
        }

        if (!_tokens.TryGetValue((file, start), out var tokens) || outer < 0)
        {
            tokens = new CodeTokens(content, CodeTokenReader.Read(content.Span, start, end, symbols.Language.Family), symbols.Language.Family);
            Keep(file, start, tokens);
        }

        return tokens;
    }

    /// <summary>Those of a type before its members.</summary>
    public CodeTokens? OfHeader(int file, FileSymbol type)
    {
        var (text, family) = (facts.Text(file).Content, facts.Symbols(file).Language.Family);
        if (type.StartByte >= type.EndByte || type.EndByte > text.Length)
        {
            return null;
        }

        var end = text.Span[type.StartByte..type.EndByte].IndexOfAny((byte)'{', (byte)';') is >= 0 and var length ? type.StartByte + length : type.EndByte;
        return end - type.StartByte > SpanMaxBytes ? null : new CodeTokens(text, CodeTokenReader.Read(text.Span, type.StartByte, end, family), family);
    }

    /// <summary>Those of a declaration.</summary>
    public CodeTokens? OfWhole(int file, FileSymbol symbol)
    {
        var (text, family) = (facts.Text(file).Content, facts.Symbols(file).Language.Family);
        return symbol.StartByte >= symbol.EndByte || symbol.EndByte > text.Length || symbol.EndByte - symbol.StartByte > SpanMaxBytes ? null
            : new CodeTokens(text, CodeTokenReader.Read(text.Span, symbol.StartByte, symbol.EndByte, family), family);
    }

    private void Keep(int file, int start, CodeTokens tokens)
    {
        if (_count + tokens.Count > KeptMax)
        {
            _tokens.Clear();
            _count = 0;
        }

        _tokens[(file, start)] = tokens;
        _count += tokens.Count;
    }

    private static (int Start, int End) LinesBefore(ReadOnlySpan<byte> content, int at)
    {
        var from = Math.Max(0, at - BeforeMaxBytes);
        var line = content[at..].IndexOf((byte)'\n');
        return (from == 0 ? 0 : from + content[from..at].IndexOf((byte)'\n') + 1, line < 0 ? content.Length : at + line);
    }
}
