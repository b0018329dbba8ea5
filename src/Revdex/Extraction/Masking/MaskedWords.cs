using System.Text;
using Revdex.Facts;
using Revdex.Native.TreeSitter;

namespace Revdex.Extraction.Masking;

/// <summary>The words of what the parser was not shown: uses that are read where the walk comes by, within what is around them. What they do there no tree tells: a call before a parenthesis, else a read.</summary>
internal sealed unsafe class MaskedWords(Drafts drafts)
{
    /// <summary>Of directives, and types that grammars have no token for.</summary>
    private static ReadOnlySpan<byte> NoNames =>
        " ifdef ifndef elif endif defined define undef int void char long short double float bool unsigned signed size_t byte sbyte uint ulong ushort string object decimal nint nuint var true false NULL "u8;

    /// <summary>Of PL/pgSQL, which the grammar of SQL has no token for.</summary>
    private static ReadOnlySpan<byte> ProceduralNoNames =>
        " e raise notice warning exception loop elsif perform record strict found exit continue while foreach slice get diagnostics sqlerrm sqlstate next query constant alias open fetch close "u8;

    private IReadOnlyList<(int Start, int End)> _ranges = [];
    private Grammar? _grammar;
    private bool _isSql;
    private byte* _content;
    private int _next;
    private uint _row;
    private uint _lineStart;
    private uint _counted;

    /// <summary>Where the next range begins.</summary>
    public uint Next { get; private set; } = uint.MaxValue;

    public void Begin(Grammar grammar, byte* content, IReadOnlyList<(int Start, int End)> ranges)
    {
        _content = content;
        (_grammar, _ranges) = (grammar, ranges);
        _isSql = ranges.Count > 0 && grammar.Symbol("keyword_select", isNamed: true) != 0;
        (_next, _row, _lineStart, _counted) = (0, 0, 0, 0);
        Next = ranges.Count > 0 ? (uint)ranges[0].Start : uint.MaxValue;
    }

    /// <summary>Adds the uses of all ranges that begin before a place.</summary>
    /// <param name="enclosing">The innermost symbol around the place, or -1.</param>
    public void ReadBefore(uint place, int enclosing)
    {
        for (; Next < place; Next = ++_next < _ranges.Count ? (uint)_ranges[_next].Start : uint.MaxValue)
        {
            CountLines(Next);
            var scanner = new WordScanner(_content, Next, (uint)_ranges[_next].End, _row, _lineStart);
            while (scanner.MoveNext())
            {
                Add(scanner, enclosing);
            }
        }
    }

    private void Add(in WordScanner scanner, int enclosing)
    {
        var word = new ReadOnlySpan<byte>(_content + scanner.Start, (int)(scanner.End - scanner.Start));
        if (word.Length > Limits.NameMaxBytes || WordList.Has(NoNames, word) || _grammar!.Symbol(Encoding.UTF8.GetString(word), isNamed: false) != 0 || (_isSql && IsSqlKeyword(word))) // Set by Begin.
        {
            return;
        }

        drafts.Occurrences.Add(new OccurrenceDraft
        {
            Name = drafts.Names.Intern((int)scanner.Start, word.Length, ByteHash.Of(_content + scanner.Start, word.Length)),
            Row = scanner.Row,
            Column = scanner.Column,
            Enclosing = enclosing,
            Role = scanner.IsCall ? OccurrenceRole.Call : OccurrenceRole.Read,
            HasReceiver = scanner.HasReceiver,
            IsPlain = !scanner.HasReceiver,
        });
    }

    /// <summary>The grammar's keywords are nodes, in any case of letters.</summary>
    private bool IsSqlKeyword(ReadOnlySpan<byte> word)
    {
        var lower = Encoding.UTF8.GetString(word).ToLowerInvariant();
        return _grammar!.Symbol($"keyword_{lower}", isNamed: true) != 0 || WordList.Has(ProceduralNoNames, Encoding.UTF8.GetBytes(lower)); // Set by Begin.
    }

    private void CountLines(uint place)
    {
        for (; _counted < place; _counted++)
        {
            if (_content[_counted] == (byte)'\n')
            {
                _row++;
                _lineStart = _counted + 1;
            }
        }
    }
}
