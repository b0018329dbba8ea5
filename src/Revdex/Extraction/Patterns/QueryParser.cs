using System.Text;

namespace Revdex.Extraction.Patterns;

/// <summary>
/// Reads the part of tree-sitter's query syntax that our queries use: nodes, tokens, wildcards, fields, absent fields, choices,
/// <c>?</c>, a leading anchor, captures and predicates. Anything else is an error that names the line.
/// </summary>
internal sealed class QueryParser
{
    private readonly string _text;
    private readonly string _source;
    private List<QueryPredicate> _predicates = [];
    private int _at;
    private int _line = 1;

    private QueryParser(string text, string source)
    {
        _text = text;
        _source = source;
    }

    /// <param name="source">Named in errors, <c>csharp.scm</c>.</param>
    /// <exception cref="FormatException">The text is not in the supported syntax.</exception>
    public static List<QueryPattern> Parse(string text, string source)
    {
        var parser = new QueryParser(text, source);
        var patterns = new List<QueryPattern>();
        while (parser.SkipBlank())
        {
            parser._predicates = [];
            var root = parser.Node();
            patterns.Add(new QueryPattern(root, parser._predicates));
        }

        return patterns;
    }

    private QueryNode Node()
    {
        var line = _line;
        var node = Peek() switch
        {
            '(' => Parenthesised(line),
            '[' => Choice(line),
            '"' => new QueryNode { Type = Quoted(), IsNamed = false, Captures = [], Line = line },
            '_' => Wildcard(line),
            var c => throw Error($"'{c}' cannot start a pattern"),
        };
        Suffixes(node);
        return node;
    }

    private QueryNode Wildcard(int line)
    {
        _at++;
        return new QueryNode { Type = null, IsNamed = false, Line = line };
    }

    private QueryNode Choice(int line)
    {
        _at++;
        var choices = new List<QueryNode>();
        while (Peek() != ']')
        {
            choices.Add(Node());
        }

        _at++;
        return new QueryNode { Choices = choices, Line = line };
    }

    private QueryNode Parenthesised(int line)
    {
        _at++;
        if (Peek() is '(' or '[' or '"')
        {
            return Group();
        }

        var type = Word();
        var node = new QueryNode { Type = type == "_" ? null : type, Line = line };
        while (Peek() != ')')
        {
            Child(node);
        }

        _at++;
        return node;
    }

    /// <summary><c>((node) @capture (#predicate …))</c>: one node with predicates.</summary>
    private QueryNode Group()
    {
        var node = Node();
        while (Peek() != ')')
        {
            if (!TryPredicate())
            {
                throw Error("a group holds one node and predicates");
            }
        }

        _at++;
        return node;
    }

    private void Child(QueryNode parent)
    {
        if (TryPredicate())
        {
            return;
        }

        if (Peek() == '!')
        {
            _at++;
            parent.AbsentFields.Add(Word());
            return;
        }

        var isFirst = false;
        if (Peek() == '.')
        {
            isFirst = parent.Children.Count == 0 ? true : throw Error("an anchor is supported before the first child only");
            _at++;
            SkipBlank();
        }

        string? field = null;
        if (char.IsLetter(Peek()))
        {
            field = Word();
            Expect(':');
        }

        var child = Node();
        child.Field = field;
        child.IsFirst = isFirst;
        parent.Children.Add(child);
    }

    private bool TryPredicate()
    {
        if (Peek() != '(' || !_text.AsSpan(_at + 1).TrimStart().StartsWith("#"))
        {
            return false;
        }

        var line = _line;
        Expect('(');
        Expect('#');
        var name = Word();
        string? capture = null;
        var values = new List<string>();
        while (Peek() != ')')
        {
            if (Peek() == '@')
            {
                _at++;
                capture = Word();
            }
            else
            {
                values.Add(Peek() == '"' ? Quoted() : Word());
            }
        }

        _at++;
        _predicates.Add(new QueryPredicate(name, capture, values, line));
        return true;
    }

    private void Suffixes(QueryNode node)
    {
        while (SkipBlank())
        {
            switch (_text[_at])
            {
                case '@':
                    _at++;
                    node.Captures.Add(Word());
                    break;
                case '?':
                    _at++;
                    node.IsOptional = true;
                    break;
                case '*' or '+':
                    throw Error("'*' and '+' are not supported: a pattern is tried at every node anyway");
                default:
                    return;
            }
        }
    }

    private string Word()
    {
        SkipBlank();
        var start = _at;
        while (_at < _text.Length && (char.IsLetterOrDigit(_text[_at]) || _text[_at] is '_' or '.' or '-' or '?' or '!'))
        {
            _at++;
        }

        return _at > start ? _text[start.._at] : throw Error("a name is missing");
    }

    private string Quoted()
    {
        _at++;
        var text = new StringBuilder();
        while (_at < _text.Length && _text[_at] != '"')
        {
            if (_text[_at] == '\\')
            {
                _at++;
                text.Append(_text[_at] switch { 'n' => '\n', 't' => '\t', 'r' => '\r', var c => c });
            }
            else
            {
                text.Append(_text[_at]);
            }

            _at++;
        }

        Expect('"');
        return text.ToString();
    }

    private char Peek() => SkipBlank() ? _text[_at] : throw Error("the text ends inside a pattern");

    private void Expect(char c)
    {
        if (Peek() != c)
        {
            throw Error($"'{c}' expected");
        }

        _at++;
    }

    private bool SkipBlank()
    {
        while (_at < _text.Length)
        {
            if (_text[_at] == ';')
            {
                while (_at < _text.Length && _text[_at] != '\n')
                {
                    _at++;
                }
            }
            else if (char.IsWhiteSpace(_text[_at]))
            {
                _line += _text[_at] == '\n' ? 1 : 0;
                _at++;
            }
            else
            {
                return true;
            }
        }

        return false;
    }

    private FormatException Error(string what) => new($"{_source}:{_line}: {what}");
}
