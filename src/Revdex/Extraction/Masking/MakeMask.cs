namespace Revdex.Extraction.Masking;

/// <summary>
/// Blanks the tab before a line of Make that is no recipe's, as within <c>ifdef</c> at the top of a file: the grammar takes every tab for a recipe's, make itself only those behind a rule, up to the next assignment. For one file.
/// </summary>
internal ref struct MakeMask(ReadOnlySpan<byte> content, MaskedText text)
{
    private readonly ReadOnlySpan<byte> _content = content;
    private readonly MaskedText _text = text;
    private bool _isRule;
    private bool _isDefine;

    public void Run()
    {
        for (var at = 0; at < _content.Length;)
        {
            var end = LineEnd(at);
            var line = _content[at..end];
            var word = Word(line);
            if (_isDefine)
            {
                _isDefine = !word.SequenceEqual("endef"u8);
            }
            else if (line[0] != (byte)'\t')
            {
                Take(line, word);
            }
            else if (!_isRule)
            {
                var tabs = line.IndexOfAnyExcept((byte)'\t');
                _text.Blank(_content, at, at + (tabs < 0 ? line.Length : tabs));
                Take(line, word);
            }

            at = end;
        }
    }

    /// <summary>Behind the line break of a line and of those that it goes on with.</summary>
    private readonly int LineEnd(int at)
    {
        while (true)
        {
            var length = _content[at..].IndexOf((byte)'\n');
            if (length < 0)
            {
                return _content.Length;
            }

            at += length + 1;
            var before = at - 2 >= 0 && _content[at - 2] == (byte)'\r' ? at - 3 : at - 2;
            if (before < 0 || _content[before] != (byte)'\\' || at >= _content.Length)
            {
                return at;
            }
        }
    }

    private static ReadOnlySpan<byte> Word(ReadOnlySpan<byte> line)
    {
        line = line.TrimStart(" \t"u8);
        var length = line.IndexOfAny(" \t\r\n"u8);
        return length < 0 ? line : line[..length];
    }

    /// <summary>What begins or ends the place of recipes: a rule, an assignment. Conditions, comments and blank lines do neither.</summary>
    private void Take(ReadOnlySpan<byte> line, ReadOnlySpan<byte> word)
    {
        if (word.SequenceEqual("define"u8))
        {
            (_isDefine, _isRule) = (true, false);
            return;
        }

        if (word.IsEmpty || word[0] == (byte)'#' || word.StartsWith("if"u8) || word.SequenceEqual("else"u8) || word.SequenceEqual("endif"u8))
        {
            return;
        }

        for (var (i, depth) = (0, 0); i < line.Length; i++)
        {
            depth += line[i] is (byte)'(' or (byte)'{' ? 1 : line[i] is (byte)')' or (byte)'}' ? -1 : 0;
            if (depth > 0 || line[i] is not ((byte)':' or (byte)'='))
            {
                continue;
            }

            var behind = line[i..].TrimStart((byte)':');
            _isRule = line[i] == (byte)':' && !behind.StartsWith("="u8);
            return;
        }
    }
}
