namespace Revdex.Extraction.Masking;

/// <summary>Where in its statement, brackets and braces a text of C, C++ or C# stands: as much as masks ask for, of fixed size, so that it is copied at each <c>#if</c>.</summary>
internal struct CodeState
{
    private const int BitsOfParentheses = 3;
    private const int ParenthesesMax = (1 << BitsOfParentheses) - 1;

    /// <summary>What <see cref="Last"/> is of a word, and of a literal.</summary>
    public const byte Word = (byte)'a';
    public const byte Literal = (byte)'"';

    private ulong _kinds;
    private ulong _parenthesesAround;
    private bool _isEnum;
    private bool _isType;
    private bool _isValue;
    private bool _isControl;
    private bool _isCaps;
    private bool _isAssembly;

    public int Depth { get; private set; }

    /// <summary>Open parentheses and brackets, of this brace.</summary>
    public int Parentheses { get; private set; }

    /// <summary>The last token: a punctuation's byte, <see cref="Word"/> or <see cref="Literal"/>; 0 at the file's beginning.</summary>
    public byte Last { get; private set; }

    /// <summary>Words of the statement so far, outside of parentheses; counted to 9.</summary>
    public int Words { get; private set; }

    /// <summary>Something in parentheses belongs to the statement.</summary>
    public bool HasGroup { get; private set; }

    public readonly BraceKind Kind => Depth == 0 ? BraceKind.Declarations : (BraceKind)(_kinds & 3);

    /// <summary>Nothing of a statement stands before.</summary>
    public readonly bool IsAtStart => Parentheses == 0 && Words == 0 && (Last is 0 or (byte)';' or (byte)'{' or (byte)'}' or (byte)':');

    /// <summary>Whether a statement or declaration could begin here. A macro by itself counts as one.</summary>
    public readonly bool IsFinished => Parentheses == 0 && Last switch
    {
        0 or (byte)';' or (byte)'}' => true,
        (byte)':' => Words == 0,
        (byte)'{' => Kind != BraceKind.Values,
        (byte)',' => Kind == BraceKind.Enum,
        (byte)')' => Words == 1 && !_isControl,
        (byte)']' => _isAssembly,
        Word => Words == 1 && _isCaps,
        _ => false,
    };

    /// <summary>Stands in a list of values, between two of them.</summary>
    public readonly bool IsInList => Last == (byte)',' || (Last == (byte)'{' && Kind == BraceKind.Values);

    public void Take(in CodeTokens token)
    {
        switch (token.Kind)
        {
            case CodeTokenKind.Word:
                TakeWord(token.Text);
                Last = Word;
                break;
            case CodeTokenKind.Literal:
                Last = Literal;
                break;
            case CodeTokenKind.Punctuation:
                TakeMark(token.Mark);
                break;
        }
    }

    /// <summary>All upper case, three letters at least: what macros are called.</summary>
    public static bool IsCaps(ReadOnlySpan<byte> word) => word.Length > 2 && !word.ContainsAnyInRange((byte)'a', (byte)'z') && !word.ContainsAnyInRange((byte)0x80, (byte)0xFF) && word.ContainsAnyInRange((byte)'A', (byte)'Z');

    private void TakeWord(ReadOnlySpan<byte> word)
    {
        _isAssembly |= Last == (byte)'[' && (word.SequenceEqual("assembly"u8) || word.SequenceEqual("module"u8));
        _isValue |= word.SequenceEqual("new"u8);
        if (Parentheses > 0)
        {
            return;
        }

        _isCaps = Words == 0 && IsCaps(word);
        _isControl |= WordList.Has(" if for while switch else foreach "u8, word);
        _isEnum |= word.SequenceEqual("enum"u8);
        _isType |= WordList.Has(" class struct union namespace interface record "u8, word);
        Words = Math.Min(Words + 1, 9);
    }

    private void TakeMark(byte mark)
    {
        switch (mark)
        {
            case (byte)'(' or (byte)'[':
                Parentheses++;
                break;
            case (byte)')' or (byte)']':
                Parentheses = Math.Max(0, Parentheses - 1);
                HasGroup |= Parentheses == 0 && mark == (byte)')';
                break;
            case (byte)'{':
                Open();
                break;
            case (byte)'}':
                Close();
                return;
            case (byte)';' or (byte)':' when Parentheses == 0 && (mark == (byte)';' || (Words <= 2 && !HasGroup && !_isType && !_isEnum)):
                Begin();
                break;
            case (byte)'>' when Last == (byte)'=':
                _isValue = false; // A lambda's body is no list.
                break;
        }

        Last = mark;
    }

    private void Open()
    {
        var kind = Kind == BraceKind.Body && !_isValue && Last != (byte)'=' ? BraceKind.Body
            : Last is (byte)'=' or (byte)'(' or (byte)',' or (byte)'[' or (byte)']' || _isValue || (Last == (byte)'{' && Kind == BraceKind.Values) ? BraceKind.Values
            : _isEnum && !HasGroup ? BraceKind.Enum
            : HasGroup && !_isType ? BraceKind.Body
            : BraceKind.Declarations;
        _kinds = (_kinds << 2) | (uint)kind;
        _parenthesesAround = (_parenthesesAround << BitsOfParentheses) | (uint)Math.Min(Parentheses, ParenthesesMax);
        Depth++;
        Begin();
        Parentheses = 0;
    }

    private void Close()
    {
        var isOver = Kind != BraceKind.Values;
        if (Depth > 0)
        {
            Depth--;
            Parentheses = (int)(_parenthesesAround & ParenthesesMax);
            _kinds >>= 2;
            _parenthesesAround >>= BitsOfParentheses;
        }

        Begin();
        isOver &= Parentheses == 0;
        Words = isOver ? 0 : 2;
        Last = isOver ? (byte)'}' : Literal;
    }

    private void Begin() => (Words, HasGroup, _isEnum, _isType, _isValue, _isControl, _isCaps, _isAssembly) = (0, false, false, false, false, false, false, false);
}
