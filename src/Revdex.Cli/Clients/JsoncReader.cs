using System.Text.Json;
using System.Text.RegularExpressions;

namespace Revdex.Cli.Clients;

/// <summary>
/// Finds where values stand in JSON, so that text can be put between them. Checks all of it: what a client could not read is not edited.
/// Comments and trailing commas are allowed, as the clients' own readers mostly do.
/// </summary>
internal sealed partial class JsoncReader
{
    /// <summary>Deeper than any settings, and shallow enough for the stack.</summary>
    private const int DepthMax = 200;

    private readonly string _text;
    private readonly string _path;
    private int _at;
    private int _depth;

    private JsoncReader(string text, string path) => (_text, _path) = (text, path);

    /// <summary>The root object; null where there is nothing but comments and white space.</summary>
    /// <param name="path">For messages.</param>
    /// <exception cref="RevdexException">It is not valid, or its root is no object.</exception>
    public static JsoncValue? Read(string text, string path)
    {
        var reader = new JsoncReader(text, path) { _at = text.StartsWith('\uFEFF') ? 1 : 0 };
        reader.SkipTrivia();
        if (reader._at == text.Length)
        {
            return null;
        }

        var root = reader.Value();
        reader.SkipTrivia();
        return reader._at < text.Length ? throw reader.Wrong("something follows the end")
            : root.Members is null ? throw reader.Wrong("an object is needed") : root;
    }

    /// <summary>Behind the last comment between two places that hold white space, comments and commas only; the first place where there is none.</summary>
    public static int AfterComments(string text, int from, int to)
    {
        var reader = new JsoncReader(text, "") { _at = from };
        var after = from;
        while (reader._at < to)
        {
            if (reader.SkipComment())
            {
                after = reader._at;
            }
            else
            {
                reader._at++;
            }
        }

        return after;
    }

    private JsoncValue Value()
    {
        var start = _at;
        if (_at == _text.Length)
        {
            throw Wrong("it ends too early");
        }

        switch (_text[_at])
        {
            case '{':
                var members = Nested(Object);
                return new JsoncValue(start, _at, members);
            case '[':
                Nested(Array);
                break;
            case '"':
                String();
                break;
            default:
                Scalar();
                break;
        }

        return new JsoncValue(start, _at, null);
    }

    private T Nested<T>(Func<T> read)
    {
        if (++_depth > DepthMax)
        {
            throw Wrong($"it is nested more than {DepthMax} deep");
        }

        _at++;
        var result = read();
        _depth--;
        return result;
    }

    private List<JsoncMember> Object()
    {
        var members = new List<JsoncMember>();
        for (SkipTrivia(); !Take('}'); SkipTrivia())
        {
            var start = _at;
            var key = String();
            SkipTrivia();
            Expect(':');
            SkipTrivia();
            var value = Value();
            var comma = Separator('}');
            members.Add(new JsoncMember(Unescaped(key), start, value, comma));
        }

        return members;
    }

    private int Array()
    {
        var count = 0;
        for (SkipTrivia(); !Take(']'); SkipTrivia(), count++)
        {
            Value();
            Separator(']');
        }

        return count;
    }

    /// <summary>Where the comma stands; null where the closing bracket follows, which is left.</summary>
    private int? Separator(char close)
    {
        SkipTrivia();
        if (Take(','))
        {
            return _at - 1;
        }

        return _at < _text.Length && _text[_at] == close ? null : throw Wrong($"',' or '{close}' is needed");
    }

    /// <summary>With its quotes.</summary>
    private string String()
    {
        var match = StringToken().Match(_text, _at);
        _at += match.Success ? match.Length : throw Wrong("a string is needed");
        return match.Value;
    }

    /// <summary>What a key says; one that is no text (half a surrogate pair) stays as it is written, since it is none of those that are looked for.</summary>
    private static string Unescaped(string quoted)
    {
        try
        {
            return quoted.Contains('\\') ? JsonElement.Parse(quoted).GetString() ?? quoted : quoted[1..^1];
        }
        catch (InvalidOperationException)
        {
            return quoted;
        }
    }

    private void Scalar()
    {
        var match = ScalarToken().Match(_text, _at);
        _at += match.Success ? match.Length : throw Wrong("a value is needed");
    }

    private void SkipTrivia()
    {
        for (var isTrivia = true; isTrivia && _at < _text.Length;)
        {
            var isSpace = _text[_at] is ' ' or '\t' or '\r' or '\n';
            _at += isSpace ? 1 : 0;
            isTrivia = isSpace || SkipComment();
        }
    }

    /// <summary>A line comment ends before its line break, and before that one's carriage return.</summary>
    private bool SkipComment()
    {
        var rest = _text.AsSpan(_at);
        if (rest.StartsWith("//"))
        {
            var length = rest.IndexOf('\n');
            _at += length < 0 ? rest.Length : rest[length - 1] == '\r' ? length - 1 : length;
            return true;
        }

        if (!rest.StartsWith("/*"))
        {
            return false;
        }

        var end = rest[2..].IndexOf("*/");
        _at += end < 0 ? throw Wrong("a comment has no end") : end + 4;
        return true;
    }

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

    private RevdexException Wrong(string what) =>
        new($"'{_path}' is not valid JSON: {what} (line {_text.AsSpan(0, Math.Min(_at, _text.Length)).Count('\n') + 1}); nothing was written");

    [GeneratedRegex("""\G"(?:[^"\\\x00-\x1F]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*["]""")]
    private static partial Regex StringToken();

    [GeneratedRegex("""\G(?:true|false|null|-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)(?![\w.+-])""")]
    private static partial Regex ScalarToken();
}
