using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>
/// Finds where statements stand in TOML 1.0, so that text can be put between them. Checks their form, not whether a key is defined twice.
/// </summary>
internal sealed partial class TomlReader
{
    /// <summary>Deeper than any settings, and shallow enough for the stack.</summary>
    private const int DepthMax = 200;

    private readonly string _text;
    private readonly string _path;
    private int _at;
    private int _depth;

    private TomlReader(string text, string path) => (_text, _path) = (text, path);

    /// <param name="path">For messages.</param>
    /// <exception cref="RevdexException">The text is not valid.</exception>
    public static List<TomlStatement> Read(string text, string path)
    {
        var reader = new TomlReader(text, path) { _at = text.StartsWith('\uFEFF') ? 1 : 0 };
        var statements = new List<TomlStatement>();
        (IReadOnlyList<string> Table, bool IsArray) table = ([], false);
        for (reader.SkipLines(); reader._at < text.Length; reader.SkipLines())
        {
            var statement = text[reader._at] == '[' ? reader.Header() : reader.KeyValue(table.Table, table.IsArray);
            table = statement.IsHeader ? (statement.Table, statement.IsArray) : table;
            statements.Add(statement);
        }

        return statements;
    }

    private TomlStatement Header()
    {
        var start = _at;
        var isArray = _text.AsSpan(_at).StartsWith("[[");
        _at += isArray ? 2 : 1;
        var keys = Keys();
        Expect(']');
        if (isArray)
        {
            Expect(']');
        }

        var end = _at;
        EndLine();
        return new TomlStatement(keys, [], isArray, start, _at, end, end);
    }

    private TomlStatement KeyValue(IReadOnlyList<string> table, bool isArray)
    {
        var start = _at;
        var keys = Keys();
        Expect('=');
        SkipSpaces();
        var valueStart = _at;
        Value();
        var valueEnd = _at;
        EndLine();
        return new TomlStatement(table, keys, isArray, start, _at, valueStart, valueEnd);
    }

    /// <summary>Dotted keys, with the white space around them.</summary>
    private List<string> Keys()
    {
        var keys = new List<string>();
        do
        {
            SkipSpaces();
            keys.Add(Key());
            SkipSpaces();
        }
        while (Take('.'));
        return keys;
    }

    private string Key()
    {
        if (TryMatch(BareKey(), out var bare))
        {
            return bare;
        }

        if (TryMatch(LiteralString(), out var literal))
        {
            return literal[1..^1];
        }

        return TryMatch(BasicString(), out var basic) ? Unescaped(basic) : throw Wrong("a key is needed");
    }

    /// <summary>Escapes that JSON has not (<c>\U</c>, <c>\e</c>) are in none of the keys that are looked for.</summary>
    private static string Unescaped(string quoted)
    {
        try
        {
            return JsonElement.Parse(quoted).GetString() ?? quoted;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return quoted;
        }
    }

    private void Value()
    {
        switch (_at < _text.Length ? _text[_at] : '\0')
        {
            case '[':
                Nested(Array);
                break;
            case '{':
                Nested(InlineTable);
                break;
            default:
                if (!TryMatch(MultilineString(), out _) && !TryMatch(BasicString(), out _) && !TryMatch(LiteralString(), out _) && !TryMatch(Scalar(), out _))
                {
                    throw Wrong("a value is needed");
                }

                break;
        }
    }

    private void Nested(Action read)
    {
        if (++_depth > DepthMax)
        {
            throw Wrong($"it is nested more than {DepthMax} deep");
        }

        _at++;
        read();
        _depth--;
    }

    private void Array()
    {
        for (SkipLines(); !Take(']'); SkipLines())
        {
            Value();
            SkipLines();
            if (!Take(',') && !(_at < _text.Length && _text[_at] == ']'))
            {
                throw Wrong("',' or ']' is needed");
            }
        }
    }

    private void InlineTable()
    {
        for (SkipLines(); !Take('}'); SkipLines())
        {
            Keys();
            Expect('=');
            SkipSpaces();
            Value();
            SkipLines();
            if (!Take(',') && !(_at < _text.Length && _text[_at] == '}'))
            {
                throw Wrong("',' or '}' is needed");
            }
        }
    }

    /// <summary>White space, comments and line breaks.</summary>
    private void SkipLines()
    {
        do
        {
            SkipSpaces();
            SkipComment();
        }
        while (TakeLineEnd());
    }

    private void SkipSpaces()
    {
        while (_at < _text.Length && _text[_at] is ' ' or '\t')
        {
            _at++;
        }
    }

    private void SkipComment()
    {
        if (_at < _text.Length && _text[_at] == '#')
        {
            var length = _text.AsSpan(_at).IndexOf('\n');
            _at = length < 0 ? _text.Length : _at + length;
        }
    }

    private void EndLine()
    {
        SkipSpaces();
        SkipComment();
        if (_at < _text.Length && !TakeLineEnd())
        {
            throw Wrong("something follows on the line");
        }
    }

    private bool TakeLineEnd() => Take('\n') || (_text.AsSpan(_at).StartsWith("\r\n") && Take('\r') && Take('\n'));

    private bool Take(char c)
    {
        var isThere = _at < _text.Length && _text[_at] == c;
        _at += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(char c)
    {
        if (!Take(c))
        {
            throw Wrong($"'{c}' is needed");
        }
    }

    private bool TryMatch(Regex token, out string text)
    {
        var match = token.Match(_text, _at);
        text = match.Value;
        _at += match.Length;
        return match.Success;
    }

    private RevdexException Wrong(string what) =>
        new($"'{_path}' is not valid TOML: {what} (line {_text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1}); nothing was written");

    [GeneratedRegex(@"\G[A-Za-z0-9_-]+")]
    private static partial Regex BareKey();

    [GeneratedRegex(@"\G'[^'\r\n]*'")]
    private static partial Regex LiteralString();

    [GeneratedRegex(@"\G""(?:[^""\\\r\n]|\\[^\r\n])*""")]
    private static partial Regex BasicString();

    [GeneratedRegex("\\G(?:\"\"\"(?:[^\\\\]|\\\\.)*?\"\"\"\"{0,2}|'''.*?''''{0,2})", RegexOptions.Singleline)]
    private static partial Regex MultilineString();

    /// <summary>Numbers, booleans, dates (whose time may follow a space).</summary>
    [GeneratedRegex(@"\G(?:true|false|[+-]?(?:inf|nan)|[+-]?[0-9][0-9A-Za-z_.:+-]*(?: [0-9]{2}:[0-9:.]+(?:Z|[+-][0-9:]+)?)?)(?![\w.])")]
    private static partial Regex Scalar();
}
