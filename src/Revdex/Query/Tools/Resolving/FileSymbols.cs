using System.Text;
using Revdex.Facts;
using Revdex.Query.Tools.Resolving.Types;
using Revdex.Segments;

namespace Revdex.Query.Tools.Resolving;

/// <summary>The symbols of one file as a tree; each is decoded when it is first asked for. Not safe for several threads.</summary>
internal sealed class FileSymbols
{
    private readonly Segment? _segment;
    private readonly int _blob;
    private readonly FileSymbol?[] _symbols;
    private string?[]? _fullNames;
    private string?[]? _keys;
    private Dictionary<int, (CSharpParameters? Parameters, int Arity)>? _heads;

    private FileSymbols(int file, LanguageTraits language, Segment? segment, int blob, int count) =>
        (File, Language, _segment, _blob, _symbols) = (file, language, segment, blob, count == 0 ? [] : new FileSymbol?[count]);

    public int File { get; }

    public LanguageTraits Language { get; }

    public int Count => _symbols.Length;

    public FileSymbol this[int symbol] => _symbols[symbol] ??= Decode(symbol);

    /// <summary>Empty for a file of no known language and for one without facts. The state's lease holds the segment.</summary>
    public static FileSymbols Of(QueryState state, int file)
    {
        var language = LanguageTraits.Of(state.View.Language(file)?.Id);
        return state.TryLocate(file, out var mounted, out var blob)
            ? new FileSymbols(file, language, mounted.Segment, blob, mounted.Segment.Facts(blob).SymbolCount)
            : new FileSymbols(file, language, null, -1, 0);
    }

    /// <summary>The declaration of a symbol up to its body.</summary>
    public string Signature(int symbol) => _segment is null ? "" : Encoding.UTF8.GetString(_segment.Facts(_blob).ReadSymbol(symbol).Signature);

    /// <summary>The parameters of a C# function, null where they are not read, and how many type parameters it has.</summary>
    public (CSharpParameters? Parameters, int Arity) Head(int symbol)
    {
        if (!(_heads ??= []).TryGetValue(symbol, out var head))
        {
            var (signature, name) = (Signature(symbol), this[symbol].Name);
            _heads.Add(symbol, head = (CSharpParameters.Of(signature, name), CSharpShape.Arity(signature, name)));
        }

        return head;
    }

    /// <summary>Of the name, in bytes.</summary>
    public int NameColumn(int symbol) => _segment is null ? 0 : _segment.Facts(_blob).ReadSymbol(symbol).NameColumn;

    /// <summary>Whether a declaration holds a word; asked of many, so that no text is made.</summary>
    public bool Declares(int symbol, ReadOnlySpan<byte> word) => _segment is not null && _segment.Facts(_blob).ReadSymbol(symbol).Signature.IndexOf(word) >= 0;

    /// <summary>What is around a use; -1 for the top level. An index that the file does not have counts as that: runs are data.</summary>
    public int Around(in UseSite site) => site.Enclosing < _symbols.Length ? site.Enclosing : -1;

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

        for (var at = enclosing; at >= 0 && !this[at].IsTypeScope; at = this[at].Container)
        {
            if (this[at].IsWalkedOn)
            {
                return at;
            }
        }

        return enclosing;
    }

    /// <summary>The innermost type, or block of members, that holds a symbol or is it; -1 for none.</summary>
    public int TypeAround(int symbol)
    {
        for (var at = symbol; at >= 0 && at < _symbols.Length; at = this[at].Container)
        {
            if (this[at].IsTypeScope)
            {
                return at;
            }
        }

        return -1;
    }

    /// <summary>The innermost function whose text holds a byte; otherwise the symbol itself: what a constructor assigns is the type's.</summary>
    public int CallableAt(int at, int symbol)
    {
        var found = symbol;
        for (var i = 0; i < Count; i++)
        {
            var other = this[i];
            if (other.IsCallable && other.StartByte <= at && at < other.EndByte && (!this[found].IsCallable || other.StartByte >= this[found].StartByte))
            {
                found = i;
            }
        }

        return found;
    }

    /// <summary>The innermost symbol of a kind around a byte; -1 for none.</summary>
    public int InnermostAt(int at, Func<FileSymbol, bool> isWanted)
    {
        var found = -1;
        for (var i = 0; i < Count && this[i].StartByte <= at; i++)
        {
            found = at < this[i].EndByte && isWanted(this[i]) ? i : found;
        }

        return found;
    }

    public bool IsWithin(int symbol, int container)
    {
        while (symbol >= 0 && symbol != container)
        {
            symbol = this[symbol].Container;
        }

        return symbol == container;
    }

    /// <summary>Whatever is made of a symbol the first time.</summary>
    public string Key(int symbol, Func<FileSymbols, int, string> make) => (_keys ??= new string?[_symbols.Length])[symbol] ??= make(this, symbol);

    /// <summary>The names of the containers and its own, joined by dots: <c>App.Parser.Parse</c>. A block of members has its type's name.</summary>
    public string FullName(int symbol) =>
        (_fullNames ??= new string?[_symbols.Length])[symbol] ??= ChainOf(symbol) is { Length: > 0 } chain ? $"{chain}.{this[symbol].Name}" : this[symbol].Name;

    /// <summary>The same without its own name.</summary>
    public string ChainOf(int symbol)
    {
        var (container, own) = (this[symbol].Container, this[symbol].Kind == SymbolKind.Implementation ? "" : this[symbol].Qualifier);
        var outer = container < 0 ? "" : Dotted(FullName(container));
        return outer.Length == 0 || own.Length == 0 ? outer + own : $"{outer}.{own}";
    }

    /// <summary>The namespaces, packages and modules around a symbol, joined by dots; of the file's top level those that the file opens with.</summary>
    public string NamespaceOf(int symbol)
    {
        for (var at = symbol; at >= 0; at = this[at].Container)
        {
            if (this[at].IsNamespace)
            {
                return Dotted(FullName(at));
            }
        }

        return symbol < 0 && _symbols.Length > 0 && this[0].Kind == SymbolKind.Namespace ? Dotted(FullName(0)) : "";
    }

    /// <summary>Separators of all languages as dots.</summary>
    public static string Dotted(string name) => name.AsSpan().IndexOfAny(":\\/") < 0 ? name : name.Replace("::", ".", StringComparison.Ordinal).Replace('\\', '.').Replace('/', '.');

    private FileSymbol Decode(int symbol)
    {
        var row = _segment!.Facts(_blob).ReadSymbol(symbol); // Without a segment there are no symbols.
        return new FileSymbol(
            Encoding.UTF8.GetString(row.Name), row.Kind, row.Container, row.NameLine, row.StartByte, row.EndByte, Dotted(Encoding.UTF8.GetString(row.Qualifier)),
            row.Flags, row.BodyHash != 0);
    }
}
