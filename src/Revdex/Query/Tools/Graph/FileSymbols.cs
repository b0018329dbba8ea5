using System.Text;
using Revdex.Facts;

namespace Revdex.Query.Tools.Graph;

/// <summary>The symbols of one file, decoded once for a question.</summary>
internal sealed class FileSymbols
{
    private readonly GraphSymbol[] _symbols;
    private readonly string?[] _fullNames;
    private readonly string?[] _keys;

    private FileSymbols(int file, LanguageTraits language, GraphSymbol[] symbols) =>
        (File, Language, _symbols, _fullNames, _keys) = (file, language, symbols, new string?[symbols.Length], new string?[symbols.Length]);

    public int File { get; }

    public LanguageTraits Language { get; }

    public int Count => _symbols.Length;

    public GraphSymbol this[int symbol] => _symbols[symbol];

    /// <summary>Empty for a file of no known language and for one without facts.</summary>
    public static FileSymbols Read(QueryState state, int file)
    {
        var language = LanguageTraits.Of(state.View.Language(file)?.Id);
        if (!state.TryLocate(file, out var mounted, out var blob))
        {
            return new FileSymbols(file, language, []);
        }

        var facts = mounted.Segment.Facts(blob);
        var symbols = new GraphSymbol[facts.SymbolCount];
        var index = 0;
        foreach (var row in facts.Symbols)
        {
            symbols[index++] = new GraphSymbol(
                Encoding.UTF8.GetString(row.Name), row.Kind, row.Container, row.NameLine, row.EndByte, Dotted(Encoding.UTF8.GetString(row.Qualifier)),
                row.Flags, row.BodyHash != 0);
        }

        return new FileSymbols(file, language, symbols);
    }

    /// <summary>
    /// Who a use belongs to: the symbol around it, but a variable's or field's initializer within a function is the function's. An index that
    /// the file does not have counts as the top level: runs are data.
    /// </summary>
    public int OwnerOf(int enclosing)
    {
        if (enclosing < 0 || enclosing >= _symbols.Length)
        {
            return -1;
        }

        for (var at = enclosing; at >= 0 && !_symbols[at].IsTypeScope; at = _symbols[at].Container)
        {
            if (_symbols[at].IsWalkedOn)
            {
                return at;
            }
        }

        return enclosing;
    }

    /// <summary>The innermost type, or block of members, that holds a symbol or is it; -1 for none.</summary>
    public int TypeAround(int symbol)
    {
        for (var at = symbol; at >= 0 && at < _symbols.Length; at = _symbols[at].Container)
        {
            if (_symbols[at].IsTypeScope)
            {
                return at;
            }
        }

        return -1;
    }

    public bool IsWithin(int symbol, int container)
    {
        while (symbol >= 0 && symbol != container)
        {
            symbol = _symbols[symbol].Container;
        }

        return symbol == container;
    }

    /// <summary>Whatever is made of a symbol the first time.</summary>
    public string Key(int symbol, Func<FileSymbols, int, string> make) => _keys[symbol] ??= make(this, symbol);

    /// <summary>The names of the containers and its own, joined by dots: <c>App.Parser.Parse</c>. A block of members has its type's name.</summary>
    public string FullName(int symbol) => _fullNames[symbol] ??= ChainOf(symbol) is { Length: > 0 } chain ? $"{chain}.{_symbols[symbol].Name}" : _symbols[symbol].Name;

    /// <summary>The same without its own name.</summary>
    public string ChainOf(int symbol)
    {
        var (container, own) = (_symbols[symbol].Container, _symbols[symbol].Kind == SymbolKind.Implementation ? "" : _symbols[symbol].Qualifier);
        var outer = container < 0 ? "" : Dotted(FullName(container));
        return outer.Length == 0 || own.Length == 0 ? outer + own : $"{outer}.{own}";
    }

    /// <summary>The namespaces, packages and modules around a symbol, joined by dots; of the file's top level those that the file opens with.</summary>
    public string NamespaceOf(int symbol)
    {
        for (var at = symbol; at >= 0; at = _symbols[at].Container)
        {
            if (_symbols[at].IsNamespace)
            {
                return Dotted(FullName(at));
            }
        }

        return symbol < 0 && _symbols.Length > 0 && _symbols[0].Kind == SymbolKind.Namespace ? Dotted(FullName(0)) : "";
    }

    /// <summary>Separators of all languages as dots.</summary>
    public static string Dotted(string name) => name.AsSpan().IndexOfAny(":\\/") < 0 ? name : name.Replace("::", ".", StringComparison.Ordinal).Replace('\\', '.').Replace('/', '.');
}
