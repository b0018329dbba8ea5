namespace Revdex.Extraction.Masking;

/// <summary>
/// Blanks macros (words in capitals, with what stands in their parentheses) that C and C++ have among declarations and no grammar takes: behind parameters and names (<c>int f() LOCKS(mu) {</c>, <c>int n GUARDED_BY(mu);</c>), before a type
/// (<c>API int f();</c>), between a type and its name, behind <c>class</c>, on a line of their own. Only outside of functions, and only where what is left is a declaration. For one file.
/// </summary>
internal ref struct MacroMask(ReadOnlySpan<byte> content, bool isObjectiveC, MaskedText text)
{
    /// <summary>What stands for a macro where a declaration without one would look like a call.</summary>
    private static ReadOnlySpan<byte> Qualifier => "const"u8;

    private static ReadOnlySpan<byte> BehindWords => " const noexcept override final volatile "u8;

    private static ReadOnlySpan<byte> Accesses => " public private protected signals "u8;

    private static ReadOnlySpan<byte> Types => " class struct union "u8;

    private static ReadOnlySpan<byte> Primitives => " int void char long short double float unsigned signed bool size_t "u8;

    /// <summary>Behind these stands a type, or a name in capitals that is one.</summary>
    private static ReadOnlySpan<byte> Specifiers =>
        " static extern inline const constexpr consteval constinit volatile typedef struct class union enum virtual explicit friend using namespace typename register mutable operator goto return new template thread_local unsigned signed "u8;

    private readonly ReadOnlySpan<byte> _content = content;
    private readonly bool _isObjectiveC = isObjectiveC;
    private readonly MaskedText _text = text;
    private CodeState _state;

    /// <summary>The token before, and the one before that; empty of what is no word, but for the byte of a punctuation.</summary>
    private ReadOnlySpan<byte> _last;
    private ReadOnlySpan<byte> _secondLast;
    private bool _isBehindParameters;
    private bool _hasPointer;

    public void Run()
    {
        var tokens = new CodeTokens(_content, isCSharp: false);
        var isBalanced = true;
        while (tokens.MoveNext())
        {
            if (tokens.Kind == CodeTokenKind.Directive)
            {
                continue;
            }

            if (tokens.Kind == CodeTokenKind.Word && _state is { Parentheses: 0, Kind: BraceKind.Declarations } && CodeState.IsCaps(tokens.Text))
            {
                if (MacroEnd(tokens) is > 0 and var end)
                {
                    _text.Blank(_content, tokens.Start, end);
                    tokens.PassTo(end);
                    continue;
                }

                if (_state.IsAtStart && tokens.Text.Length >= Qualifier.Length && IsBeforeCallLike(tokens))
                {
                    _text.Blank(_content, tokens.Start, tokens.End, Qualifier);
                }
            }

            Take(tokens);
            if (isBalanced && tokens.Mark == (byte)'{' && _state.Kind != BraceKind.Declarations)
            {
                isBalanced = tokens.TryPassBlock(_content.Length);
            }
        }
    }

    private void Take(in CodeTokens token)
    {
        var wasOpen = _state.Parentheses > 0;
        _state.Take(token);
        _isBehindParameters = token.Mark == (byte)')' ? _state.Parentheses == 0 && _state.Words > 0
            : _isBehindParameters && (wasOpen || (token.Kind == CodeTokenKind.Word && IsBehindWord(token.Text)));
        _hasPointer = !_state.IsAtStart && (_hasPointer || (_state.Parentheses == 0 && token.Mark is (byte)'*' or (byte)'&'));
        _secondLast = _last;
        _last = token.Text;
    }

    /// <summary>Where the macro ends that begins at the token; 0 where it is none.</summary>
    private readonly int MacroEnd(CodeTokens token)
    {
        var ahead = token;
        var end = token.End;
        var hasNext = ahead.MoveNext();
        var hasArguments = hasNext && ahead.Mark == (byte)'(' && ahead.Start - end <= 1;
        if (hasArguments)
        {
            if (!TryPassGroup(ref ahead))
            {
                return 0;
            }

            end = ahead.End;
            hasNext = ahead.MoveNext();
        }

        return IsMacro(hasArguments, hasNext, ahead) ? end : 0;
    }

    private readonly bool IsMacro(bool hasArguments, bool hasNext, in CodeTokens next)
    {
        if (_isBehindParameters || IsBehindName() || IsBehindParameter())
        {
            return hasNext && (next.Mark is (byte)'{' or (byte)';' or (byte)':' or (byte)'=' or (byte)',' || (next.Kind == CodeTokenKind.Word && (IsBehindWord(next.Text) || CodeState.IsCaps(next.Text))));
        }

        if (!hasNext)
        {
            return hasArguments && _state.IsAtStart;
        }

        return _state.IsAtStart ? IsBeforeDeclaration(hasArguments, next)
            : IsWord(_last) && WordList.Has(Types, _last) ? next.Kind == CodeTokenKind.Word && IsNameOfType(next)
            : IsTypeBefore() && (next.Kind == CodeTokenKind.Word || next.Mark == (byte)'*') && !IsBehindWord(next.Text);
    }

    /// <summary><c>int n GUARDED_BY(mu);</c>: a type and a name stand before.</summary>
    private readonly bool IsBehindName() =>
        _state.Words > 1 && IsName(_last) && (_secondLast is [(byte)'*' or (byte)'&' or (byte)'>'] || (_hasPointer && _secondLast.SequenceEqual("const"u8)) || (IsWord(_secondLast) && !CodeState.IsCaps(_secondLast) && !IsSpecifier(_secondLast)));

    /// <summary><c>- (void)add:(Line *)line DEPRECATED(2) {</c></summary>
    private readonly bool IsBehindParameter() => _isObjectiveC && _secondLast is [(byte)')'] && IsName(_last);

    /// <summary><c>void CALL f();</c>, <c>char *CALL f();</c></summary>
    private readonly bool IsTypeBefore() => _last is [(byte)'*'] || (IsWord(_last) && !CodeState.IsCaps(_last) && !IsSpecifier(_last));

    /// <summary><c>class API Name {</c>, <c>class API Name : Base</c></summary>
    private static bool IsNameOfType(CodeTokens name) =>
        name.MoveNext() && (name.Mark is (byte)'{' or (byte)':' || (name.Kind == CodeTokenKind.Word && name.Text.SequenceEqual("final"u8)));

    private readonly bool IsBeforeDeclaration(bool hasArguments, in CodeTokens next)
    {
        var behind = next;
        var hasBehind = behind.MoveNext();
        if (next.Kind == CodeTokenKind.Directive)
        {
            return hasArguments;
        }

        if (next.Kind != CodeTokenKind.Word)
        {
            return hasArguments && next.Mark is (byte)'}' or (byte)'~';
        }

        if (WordList.Has(Accesses, next.Text))
        {
            return true;
        }

        if (hasArguments && CodeState.IsCaps(next.Text))
        {
            return true;
        }

        // `API int (f)(int)`: no function is called int; `BOOL f(int)` is one whose type is in capitals.
        return hasBehind && (!IsCallLike(next) || IsPrimitive(next.Text)) && (behind.Mark == (byte)'(' ? IsPrimitive(next.Text)
            : behind.Kind == CodeTokenKind.Word || behind.Mark is (byte)'*' or (byte)'&' or (byte)'<' || (behind.Mark == (byte)'.' && !hasArguments) || (hasArguments && _state.Last == (byte)'}' && behind.Mark is (byte)'=' or (byte)';'));
    }

    /// <summary><c>API T *(f)(int);</c>, <c>API T (*f)(int);</c></summary>
    private static bool IsBeforeCallLike(CodeTokens macro) => macro.MoveNext() && macro.Kind == CodeTokenKind.Word && !IsPrimitive(macro.Text) && IsCallLike(macro);

    private static bool IsCallLike(CodeTokens type)
    {
        var hasNext = type.MoveNext();
        while (hasNext && type.Mark == (byte)'*')
        {
            hasNext = type.MoveNext();
        }

        return hasNext && type.Mark == (byte)'(' && TryPassGroup(ref type) && type.MoveNext() && type.Mark == (byte)'(';
    }

    private static bool TryPassGroup(ref CodeTokens tokens)
    {
        const int tokensMax = 1000;
        var depth = 1;
        for (var i = 0; i < tokensMax && tokens.MoveNext(); i++)
        {
            depth += tokens.Mark switch
            {
                (byte)'(' => 1,
                (byte)')' => -1,
                _ => 0,
            };
            if (depth == 0)
            {
                return true;
            }

            if (tokens.Mark is (byte)'{' or (byte)';')
            {
                return false;
            }
        }

        return false;
    }

    private static bool IsWord(ReadOnlySpan<byte> token) => !token.IsEmpty && (char.IsAsciiLetter((char)token[0]) || token[0] is (byte)'_' or >= 0x80);

    private static bool IsName(ReadOnlySpan<byte> token) => IsWord(token) && !CodeState.IsCaps(token) && !IsSpecifier(token) && !IsPrimitive(token);

    private static bool IsBehindWord(ReadOnlySpan<byte> word) => WordList.Has(BehindWords, word);

    private static bool IsPrimitive(ReadOnlySpan<byte> word) => WordList.Has(Primitives, word);

    private static bool IsSpecifier(ReadOnlySpan<byte> word) => WordList.Has(Specifiers, word);
}
