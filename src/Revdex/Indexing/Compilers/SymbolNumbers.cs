using System.Text;
using Revdex.Scip;

namespace Revdex.Indexing.Compilers;

/// <summary>The symbols of SCIP indexes by their texts, numbered as they come.</summary>
internal sealed class SymbolNumbers
{
    /// <summary>Known in one document only, or no symbol at all.</summary>
    public const int None = -1;

    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly List<byte[]> _texts = [];
    private readonly List<byte[]?> _names = [];
    private char[] _buffer = new char[256];

    public int Count => _texts.Count;

    public byte[] Text(int symbol) => _texts[symbol];

    /// <summary>What stands where it is named; null where that is not told by its text: constructors, modules.</summary>
    public byte[]? Name(int symbol) => _names[symbol];

    public int Of(ReadOnlySpan<byte> symbol)
    {
        if (symbol.IsEmpty || ScipSymbol.IsLocal(symbol))
        {
            return None;
        }

        _buffer = symbol.Length <= _buffer.Length ? _buffer : new char[symbol.Length];
        var text = _buffer.AsSpan(0, Encoding.Latin1.GetChars(symbol, _buffer)); // Any bytes, each a character.
        if (!_numbers.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(text, out var number))
        {
            number = _texts.Count;
            _numbers.Add(text.ToString(), number);
            _texts.Add(symbol.ToArray());
            _names.Add(NameIn(symbol));
        }

        return number;
    }

    private static byte[]? NameIn(ReadOnlySpan<byte> symbol)
    {
        var (name, _) = ScipSymbol.NamesOf(symbol);
        return name.Length > 0 && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$') ? Encoding.UTF8.GetBytes(name) : null;
    }
}
