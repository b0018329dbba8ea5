using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>
/// Finds where statements stand in TOML 1.0, so that text can be put between them. Checks their form, not whether a key is defined twice.
/// </summary>
internal sealed partial class TomlReader : TextCursor
{
    private TomlReader(string text, string path)
        : base(text, path, "TOML")
    {
    }

    /// <param name="path">For messages.</param>
    /// <exception cref="RevdexException">The text is not valid.</exception>
    public static List<TomlStatement> Read(string text, string path)
    {
        var reader = new TomlReader(text, path);
        var statements = new List<TomlStatement>();
        (IReadOnlyList<string> Table, bool IsArray) table = ([], false);
        for (reader.SkipLines(); !reader.IsAtEnd; reader.SkipLines())
        {
            var statement = text[reader.At] == '[' ? reader.Header() : reader.KeyValue(table.Table, table.IsArray);
            table = statement.IsHeader ? (statement.Table, statement.IsArray) : table;
            statements.Add(statement);
        }

        return statements;
    }

    private TomlStatement Header()
    {
        var start = At;
        var isArray = IsAt("[[");
        At += isArray ? 2 : 1;
        var keys = Keys();
        Expect(']');
        if (isArray)
        {
            Expect(']');
        }

        var end = At;
        EndLine();
        return new TomlStatement(keys, [], isArray, start, At, end, end);
    }

    private TomlStatement KeyValue(IReadOnlyList<string> table, bool isArray)
    {
        var start = At;
        var keys = Keys();
        Expect('=');
        SkipSpaces();
        var valueStart = At;
        Value();
        var valueEnd = At;
        EndLine();
        return new TomlStatement(table, keys, isArray, start, At, valueStart, valueEnd);
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
        switch (At < Text.Length ? Text[At] : '\0')
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

    private void Array()
    {
        for (SkipLines(); !Take(']'); SkipLines())
        {
            Value();
            SkipLines();
            if (!Take(',') && !IsAt(']'))
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
            if (!Take(',') && !IsAt('}'))
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
        while (At < Text.Length && Text[At] is ' ' or '\t')
        {
            At++;
        }
    }

    private void SkipComment()
    {
        if (IsAt('#'))
        {
            var length = Text.AsSpan(At).IndexOf('\n');
            At = length < 0 ? Text.Length : At + length;
        }
    }

    private void EndLine()
    {
        SkipSpaces();
        SkipComment();
        if (!IsAtEnd && !TakeLineEnd())
        {
            throw Wrong("something follows on the line");
        }
    }

    private bool TakeLineEnd() => Take('\n') || (IsAt("\r\n") && Take('\r') && Take('\n'));

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
